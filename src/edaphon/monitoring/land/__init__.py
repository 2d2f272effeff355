"""Where a project lies: shapes, coordinates, areas, doubts."""
