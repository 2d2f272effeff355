"""High bytes that stand alone between letters are western, side by side Chinese."""

import pytest

from edaphon.monitoring.tables.encodings import decode
from edaphon.monitoring.tables.raw import Reading

WESTERN = ("Campaña;Gasóleo (L);Año\nA;1;2021", "Maßnahme;Höhe;Bemerkung\nDüngung;1;x")
CHINESE = ("样品编号;有机碳\nA;1", "采样点,pH\n东1,7.9")


def guess(data):
    reading = Reading("a.csv")
    text = decode(data, None, reading).text
    (problem,) = [one for one in reading.problems if one.code == "CSV_ENCODING"]
    return text, problem.facts["guess"]


@pytest.mark.parametrize("text", WESTERN)
def test_western_letters_are_proposed_as_such(text):
    """Bug: Campaña was read as Campa馻 where a person only pressed Enter."""
    assert guess(text.encode("cp1252")) == (text, "latin-1")


@pytest.mark.parametrize("text", CHINESE)
def test_chinese_is_proposed_as_gb18030(text):
    assert guess(text.encode("gb18030")) == (text, "gb18030")
