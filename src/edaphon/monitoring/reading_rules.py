"""The version of the rules by which raw files are read, checked and asked about.

A run record names it. When an older bundle is replayed, its files are read by the
rules of its own version: a check or a question that came later (``Problem.since``) is
printed as a note and changes no figure. Whoever changes what a file is read to, or
adds a problem that stops, raises the number, keeps the older way under the older
number, and gives the new problem ``since``.
"""

NEWEST = 6
"""Rules by which new evidence is read. The codes that each number brought say so in the
catalogue (``since``): 2 asks of doubled records, cores, jumps, stones and ranges, 3 of
points on project and control land at once; 4 sets aside rows of means, notes and blanks
in more languages; 5 reads digits in groups of three, and amounts per hectare where a
total is wanted. Under 5 the account record is of form 3, with changes by depth;
6 refuses maps that contradict their files or leave out what a result rests on, and
land, lost points and controls that were chosen after their results; it asks about
distances that the map contradicts, and refuses a loss that a blank may have made."""

READING_RULES = f"edaphon.reading/{NEWEST}"
"""The same as records name it."""
