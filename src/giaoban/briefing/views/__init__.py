"""Pages of the briefing: the list, the text with its margin, the rows behind a figure, the files."""
