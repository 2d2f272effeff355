"""No conditions."""

CONDITIONS = ()
