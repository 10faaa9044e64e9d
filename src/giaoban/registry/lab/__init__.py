"""Results of laboratories: imported, linked to who is known, told by place and week, variants watched."""
