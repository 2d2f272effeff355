"""Evidence: what was observed, by which plan, sealed so that nobody can change it."""
