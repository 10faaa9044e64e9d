"""Rounds from door to door over the register of households (đợt rà soát)."""
