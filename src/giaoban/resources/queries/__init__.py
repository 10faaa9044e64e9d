"""Every read of resources."""

from giaoban.resources.queries.roster import OnCall, on_call, stations_of

__all__ = ["OnCall", "on_call", "stations_of"]
