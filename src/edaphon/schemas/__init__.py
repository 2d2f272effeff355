"""Published schemas of every record, and documents checked against them."""
