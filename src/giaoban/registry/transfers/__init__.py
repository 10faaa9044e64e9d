"""An F0 on the move: transfers with two sides, letters beyond the province, absences."""
