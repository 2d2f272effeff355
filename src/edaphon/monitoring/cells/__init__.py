"""One cell of a table: number, day, depth, measured value."""
