"""Users, posts, scope (place subtree × role × time), the access log and the Duty type."""
