"""The equation graph of a pack as a drawing of one page (SVG)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from edaphon.kernel.language import Language, translator
from edaphon.methods.engine.equation import Equation, ParameterUse
from edaphon.methods.engine.formula import Symbol, parse
from edaphon.methods.engine.method_pack import MethodPack
from edaphon.methods.engine.reachable import reachable
from edaphon.methods.showing.layering import Edge, Layout, layout
from edaphon.methods.showing.wording import Words, shared_title

COLOURS = {
    "layer": "#8a5a34",
    "profile": "#a9742f",
    "point": "#b8923a",
    "group": "#7d8c2f",
    "scenario": "#4c7f6b",
    "account": "#2f5d3a",
    "vintage": "#2c5d7a",
    "grouped": "#6b6f66",
}
"""From soil to leaf: the colour of each axis on which equations are evaluated."""

FONT = "'Noto Sans','Noto Sans SC','Noto Sans CJK SC',sans-serif"
WIDTH, HEIGHT, GAP, RISE = 200.0, 58.0, 14.0, 80.0
BEND = 12.0
MARGIN, HEAD, FOOT = 28.0, 70.0, 64.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One box: an equation, or several drawn as one."""

    name: str
    number: str
    symbol: str
    title: str
    axis: str
    mark: str


def svg(pack: MethodPack, language: Language) -> str:
    """Return the drawing of what the figures of an account rest on.

    Variants of an equation are one box; groups of the pack's ``words.yaml``, such
    as the emission sources, are one box each.
    """
    words = Words(pack, language)
    hidden = {str(item["name"]) for item in words.list_of("groups") if "hidden" in item}
    owner = {
        name: box for name, box in _owners(pack, words).items() if box not in hidden
    }
    nodes = _nodes(pack, words, owner)
    edges = _edges(pack, owner)
    drawn = layout(
        list(nodes),
        edges,
        lambda name: WIDTH + GAP if name in nodes else BEND + GAP,
    )
    return _page(pack, language, nodes, drawn)


def _owners(pack: MethodPack, words: Words) -> dict[str, str]:
    """Return the box in which each quantity of the figures is drawn."""
    groups = words.list_of("groups")
    return {
        item.name: next(
            (str(group["name"]) for group in groups if _belongs(item, group)), item.name
        )
        for item in reachable(pack, supporting=False)
    }


def _belongs(equation: Equation, group: Mapping[str, Any]) -> bool:
    ending = group.get("ending")
    return (
        equation.body.__module__.rpartition(".")[2] in group.get("modules", [])
        or bool(ending and equation.name.endswith(ending))
        or any(equation.name.startswith(item) for item in group.get("starting", []))
    )


def _nodes(pack: MethodPack, words: Words, owner: Mapping[str, str]) -> dict[str, Node]:
    found: dict[str, Node] = {}
    members: dict[str, list[Equation]] = {}
    for item in reachable(pack):
        if item.name in owner:
            members.setdefault(owner[item.name], []).append(item)
    groups = {str(group["name"]): group for group in words.list_of("groups")}
    for name, listed in members.items():
        first, group = listed[0], groups.get(name)
        found[name] = Node(
            name=name,
            number=_number(group, listed) if group else first.number,
            symbol="" if group else first.symbol,
            title=(
                str(group["title"][words.language])
                if group
                else shared_title(listed, words.language)
            ),
            axis="grouped" if group else first.over,
            mark="" if group else first.mark,
        )
    return found


def _number(group: Mapping[str, Any], listed: Sequence[Equation]) -> str:
    return str(group.get("number") or _span(listed))


def _span(listed: Sequence[Equation]) -> str:
    """Return the numbers of a group, runs of them with a dash."""
    digits = {"".join(c for c in item.number if c.isdigit()) for item in listed}
    numbers = sorted({int(found) for found in digits if found and len(found) < 3})
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number - runs[-1][-1] <= 4:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs
    )


def _edges(pack: MethodPack, owner: Mapping[str, str]) -> list[Edge]:
    found: dict[Edge, None] = {}
    for item in reachable(pack):
        target = owner.get(item.name)
        for argument in item.arguments:
            source = owner.get(argument.source)
            if isinstance(argument.origin, ParameterUse):
                continue
            if source and target and source != target:
                found[source, target] = None
    return [edge for edge in found if (edge[1], edge[0]) not in found]


def _page(
    pack: MethodPack, language: Language, nodes: Mapping[str, Node], drawn: Layout
) -> str:
    left = min(drawn.middles[name] - WIDTH / 2 for name in nodes) - MARGIN
    right = max(drawn.middles[name] + WIDTH / 2 for name in nodes) + MARGIN
    width, height = right - left, HEAD + len(drawn.rows) * RISE + FOOT
    rows = {name: row for row, names in enumerate(drawn.rows) for name in names}
    place = {
        name: (middle - left, HEAD + rows[name] * RISE + HEIGHT / 2)
        for name, middle in drawn.middles.items()
    }
    lines = [_line(edge, bends, place) for edge, bends in drawn.bends.items()]
    boxes = [_box(node, *place[name], language) for name, node in nodes.items()]
    head = _heading(pack, language)
    legend = _legend(nodes, language, height)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" '
        f'role="img" lang="{_tag(language)}" '
        f'font-family="{FONT}">\n'
        f"<title>{escape(pack.title[language])}</title>\n"
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>\n'
        '<defs><marker id="end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" '
        'markerHeight="6" orient="auto"><path d="M0 0.8L7.4 4L0 7.2z" fill="#8b8f86"/>'
        "</marker></defs>\n" + "\n".join([head, *lines, *boxes, legend]) + "\n</svg>\n"
    )


def _tag(language: Language) -> str:
    return "zh-Hans" if language == "zh" else "en"


def _heading(pack: MethodPack, language: Language) -> str:
    text = translator("methods", language)("Equations of {id} and what each rests on")
    said = escape(text.format(id=pack.id))
    return (
        f'<text x="{MARGIN}" y="32" font-size="20" font-weight="600" fill="#22261f">'
        f"{escape(pack.title[language])}</text>\n"
        f'<text x="{MARGIN}" y="54" font-size="14" fill="#5c6157">{said}</text>'
    )


def _line(
    edge: Edge, bends: Sequence[str], place: Mapping[str, tuple[float, float]]
) -> str:
    """Return one edge: down from the source, through its bends, to the target."""
    (x, y), (end_x, end_y) = place[edge[0]], place[edge[1]]
    path = f"M{x:.1f} {y + HEIGHT / 2:.1f}"
    at_x, at_y = x, y + HEIGHT / 2
    for name in bends:
        bend_x, bend_y = place[name]
        path += _curve(at_x, at_y, bend_x, bend_y - HEIGHT / 2)
        path += f"L{bend_x:.1f} {bend_y + HEIGHT / 2:.1f}"
        at_x, at_y = bend_x, bend_y + HEIGHT / 2
    path += _curve(at_x, at_y, end_x, end_y - HEIGHT / 2 - 1)
    return (
        f'<path d="{path}" fill="none" stroke="#a9ada3" stroke-width="1.1" '
        'marker-end="url(#end)"/>'
    )


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    half = (y + to_y) / 2
    return f"C{x:.1f} {half:.1f} {to_x:.1f} {half:.1f} {to_x:.1f} {to_y:.1f}"


def _box(node: Node, x: float, y: float, language: Language) -> str:
    colour = COLOURS.get(node.axis, COLOURS["account"])
    left, top = x - WIDTH / 2, y - HEIGHT / 2
    lines = _wrapped(node.title, 25 if language == "en" else 13)
    first = top + (40 if len(lines) == 1 else 33)
    said = "".join(
        f'<text x="{x:.1f}" y="{first + 16 * index + (2 if node.symbol else 0):.1f}" '
        f'font-size="14" text-anchor="middle" fill="#30342c">{escape(line)}</text>'
        for index, line in enumerate(lines)
    )
    dash = ' stroke-dasharray="5 3"' if node.mark in {"S", "M"} else ""
    return (
        f'<g><rect x="{left:.1f}" y="{top:.1f}" width="{WIDTH:.0f}" '
        f'height="{HEIGHT:.0f}" rx="5" fill="#fbfaf6" stroke="{colour}" '
        f'stroke-width="1.4"{dash}/>'
        f'<rect x="{left:.1f}" y="{top:.1f}" width="5" height="{HEIGHT:.0f}" rx="2" '
        f'fill="{colour}"/>'
        f'<text x="{left + 11:.1f}" y="{top + 16:.1f}" font-size="12.5" '
        f'font-weight="600" fill="{colour}">{escape(_numbered(node))}</text>'
        f'<text x="{x:.1f}" y="{top + 17:.1f}" font-size="15" text-anchor="middle" '
        f'fill="#22261f">{_symbol(node.symbol)}</text>{said}'
        f'<text x="{left + WIDTH - 7:.1f}" y="{top + 16:.1f}" font-size="10.5" '
        f'text-anchor="end" fill="#777b71">{node.mark}</text></g>'
    )


def _numbered(node: Node) -> str:
    return f"({node.number})" if node.number else ""


def _symbol(text: str) -> str:
    """Return a symbol with its index lowered and its power raised."""
    parts = [part for part in parse(text) if isinstance(part, Symbol)]
    if len(parts) != 1:
        return escape(text)
    part = parts[0]
    slanted = ' font-style="italic"' if len(part.base) == 1 else ""
    index = (
        f'<tspan dy="4" font-size="10.5">{escape(part.index)}</tspan>'
        if part.index
        else ""
    )
    return f"<tspan{slanted}>{escape(part.base)}</tspan>{part.power}{index}"


def _wrapped(title: str, most: int) -> list[str]:
    """Return a title on at most two lines."""
    if len(title) <= most:
        return [title]
    if " " not in title[: most + 1]:
        half = (len(title) + 1) // 2
        return [title[:half], _cut(title[half:], most)]
    at = title.rfind(" ", 0, most + 1)
    return [title[:at], _cut(title[at + 1 :], most)]


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _legend(nodes: Mapping[str, Node], language: Language, height: float) -> str:
    _ = translator("methods", language)
    told = {
        "layer": _("soil layer"),
        "profile": _("core"),
        "point": _("sampling point"),
        "group": _("sampling group"),
        "scenario": _("scenario"),
        "account": _("project"),
        "vintage": _("calendar year"),
        "grouped": _("several equations"),
    }
    used = {node.axis for node in nodes.values()}
    parts, at = [], MARGIN
    y = height - 38
    for axis, label in told.items():
        if axis not in used:
            continue
        parts.append(
            f'<rect x="{at:.0f}" y="{y - 10:.0f}" width="12" height="12" rx="2" '
            f'fill="{COLOURS[axis]}"/><text x="{at + 17:.0f}" y="{y:.0f}" '
            f'font-size="13" fill="#30342c">{escape(label)}</text>'
        )
        at += 34 + len(label) * (7.4 if language == "en" else 13.5)
    note = _(
        "dashed: from a secondary source or not yet checked against the text; letters: "
        "mark of the fact"
    )
    parts.append(
        f'<text x="{MARGIN}" y="{y + 20:.0f}" font-size="13" fill="#5c6157">'
        f"{escape(note)}</text>"
    )
    return "".join(parts)
