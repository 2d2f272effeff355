"""Every value of an account as tables: a workbook, and a map of the points."""
