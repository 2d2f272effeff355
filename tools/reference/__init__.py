"""Reference pages, made per language from what the program itself says.

Each module of this package yields pages of one kind; nothing here is typed by
hand twice, so a page cannot drift from the program.
"""
