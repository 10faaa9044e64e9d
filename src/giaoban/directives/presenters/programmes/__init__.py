"""Words, columns and pictures of programmes."""
