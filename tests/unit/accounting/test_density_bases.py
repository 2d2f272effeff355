"""What a bulk density is of follows its cell, whatever file, sheet or order."""

from copy import deepcopy
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.gathering import gather
from edaphon.accounting.layers import CORES, Layers
from edaphon.kernel.errors import EdaphonError
from tests.synthetic_documents import END, METHODS, SOIL, START
from tests.synthetic_project import SyntheticProject

BOOK = "lab/soil.xlsx"
BASES = {START: "whole_soil", END: "fine_earth"}
"""The earlier density alone loses its stones; no method compares the two."""


def stony():
    made = SyntheticProject(points=5, controls=5, gain=3.0)
    for row in made.tables[SOIL]:
        row["stones"] = "10"
    made.map_column(SOIL, "stones", **{"is": "coarse_mass", "unit": "%"})
    return made


def split(made, entries):
    """Put the two campaigns into the places of entries, each with its own basis."""
    whole = made.document["files"].pop(0)
    made.document["files"][:0] = [
        {
            **deepcopy(whole),
            **{key: entry[key] for key in ("path", "sheet") if entry[key]},
        }
        for entry in entries
    ]
    for section, entry in zip(made.document["files"], entries, strict=False):
        section["columns"]["bd"]["basis"] = BASES[entry["campaign"]]
    return made.tables.pop(SOIL)


def in_files(made):
    entries = [
        {"path": f"lab/{name}.csv", "sheet": "", "campaign": name}
        for name in (START, END)
    ]
    rows = split(made, entries)
    for entry in entries:
        made.tables[entry["path"]] = [
            row for row in rows if row["campaign"] == entry["campaign"]
        ]
    return made


def in_sheets(made, names=(START, END)):
    entries = [{"path": BOOK, "sheet": name, "campaign": name} for name in names]
    rows = split(made, entries)
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in (START, END):
        sheet = book.create_sheet(name)
        sheet.append(list(rows[0]))
        for row in rows:
            if row["campaign"] == name:
                sheet.append(list(row.values()))
    return made, book


def masses(made, folder: Path, book=None):
    """Return the soil mass of every layer by each method [t/ha]."""
    if book is not None:
        (folder / "lab").mkdir(parents=True)
        book.save(folder / BOOK)
    evidence, _ = gather(made.write(folder))
    done = accounts(evidence, METHODS)
    return [item.run.values("layer_mass").tolist() for item in done]


def test_two_sheets_count_as_two_files_in_either_order(tmp_path):
    apart = masses(in_files(stony()), tmp_path / "files")
    there = masses(*pair(in_sheets(stony()), tmp_path / "there"))
    back = masses(*pair(in_sheets(stony(), (END, START)), tmp_path / "back"))

    assert there == apart
    assert back == apart
    assert all(all(mass > 0 for mass in found) for found in apart)


def pair(made, folder):
    return made[0], folder, made[1]


def test_the_bases_of_the_two_sheets_matter(tmp_path):
    apart = masses(in_files(stony()), tmp_path / "files")
    alike = stony()
    alike.map_column(
        SOIL, "bd", **{"is": "bulk_density", "unit": "g/cm3", "basis": "fine_earth"}
    )

    assert masses(alike, tmp_path / "alike") != apart


def test_the_trace_names_the_sections_that_hold_a_density(tmp_path):
    made = in_files(stony())
    made.document["files"].insert(0, made.document["files"].pop(2))
    evidence, _ = gather(made.write(tmp_path))

    done = accounts(evidence, METHODS)[0].run.steps["density_of_whole_soil"]

    assert done.given.origin.paths == ("files/1/columns", "files/2/columns")


def test_two_columns_of_a_sheet_keep_their_own_basis(tmp_path):
    made = stony()
    for row in made.tables[SOIL]:
        deep = int(row["top"]) >= 20
        row["deep"] = row["bd"] if deep else ""
        row["bd"] = "" if deep else row["bd"]
    rule = {"is": "bulk_density", "unit": "g/cm3"}
    made.map_column(SOIL, "deep", **rule, basis="whole_soil")
    evidence, _ = gather(made.write(tmp_path))

    steps = accounts(evidence, METHODS)[0].run.steps

    assert steps["density_of_whole_soil"].values.tolist()[:4] == [0, 0, 1, 1]


def test_two_meanings_of_one_layer_are_asked_about(tmp_path):
    made = stony()
    for row in made.tables[SOIL]:
        row["whole"] = row["bd"]
    rule = {"is": "bulk_density", "unit": "g/cm3", "procedure": "ring"}
    made.map_column(SOIL, "whole", **rule, basis="whole_soil")

    with pytest.raises(EdaphonError) as caught:
        gather(made.write(tmp_path))

    assert "DENSITY_MIXED" in {item.code for item in caught.value.problems}


@pytest.mark.parametrize("said", [{}, {"basis": "mass"}])
def test_a_density_in_a_long_table_needs_its_basis_too(tmp_path, said):
    made = stony()
    long = []
    for row in made.tables[SOIL]:
        shared = {key: row[key] for key in row if key not in ("soc", "bd", "stones")}
        for item, unit in (("soc", "g/kg"), ("bd", "g/cm3"), ("stones", "%")):
            long.append({**shared, "item": item, "unit": unit, "value": row[item]})
    made.tables[SOIL] = long
    columns = made.document["files"][0]["columns"]
    for name in ("soc", "bd", "stones"):
        columns.pop(name)
    named = {"soc": "soc", "bd": "bulk_density", "stones": "coarse_mass"}
    columns["item"] = {"is": "item", "values": named}
    columns["unit"] = {"is": "unit"}
    columns["value"] = {"is": "value", **said}

    with pytest.raises(EdaphonError) as caught:
        gather(made.write(tmp_path / "asked"))
    columns["value"]["basis"] = "fine_earth"
    _, problems = gather(made.write(tmp_path / "told"))

    assert [item.code for item in caught.value.problems] == ["DENSITY_BASIS"]
    assert "DENSITY_BASIS" not in {item.code for item in problems}


def test_a_basis_that_nobody_states_is_fine_earth(tmp_path):
    made = SyntheticProject(points=3, controls=3)
    made.map_column(SOIL, "bd", **{"is": "bulk_density", "unit": "g/cm3"})
    evidence, _ = gather(made.write(tmp_path))

    assert evidence.bases["basis"].to_list() == [""]
    assert evidence.density_bases["basis"].to_list() == ["fine_earth"]
    steps = accounts(evidence, METHODS)[0].run.steps
    assert not steps["density_of_whole_soil"].values.any()


def test_a_sheet_of_fine_earth_of_the_core_needs_no_stones_the_other_does(tmp_path):
    made = stony()
    for row in made.tables[SOIL]:
        row["stones"] = ""
    made.document["land"].pop("stone_free")
    changed, book = in_sheets(made)
    for section in changed.document["files"][:2]:
        basis = "fine_earth_per_core" if section["sheet"] == END else "whole_soil"
        section["columns"]["bd"]["basis"] = basis
    (tmp_path / "lab").mkdir(parents=True)
    book.save(tmp_path / BOOK)
    _, problems = gather(changed.write(tmp_path))

    told = [item for item in problems if item.code == "STONES_UNKNOWN"]
    assert [item.where.sheet for item in told] == [START]


def layers(densities, thin, masses=None):
    """Return layers with these densities, some thinner ones, and masses of cores."""
    cores = [None] * len(densities) if masses is None else masses
    columns = {"bulk_density": densities, **dict.fromkeys(CORES, cores)}
    whole = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.Float64))
    return Layers(whole=whole, thin=pl.DataFrame({"bulk_density": [1.3] * thin}))


@pytest.mark.parametrize(
    ("found", "way"),
    [
        (layers([1.3, 1.4], thin=2), "density"),
        (layers([1.3, None], thin=1), "density"),
        (layers([1.3, None], thin=2), "thin_layers"),
        (layers([None, None], thin=0, masses=[9.0, 8.0]), "cores"),
        (layers([1.3, None], thin=1, masses=[9.0, 8.0]), "density"),
        (layers([None, None], thin=0), "density"),
    ],
)
def test_the_mass_is_found_one_way_for_all_layers(found, way):
    """A density that is lacking is unknown, and no other way fills it in."""
    assert found.mass_from == way
