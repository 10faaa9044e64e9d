"""Outlines of units from GeoJSON: read, judged, matched to the dated tree, simplified, kept for maps."""
