"""Method and evidence make an account that anyone can recompute."""
