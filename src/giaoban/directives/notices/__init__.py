"""Notices: those that come in are read into conclusions and tasks, those that go out are written from them."""
