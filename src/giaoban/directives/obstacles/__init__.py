"""What stands in the way below: raised, owned, on a clock, answered or taken into a conclusion."""
