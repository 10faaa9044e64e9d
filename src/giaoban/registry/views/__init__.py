"""Pages of the registry: the line list, one case, files received."""
