"""The equation engine and the method packs it runs."""
