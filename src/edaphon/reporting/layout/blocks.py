"""The parts that a document is made of; page and paper draw each in their own way."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from edaphon.reporting.charts.svg import Drawing


@dataclass(frozen=True, slots=True)
class Cell:
    """One entry of a table."""

    text: str
    href: str = ""
    """Anchor in the same document."""
    id: str = ""
    hint: str = ""
    """Unit, uncertainty and clause, shown on hovering."""
    links: tuple[tuple[str, str], ...] = ()
    """Words and anchors, instead of the text."""
    look: str = ""
    """``symbol`` of a formula, whose indices are set lower."""


@dataclass(frozen=True, slots=True)
class Column:
    """Head and look of one column."""

    head: str
    align: str = "left"
    """left, right or center."""
    width: float = 1.0
    """Share of the width on paper; 0 for as narrow as its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under heads, with a caption above."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    foot: tuple[Cell, ...] = ()
    note: str = ""
    number: str = ""
    is_small: bool = False
    fold: int = 1
    """Parts in which paper sets a narrow table side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing with a caption below and a table that says the same."""

    id: str
    caption: str
    drawing: Drawing
    twin: str = ""
    """Id of the table with the same numbers."""
    note: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what they are, one a line."""

    rows: tuple[tuple[str, Cell], ...]
    is_form: bool = False
    """To be filled by hand: every line has room for writing."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words."""

    text: str
    kind: str = ""
    """empty, ``note`` or ``lead``."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of sentences."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """A boxed message with its kind: ``good``, ``stop``, ``warn`` or ``info``."""

    kind: str
    title: str
    texts: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    """Reason and cure."""
    heads: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Card:
    """One large number."""

    label: str
    value: Cell
    unit: str = ""
    note: str = ""
    look: str = "good"
    """``stop`` of a loss or of what is not counted, ``warn`` of what is not final."""


@dataclass(frozen=True, slots=True)
class Cards:
    """Large numbers beside each other."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a chapter, with its number."""

    id: str
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Blocks for signature and seal, each with room for a round seal beside it."""

    blocks: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a calculation, to be unfolded."""

    id: str
    title: str
    symbol: str
    told: str
    """Its value, or how many it has."""
    formula: str
    rows: tuple[tuple[str, Cell], ...]
    """What it is made of and what it gives, one a line."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps that a page unfolds; paper leaves them out."""

    title: str
    note: str
    items: tuple[Step, ...]


Block = (
    Table
    | Chart
    | Facts
    | Paragraph
    | Items
    | Callout
    | Cards
    | Heading
    | Signatures
    | Steps
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A numbered part of the document."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    number: str = ""
    """``1`` to ``9``, ``A`` and on for annexes; empty in front of the contents."""
    is_annex: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report in one language."""

    language: str
    title: str
    kind: str
    """What kind of paper this is, above the title."""
    subtitle: str
    cover: tuple[Block, ...]
    """What stands below the title on the first page."""
    banner: tuple[str, ...]
    """Lines that stand on every page: not verified, synthetic."""
    footer: str
    author: str
    date: str
    words: dict[str, str]
    """Words of the frame: contents, page, figure, table."""
    front: tuple[Chapter, ...] = field(default_factory=tuple)
    chapters: tuple[Chapter, ...] = field(default_factory=tuple)


def row(*cells: str | Cell) -> tuple[Cell, ...]:
    """Return cells, plain words made into cells."""
    return tuple(item if isinstance(item, Cell) else Cell(item) for item in cells)


def columns(
    *given: str | tuple[str, str] | tuple[str, str, float],
) -> tuple[Column, ...]:
    """Return columns from heads, with alignment and width where they are given."""
    return tuple(
        Column(item) if isinstance(item, str) else Column(*item) for item in given
    )


def some(blocks: Sequence[Block | None]) -> tuple[Block, ...]:
    """Return the blocks that there are."""
    return tuple(item for item in blocks if item is not None)
