"""Charts of a report, drawn as small SVG: the same drawing for page and paper."""
