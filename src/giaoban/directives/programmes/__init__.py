"""What runs over several meetings: targets with their path, inspections, pilots, communes watched."""
