"""The field record exactly as received: batches, refused and held rows, aggregate returns. No pages."""
