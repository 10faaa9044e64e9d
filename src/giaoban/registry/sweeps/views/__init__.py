"""Pages of sweeps: rounds from door to door, and rounds on paper or in a spreadsheet."""
