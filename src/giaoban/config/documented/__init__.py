"""Pages of `docs/` written by `giaoban docs` from what they describe: one module, one page."""
