"""What is decided of targets, inspections and pilots. Pure: no Django, no models, no clock."""
