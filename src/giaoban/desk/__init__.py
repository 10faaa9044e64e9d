"""Role home pages, the command board, place pages: pages that mix layers. No models."""
