"""Wording of care."""
