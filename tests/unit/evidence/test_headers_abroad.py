"""Headers of German, French, Spanish, Portuguese, Polish and Russian laboratories.

Each is a header as reports of these countries write it, with what it holds.
"""

import pytest

from edaphon.evidence.header_words import match_header
from edaphon.evidence.vocabulary import codes, read_data

KNOWN = [
    ("Corg [%]", "soc", "%"),
    ("org. C (Gew.-%)", "soc", "%"),
    ("Humusgehalt (%)", "som", "%"),
    ("Trockenrohdichte (g/cm³)", "bulk_density", "g/cm3"),
    ("Skelettgehalt Vol.-%", "coarse_fraction", "%"),
    ("Probe-Nr.", "sample_id", ""),
    ("Tiefe (cm)", "depth", "cm"),
    ("Carbone organique (g/kg)", "soc", "g/kg"),
    ("Matière organique %", "som", "%"),
    ("Densite apparente", "bulk_density", ""),
    ("Éléments grossiers (%)", "coarse_fraction", "%"),
    ("Materia orgánica %", "som", "%"),
    ("Carbono organico (%)", "soc", "%"),
    ("Densidad aparente g/cm3", "bulk_density", "g/cm3"),
    ("Profundidad (cm)", "depth", "cm"),
    ("Carbono orgânico (g/kg)", "soc", "g/kg"),
    ("densidade do solo (g cm-3)", "bulk_density", "g/cm3"),
    ("Nitrogênio total (%)", "total_n", "%"),
    ("Сорг, %", "soc", "%"),
    ("Гумус, %", "som", "%"),
    ("Плотность сложения, г/см3", "bulk_density", "g/cm3"),
    ("Глубина, см", "depth", "cm"),
    ("Węgiel organiczny (%)", "soc", "%"),
    ("Głębokość [cm]", "depth", "cm"),
    ("Gęstość objętościowa (g/cm3)", "bulk_density", "g/cm3"),
    ("Data pobrania", "sampled_on", ""),
    ("Nr próbki", "sample_id", ""),
    ("Jednostka", "unit", ""),
]

DOUBTS = (
    "Kohlenstoff", "Carbone", "Углерод", "COT", "Ton", "Humedad", "Data", "Nt",
    "Lagerungsdichte (g/cm³)", "M.O. oxidable (%)", "C.O. (%)", "Elementos gruesos (%)",
    "Steine [Gew.-%]", "Glühverlust %", "Ertrag", "Rendimiento", "Gasóleo (L)",
    "Gęstość (g/cm3)", "Plon (t/ha)", "土地类型",
)  # fmt: skip


@pytest.mark.parametrize(("header", "code", "unit"), KNOWN)
def test_a_header_abroad_is_known_with_its_unit(header, code, unit):
    found = match_header(header)

    assert (found.code, found.unit) == (code, unit)
    assert found.confidence > 0.5


@pytest.mark.parametrize("header", DOUBTS)
def test_a_header_that_may_mean_something_else_waits_for_a_yes(header):
    assert match_header(header).confidence < 0.5


def test_every_stem_belongs_to_a_code_and_every_language_has_the_main_ones():
    stems = read_data("stems")

    assert set(stems) <= set(codes())
    for code in ("soc", "som", "bulk_density", "depth", "sample_id", "total_n"):
        assert set(stems[code]) == {"de", "fr", "es", "pt", "ru", "pl"}, code
