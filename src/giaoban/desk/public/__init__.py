"""Pages for citizens: open to everybody, without account, without JavaScript."""
