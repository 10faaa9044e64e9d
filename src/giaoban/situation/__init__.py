"""The only app that runs analytics: extracts, frozen snapshots, values, proposed levels."""
