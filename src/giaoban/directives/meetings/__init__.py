"""The standing meeting: agenda, sites, attendance, notes that become conclusions."""
