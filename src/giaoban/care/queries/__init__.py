"""Every read of care: through a scope, or through a household's link."""
