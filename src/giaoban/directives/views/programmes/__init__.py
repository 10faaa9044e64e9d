"""Pages of programmes: targets, inspections, pilots, watched communes, and rows behind their figures."""
