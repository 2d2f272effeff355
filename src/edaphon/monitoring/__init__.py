"""Monitoring: raw signals of laboratories and fields become flagged observations."""
