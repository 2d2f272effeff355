"""The wizard: proposes a column map and asks where it is unsure."""
