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


POLISH = (
    "Nr próbki;Głębokość (cm);Gęstość;Data pobrania\nP1;0-10;1,25;2021-10-04",
    "Węgiel całkowity (%);Masa\n1,2;1,3",
    "próbka,źródło,łąka\n1,a,b",
)


@pytest.mark.parametrize("text", POLISH)
def test_polish_letters_are_proposed_as_such(text):
    """Bug: Głębokość was read as G秂okoć, or as G³êbokoœæ."""
    assert guess(text.encode("cp1250")) == (text, "cp1250")


@pytest.mark.parametrize(
    "text", ["Densité (g/cm³);Prélèvement\n1,3;a", "¿Cuál?;Año;m³\na;1;2", "forêt;1\n"]
)
def test_signs_of_western_letters_are_no_polish_ones(text):
    assert guess(text.encode("cp1252")) == (text, "latin-1")
