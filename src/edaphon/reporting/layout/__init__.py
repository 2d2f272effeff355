"""From content to a document of one language: chapters, tables, charts, in order."""
