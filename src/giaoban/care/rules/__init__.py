"""Pure decisions of care: facts, rules and a moment in, a frozen answer out."""
