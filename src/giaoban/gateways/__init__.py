"""Other systems, in and out: each with its transport, its fake and its tests."""
