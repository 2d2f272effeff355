"""What laboratories write where nothing was measured, or nothing was found."""

import pytest

from edaphon.monitoring.cells.numbers import NumberForm, parse_number
from edaphon.monitoring.wizard.wizard import propose


@pytest.mark.parametrize("cell", ["n.b.", "k.A.", "s/d", "Sin dato", "NA", "缺测"])
def test_a_word_for_not_measured_is_asked_about(tmp_path, cell):
    """Bug: nothing was asked, and the check refused the cell as no number."""
    rows = [f"P{n};0-10;{value}" for n, value in enumerate(("1.2", "1.3", cell, "1.1"))]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["Punkt;Tiefe;Corg (%)", *rows]) + "\n", "utf-8")
    (question,) = [
        one for one in propose(path, name="a.csv").questions if one.about == "@missing"
    ]

    assert question.proposal == cell


@pytest.mark.parametrize("cell", ["n.n.", "< LD", "<NWG", "No detectado", "<LQ"])
def test_a_word_for_not_found_asks_for_its_limit(cell):
    assert parse_number(cell, NumberForm()).problem == "DETECTION_LIMIT"
    found = parse_number(cell, NumberForm(detection_limit="0.05"))
    assert (found.text, found.censored) == ("0.05", "<")
