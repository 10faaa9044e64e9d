"""Pages of referrals: the sender's list, one request, the hospital's desk, the coordination desk."""
