"""A coeffects.yaml for the made-up project, ready to be changed and written."""

from copy import deepcopy
from pathlib import Path
from typing import Any

from tests.plain_yaml import as_yaml

PAPER = "papers/water.txt"

WATER = {
    "indicator": "irrigation_water",
    "baseline": {"value": "3600", "day": "2021-09-30", "file": PAPER, "at": "page 1"},
    "years": [
        {"year": 2022, "value": "3500", "file": PAPER, "at": "page 2"},
        {"year": 2023, "value": "3400", "file": PAPER, "at": "page 3"},
        {"year": 2024, "value": "3450", "file": PAPER, "at": "page 4"},
    ],
    "method": {"en": "Meters at the wells.", "zh": "机井水表计量。"},
    "measured_by": "Irrigation office",
}
"""An improvement: 3450 m3/ha on average against 3600."""

EARTHWORMS = {
    "indicator": "earthworms",
    "baseline": {"value": "60", "day": "2021-09-20", "file": PAPER, "at": "page 5"},
    "years": [{"year": 2024, "value": "48", "file": PAPER, "at": "page 6"}],
}
"""A worsening: 48 worms a square metre against 60."""

CONSENT = {
    "safeguard": "consent_given",
    "answer": "yes",
    "file": PAPER,
    "at": "page 7",
    "open_grievances": 0,
}


def coeffects(*indicators: Any, safeguards: Any = ()) -> dict[str, Any]:
    """Return the document with some entries."""
    return {
        "v": "edaphon.coeffects/1",
        "indicators": deepcopy(list(indicators)),
        "safeguards": deepcopy(list(safeguards)),
    }


def write_coeffects(folder: Path, document: object) -> Path:
    """Write the file and the paper that it names, and return the folder."""
    (folder / "papers").mkdir(exist_ok=True, parents=True)
    (folder / PAPER).write_text("Ledger of the irrigation office.\n", "utf-8")
    text = as_yaml(document)
    (folder / "coeffects.yaml").write_text(text, "utf-8")
    return folder
