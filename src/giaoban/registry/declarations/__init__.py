"""Confirming, correcting, rejecting what citizens declare: a duty of the commune with a clock."""
