"""Every read of the desk's pages: frozen weeks, what they state, levels, freshness."""

from giaoban.desk.queries.cuts import Cut, chosen, cuts, earlier
from giaoban.desk.queries.levels import LevelOf, level_of
from giaoban.desk.queries.told import SHOWN, Told, told

__all__ = ["SHOWN", "Cut", "LevelOf", "Told", "chosen", "cuts", "earlier", "level_of", "told"]
