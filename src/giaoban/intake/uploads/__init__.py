"""Files whose columns a person tells in the browser: they wait sealed, and what was told is kept by name."""
