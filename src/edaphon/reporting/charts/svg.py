"""A drawing: a few shapes with roles, written for a page (CSS) or for paper.

Shapes say what they are (``project``, ``axis``), never how they look. On a page
the stylesheet decides, so that dark mode and print work; on paper the same roles
become attributes, because the typesetter reads no stylesheet.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

Attributes = Mapping[str, str]

LIGHT: Mapping[str, str] = {
    "ink": "#1c2420",
    "quiet": "#56605a",
    "line": "#cfd5cd",
    "paper": "#ffffff",
    "leaf": "#1f6b3b",
    "leaf-soft": "#cfe3d0",
    "soil": "#8a5a2b",
    "soil-soft": "#ecdcc8",
    "loss": "#a2402c",
    "loss-soft": "#f3dcd5",
}
"""Colours on white; text colours have a contrast of 4.5 or more."""

DARK: Mapping[str, str] = {
    "ink": "#e7ece6",
    "quiet": "#a9b3ab",
    "line": "#3b443d",
    "paper": "#141915",
    "leaf": "#7cc48d",
    "leaf-soft": "#264430",
    "soil": "#d9a871",
    "soil-soft": "#4a3620",
    "loss": "#ec9a86",
    "loss-soft": "#4d2a22",
}
"""The same roles on a dark page."""

ROLES: Mapping[str, Mapping[str, str]] = {
    "text": {"fill": "ink"},
    "quiet": {"fill": "quiet"},
    "strong": {"fill": "ink", "font-weight": "700"},
    "axis": {"stroke": "quiet", "stroke-width": "1", "fill": "none"},
    "grid": {"stroke": "line", "stroke-width": "0.6", "fill": "none"},
    "zero": {"stroke": "ink", "stroke-width": "1", "fill": "none"},
    "project": {"fill": "leaf", "stroke": "leaf", "stroke-width": "1.4"},
    "project-open": {"fill": "paper", "stroke": "leaf", "stroke-width": "1.4"},
    "control": {"fill": "soil", "stroke": "soil", "stroke-width": "1.4"},
    "control-open": {"fill": "paper", "stroke": "soil", "stroke-width": "1.4"},
    "difference": {"fill": "ink", "stroke": "ink", "stroke-width": "1.4"},
    "difference-open": {"fill": "paper", "stroke": "ink", "stroke-width": "1.4"},
    "project-line": {"stroke": "leaf", "stroke-width": "1.6", "fill": "none"},
    "project-dash": {
        "stroke": "leaf",
        "stroke-width": "1.4",
        "fill": "none",
        "stroke-dasharray": "5 3",
    },
    "control-line": {"stroke": "soil", "stroke-width": "1.6", "fill": "none"},
    "control-dash": {
        "stroke": "soil",
        "stroke-width": "1.4",
        "fill": "none",
        "stroke-dasharray": "2 3",
    },
    "difference-line": {"stroke": "ink", "stroke-width": "1.6", "fill": "none"},
    "gain": {"fill": "leaf", "stroke": "leaf", "stroke-width": "1"},
    "fall": {"fill": "loss-soft", "stroke": "loss", "stroke-width": "1.2"},
    "held": {"fill": "paper", "stroke": "loss", "stroke-width": "1.2"},
    "hatch": {"stroke": "loss", "stroke-width": "0.8", "fill": "none"},
    "total": {"fill": "ink", "stroke": "ink", "stroke-width": "1"},
    "link": {
        "stroke": "quiet",
        "stroke-width": "0.8",
        "fill": "none",
        "stroke-dasharray": "2 2",
    },
    "label": {"fill": "paper", "stroke": "none", "fill-opacity": "0.8"},
    "parcel": {"fill": "leaf-soft", "stroke": "leaf", "stroke-width": "1.2"},
    "parcel-control": {
        "fill": "soil-soft",
        "stroke": "soil",
        "stroke-width": "1.2",
        "stroke-dasharray": "5 3",
    },
}
"""How each role looks, in names of colours; text has its size apart."""

PAINT = ("fill", "stroke")

FONTS = "Noto Sans CJK SC"

LATIN = "Libertinus Serif"
"""Font of the typesetter that has every Latin letter as one sign."""

ACCENTED = re.compile("[\u0100-\u024f]")
"""Latin letters that the font of drawings may put together from several signs, which an
archived PDF must not hold."""

HAN_WIDTH, LATIN_WIDTH = 1.0, 0.54
"""Mean advance of a Chinese and a Latin character, in parts of the font size."""


def text_width(words: str, size: float) -> float:
    """Return about how wide a text is [px]; good enough to leave room for labels."""
    return size * sum(
        HAN_WIDTH if ord(char) > 0x2E7F else LATIN_WIDTH for char in words
    )


@dataclass(slots=True)
class Drawing:
    """Shapes on a canvas, in the order in which they are painted."""

    width: float
    height: float
    title: str = ""
    """What the chart shows, for a reader who cannot see it."""
    shapes: list[tuple[str, Attributes, str, str, str]] = field(default_factory=list)
    """Tag, attributes, role, words inside, hint."""

    def line(
        self, start: tuple[float, float], end: tuple[float, float], role: str
    ) -> None:
        """Draw a straight line."""
        place = {
            "x1": _px(start[0]),
            "y1": _px(start[1]),
            "x2": _px(end[0]),
            "y2": _px(end[1]),
        }
        self.shapes.append(("line", place, role, "", ""))

    def rectangle(
        self,
        corner: tuple[float, float],
        size: tuple[float, float],
        role: str,
        hint: str = "",
    ) -> None:
        """Draw a rectangle from its upper left corner."""
        place = {
            "x": _px(corner[0]),
            "y": _px(corner[1]),
            "width": _px(size[0]),
            "height": _px(size[1]),
        }
        self.shapes.append(("rect", place, role, "", hint))

    def path(
        self,
        points: list[tuple[float, float]],
        role: str,
        *,
        closed: bool = False,
        hint: str = "",
    ) -> None:
        """Draw a line through points."""
        moves = " L".join(f"{_px(x)} {_px(y)}" for x, y in points)
        place = {"d": f"M{moves}{'Z' if closed else ''}"}
        self.shapes.append(("path", place, role, "", hint))

    def rings(
        self, rings: list[list[tuple[float, float]]], role: str, hint: str = ""
    ) -> None:
        """Draw an area with holes."""
        parts = (
            "M" + " L".join(f"{_px(x)} {_px(y)}" for x, y in ring) + "Z"
            for ring in rings
        )
        place = {"d": "".join(parts), "fill-rule": "evenodd"}
        self.shapes.append(("path", place, role, "", hint))

    def mark(
        self,
        shape: str,
        place: tuple[float, float],
        role: str,
        hint: str = "",
        size: float = 4.0,
    ) -> None:
        """Draw a point as ``circle``, ``square`` or ``diamond``."""
        x, y = place
        if shape == "circle":
            found = {"cx": _px(x), "cy": _px(y), "r": _px(size)}
            self.shapes.append(("circle", found, role, "", hint))
        elif shape == "square":
            self.rectangle((x - size, y - size), (2 * size, 2 * size), role, hint)
        else:
            reach = size * 1.35
            corners = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
            self.path(corners, role, closed=True, hint=hint)

    def write(
        self,
        words: str,
        place: tuple[float, float],
        role: str = "text",
        *,
        anchor: str = "start",
        size: float = 11.0,
    ) -> None:
        """Write a text on one line, its baseline at the place."""
        found = {"x": _px(place[0]), "y": _px(place[1]), "font-size": _px(size)}
        if anchor != "start":
            found["text-anchor"] = anchor
        self.shapes.append(("text", found, role, words, ""))

    def page(self, identity: str) -> str:
        """Return the drawing for a page: roles as classes, hints as titles."""
        label = f"{identity}-title"
        head = (
            f'<svg viewBox="0 0 {_px(self.width)} {_px(self.height)}" role="img" '
            f'aria-labelledby="{label}">'
            f'<title id="{label}">{escape(self.title)}</title>'
        )
        return head + "".join(map(_on_page, self.shapes)) + "</svg>"

    def paper(self) -> str:
        """Return the drawing for the typesetter: roles as attributes."""
        head = (
            '<svg xmlns="http://www.w3.org/2000/svg" '
            f'viewBox="0 0 {_px(self.width)} {_px(self.height)}" '
            f'width="{_px(self.width)}" height="{_px(self.height)}" '
            f'font-family="{FONTS}">'
        )
        return head + "".join(map(_on_paper, self.shapes)) + "</svg>"


def _px(value: float) -> str:
    written = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if written in {"-0", ""} else written


def _attributes(found: Attributes) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in found.items())


def _on_page(shape: tuple[str, Attributes, str, str, str]) -> str:
    tag, place, role, words, hint = shape
    inside = escape(words) if words else ""
    if hint:
        inside = f"<title>{escape(hint)}</title>"
    return f'<{tag} class="s-{role}"{_attributes(place)}>{inside}</{tag}>'


def _on_paper(shape: tuple[str, Attributes, str, str, str]) -> str:
    tag, place, role, words, _ = shape
    look = {
        name: LIGHT[value] if name in PAINT and value in LIGHT else value
        for name, value in ROLES[role].items()
    }
    if tag == "text" and "font-weight" not in look:
        look["font-variation-settings"] = "'wght' 400"
    if tag == "text" and ACCENTED.search(words):
        look["font-family"] = f"{LATIN}, {FONTS}"
    return f"<{tag}{_attributes({**look, **place})}>{escape(words)}</{tag}>"


def stylesheet() -> str:
    """Return the rules that give roles their look on a page."""
    rules = []
    for role, look in ROLES.items():
        told = ";".join(
            f"{name}:{f'var(--{value})' if name in PAINT and value in LIGHT else value}"
            for name, value in look.items()
        )
        rules.append(f".s-{role}{{{told}}}")
    return "\n".join(rules)


def variables(colours: Mapping[str, str]) -> str:
    """Return colours as CSS variables."""
    return "".join(f"--{name}:{value};" for name, value in colours.items())
