"""The page of contracts names only what a room shows."""

import importlib
import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "contracts.md"
SECTION = re.compile(
    r"^## [^\n]*`(edaphon[.\w]*)`\n(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE
)
CALL = re.compile(r"`([a-z_]\w*)\(")
ROOMS_WITH_MODULES = {"edaphon.kernel", "edaphon.schemas"}
"""Libraries: their modules are public, and the page names the module."""


def calls():
    """Return every function that the page calls, with its room."""
    return [
        (room, name)
        for room, text in SECTION.findall(PAGE.read_text("utf-8"))
        if room not in ROOMS_WITH_MODULES
        for name in CALL.findall(text)
    ]


def test_every_function_of_the_page_is_shown_by_its_room():
    found = calls()
    missing = [
        f"{room}.{name}"
        for room, name in found
        if not hasattr(importlib.import_module(room), name)
    ]

    assert len(found) > 15
    assert missing == []
