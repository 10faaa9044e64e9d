"""The installation of the registry's tests: intake is tested on the same few places."""

from tests.registry.conftest import installation, places, write

__all__ = ["installation", "places", "write"]
