"""Wording of the briefing's pages."""
