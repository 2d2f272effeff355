"""One module for each check of the list, or for a few that belong together."""
