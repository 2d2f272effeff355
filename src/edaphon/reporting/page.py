"""The report as one HTML file: opens from disk, asks the network for nothing."""

import base64
import hashlib
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from edaphon.kernel.language import Language
from edaphon.reporting.charts.svg import (
    DARK,
    LIGHT,
    ROLES,
    Drawing,
    stylesheet,
    variables,
)
from edaphon.reporting.layout.blocks import Document
from edaphon.reporting.symbols import runs

if TYPE_CHECKING:
    from jinja2 import Template

LANGUAGE_TAGS = {"en": "en", "zh": "zh-Hans"}

WASHES_LIGHT = {"wash": "#f5f7f3", "loss-wash": "#fbf3f0", "soil-wash": "#fbf6ee"}
WASHES_DARK = {"wash": "#1c221d", "loss-wash": "#2a1d19", "soil-wash": "#28221a"}
"""Backgrounds behind text, light enough for every text colour."""

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

GAS = re.compile(r"(?<![A-Za-z])(t|kg|g)?(CO2|N2O|CH4)(?=e\b|[^A-Za-z0-9_]|$)")
"""A gas within a text, whose figure is set lower."""


CODE = re.compile("`([^`]+)`")
"""What is typed at the command line, within a text."""


def page(document: Document) -> bytes:
    """Return a document as a self-contained HTML file.

    Parameters
    ----------
    document
        One report in one language.

    Returns
    -------
    bytes
        UTF-8; equal for equal documents. The content security policy allows
        nothing but the style and the script inside, by their digests.
    """
    style, script = _style(), _file("report.js")
    other: Language = "zh" if document.language == "en" else "en"
    text = _template().render(
        document=document,
        lang=LANGUAGE_TAGS[document.language],
        links=_links(document, other),
        gap=" " if document.language == "en" else "",
        policy=_policy(style, script),
        style=_raw(style),
        script=_raw(script),
    )
    return str(text).encode()


def _links(document: Document, other: Language) -> list[tuple[str, str, str]]:
    """Return the other forms of the report: words, file, language where it differs."""
    return [
        (document.words["other"], f"report.{other}.html", LANGUAGE_TAGS[other]),
        ("PDF", f"report.{document.language}.pdf", ""),
        ("JSON", "report.json", ""),
        (document.words["replay"], "#replay", ""),
    ]


def _policy(style: str, script: str) -> str:
    return (
        "default-src 'none'; "
        f"style-src 'sha256-{_sha256(style)}'; script-src 'sha256-{_sha256(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _style() -> str:
    light = variables({**LIGHT, **WASHES_LIGHT})
    dark = variables({**DARK, **WASHES_DARK})
    sizes = ".drawing text{stroke:none}"
    return (
        f":root{{color-scheme:light dark;{light}}}\n"
        f"@media (prefers-color-scheme: dark){{:root{{{dark}}}}}\n"
        f"{_file('report.css')}\n{stylesheet()}\n{sizes}\n"
        f"@media print{{:root{{{light}}}}}\n"
    )


@cache
def _file(name: str) -> str:
    folder = resources.files("edaphon.reporting").joinpath("templates")
    return folder.joinpath(name).read_text("utf-8")


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - slow import

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    environment.filters["kind"] = lambda block: type(block).__name__
    environment.filters["drawn"] = _drawn
    environment.filters["formula"] = formula
    environment.filters["symbol"] = symbol
    environment.tests["digest"] = lambda text: str(text).startswith("sha256:")
    environment.tests["day"] = lambda text: bool(DAY.fullmatch(str(text)))
    return environment.from_string(_file("report.html.j2"))


def _drawn(drawing: Drawing, identity: str) -> Any:  # noqa: ANN401 - markup of jinja
    return _raw(_lowered(drawing.page(identity)))


def _lowered(svg: str) -> str:
    """Set the figures of gases lower in the texts of a drawing."""
    return re.sub(
        r"(<text[^>]*>)([^<]*)(</text>)",
        lambda found: found[1] + GAS.sub(_tspan, found[2]) + found[3],
        svg,
    )


def _tspan(found: re.Match[str]) -> str:
    size = "0.72em"
    head, gas = found[1] or "", found[2]
    parts = re.sub(
        r"(\d)",
        rf'<tspan dy="0.2em" font-size="{size}">\1</tspan>'
        '<tspan dy="-0.15em">&#8203;</tspan>',
        gas,
    )
    return head + parts


def formula(text: str) -> Any:  # noqa: ANN401 - markup of jinja
    """Return a text with the figures of gases set lower: CO2 with a small 2."""
    from markupsafe import Markup, escape  # noqa: PLC0415 - comes with jinja

    safe = CODE.sub(r"<code>\1</code>", str(escape(text)))
    return Markup(GAS.sub(_sub, safe))  # noqa: S704 - escaped on the line before


def symbol(text: str) -> Any:  # noqa: ANN401 - markup of jinja
    """Return a symbol or a formula with its indices set lower."""
    from markupsafe import Markup, escape  # noqa: PLC0415 - comes with jinja

    parts = [
        f"<sub>{escape(part)}</sub>" if is_index else str(escape(part))
        for part, is_index in runs(text)
    ]
    return Markup("".join(parts))  # noqa: S704 - every part is escaped


def _sub(found: re.Match[str]) -> str:
    return (found[1] or "") + re.sub(r"(\d)", r"<sub>\1</sub>", found[2])


def _raw(text: str) -> Any:  # noqa: ANN401 - markup of jinja
    from markupsafe import Markup  # noqa: PLC0415 - comes with jinja

    return Markup(text)  # noqa: S704 - our own stylesheet, script and drawings


__all__ = ["ROLES", "formula", "page"]
