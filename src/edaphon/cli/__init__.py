"""The command line: thin, one module per verb, imported only when called."""
