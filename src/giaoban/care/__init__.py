"""Care of every person ill at home: who answers for them, what was seen, what must be done next."""
