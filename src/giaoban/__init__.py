"""Giao Ban: field record → registry → care → situation → briefing → conclusion → task → field."""

__version__ = "0.1.0"
