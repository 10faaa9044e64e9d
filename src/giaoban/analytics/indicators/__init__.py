"""One file an indicator, or a family of indicators that one sentence defines."""
