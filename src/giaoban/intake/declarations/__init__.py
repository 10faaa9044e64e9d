"""What citizens declare, exactly as received: by page, by text message, by the hotline. Never changed."""
