"""The situation briefing from one snapshot: its figures, its arithmetic, its signature, its sections."""
