"""Notices: what comes in is read into conclusions and tasks, what goes out is written from them."""
