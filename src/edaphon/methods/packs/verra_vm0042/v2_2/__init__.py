"""VM0042 Improved Agricultural Land Management, version 2.2."""
