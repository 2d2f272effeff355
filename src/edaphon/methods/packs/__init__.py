"""Method packs, one folder a scheme and version."""
