"""Every write of programmes. Work they give out goes through the actions of directives."""
