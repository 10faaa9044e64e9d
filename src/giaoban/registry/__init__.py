"""People, households, cases, their state as rows, doses and tests; identity apart and sealed."""
