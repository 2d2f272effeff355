"""What a command printed, drawn as a terminal, in SVG."""

import unicodedata
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

COLUMNS = 108
"""Columns of the terminal; a longer line goes on below."""

WIDE, HIGH, SIZE = 7.8, 18.0, 13.0
"""Width of a column, height of a line, size of the letters [px]."""

PAD, BAR = 14.0, 26.0
"""Room around the text, and height of the bar above it [px]."""

BACK, INK, QUIET, MARK = "#141915", "#e7ece6", "#a9b3ab", "#7cc48d"
"""Colours, those of a report on a dark page."""

FONTS = "ui-monospace, Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace"


def picture(command: str, printed: str, *, most: int, title: str) -> str:
    """Return a terminal with one command and what it printed.

    Parameters
    ----------
    command
        As a person types it.
    printed
        What it wrote.
    most
        Lines shown: of more, the first and the last few.
    title
        What the picture shows, for a reader who cannot see it.
    """
    shown = [f"$ {command}", *shortened(list(wrapped(printed)), most)]
    width = COLUMNS * WIDE + 2 * PAD
    height = BAR + len(shown) * HIGH + 2 * PAD
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'role="img" font-family="{FONTS}" font-size="{SIZE:g}">'
        f"<title>{escape(title)}</title>"
        f'<rect width="{width:g}" height="{height:g}" rx="8" fill="{BACK}"/>'
    )
    dots = "".join(
        f'<circle cx="{PAD + 4 + 16 * place:g}" cy="15" r="4.5" fill="{QUIET}" '
        'opacity="0.5"/>'
        for place in range(3)
    )
    lines = "".join(
        _line(line, BAR + PAD + (place + 0.7) * HIGH, MARK if not place else INK)
        for place, line in enumerate(shown)
    )
    return f"{head}{dots}{lines}</svg>\n"


def wrapped(printed: str) -> Iterator[str]:
    """Yield the lines of a text, each no wider than the terminal."""
    for line in printed.rstrip("\n").split("\n"):
        part, wide = "", 0
        for char in line:
            if wide + columns(char) > COLUMNS:
                yield part
                part, wide = "", 0
            part, wide = part + char, wide + columns(char)
        yield part


def shortened(lines: Sequence[str], most: int) -> list[str]:
    """Return at most so many lines: the first, dots, and the last three."""
    if len(lines) <= most:
        return list(lines)
    return [*lines[: most - 4], "…", *lines[-3:]]


def columns(char: str) -> int:
    """Return how many columns of a terminal a character takes."""
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _line(line: str, y: float, colour: str) -> str:
    """Return a line, each run of like characters at its own column."""
    parts, column = [], 0
    for _, run in groupby(line, key=columns):
        words = "".join(run)
        taken = sum(map(columns, words))
        if words.strip():
            parts.append(
                f'<text x="{PAD + column * WIDE:.1f}" y="{y:.1f}" fill="{colour}" '
                f'textLength="{taken * WIDE:.1f}" lengthAdjust="spacingAndGlyphs" '
                f'xml:space="preserve">{escape(words)}</text>'
            )
        column += taken
    return "".join(parts)
