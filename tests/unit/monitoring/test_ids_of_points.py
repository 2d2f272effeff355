"""Ids of points: told by several columns, made of parts, in a file without header."""

import time

import pytest

from edaphon.evidence.project import load
from edaphon.kernel.errors import EdaphonError
from edaphon.monitoring.importing import read_evidence
from edaphon.monitoring.rows.id_patterns import fitted, layer_pattern, likely_pattern
from edaphon.monitoring.wizard.saving import save_map
from edaphon.monitoring.wizard.wizard import propose
from tests.unit.monitoring.folder import CONSTANTS, codes, entry, folder, imported

SITES = (
    "Site,Treatment,Plot,SOC (g/kg)\n"
    "M,H,1,21\nM,H,2,31\nM,R,1,12\nM,R,2,11\n"
)  # fmt: skip
ROLE = {"is": "role", "values": {"H": "project", "R": "control"}}
HELD = {name: CONSTANTS[name] for name in ("campaign", "stratum", "top", "bottom")}
SOC = {"is": "soc", "unit": "g/kg"}
POINT = {"is": "point"}


def of_sites(place, **role):
    columns = {
        "Site": POINT, "Treatment": ROLE | role, "Plot": POINT, "SOC (g/kg)": SOC,
    }  # fmt: skip
    return imported(place, SITES, columns=columns, constants=HELD)


def of_ids(place, rows, pattern, **more):
    columns = {"id": {"is": "sample_id", "pattern": pattern}, "soc": SOC}
    return imported(place, f"id,soc\n{rows}", columns=columns, **more)


def asked(proposal):
    return {one.about: one.problem for one in proposal.questions}


def proposed(place, text, **more):
    (place / "lab.csv").write_text(text, "utf-8")
    return propose(place / "lab.csv", **more)


def test_a_word_may_tell_the_role_and_be_a_part_of_the_id(tmp_path):
    found = of_sites(tmp_path, also="point").observations

    assert sorted(found.select("point", "role", "number").rows()) == [
        ("M-H-1", "project", "21"), ("M-H-2", "project", "31"),
        ("M-R-1", "control", "12"), ("M-R-2", "control", "11"),
    ]  # fmt: skip


def test_a_point_on_both_lands_is_told_as_that_and_once(tmp_path):
    found = of_sites(tmp_path)
    told = [one for one in found.problems if one.severity == "error"]

    assert [one.code for one in told] == ["POINT_TWO_ROLES"] * 2
    assert [one.facts["point"] for one in told] == ["M-1", "M-2"]
    assert (told[0].where.row, told[0].facts["place"]) == (4, "lab.csv!D2")
    assert "also: point" in told[0].text("zh")


@pytest.mark.parametrize("second", ["12", "21"])
def test_two_files_of_one_point_on_both_lands_are_told(tmp_path, second):
    lands = {"a.csv": ("project", "21"), "b.csv": ("control", second)}
    entries = [
        {
            "path": name,
            "columns": {"plot": POINT, "soc": SOC},
            "constants": CONSTANTS | {"role": role},
        }
        for name, (role, _) in lands.items()
    ]
    files = {name: f"plot,soc\n1,{one}\n".encode() for name, (_, one) in lands.items()}
    found = read_evidence(folder(tmp_path, files, entries))

    assert [one for one in codes(found) if one != "PLAN_MISSING"] == ["POINT_TWO_ROLES"]


def test_other_layers_on_the_other_land_are_told_too(tmp_path):
    table = "plot,top,bottom,role,soc\n1,0,20,project,21\n1,20,40,control,11\n"
    columns = {
        "plot": POINT, "top": {"is": "top"}, "bottom": {"is": "bottom"},
        "role": {"is": "role"}, "soc": SOC,
    }  # fmt: skip
    held = {"campaign": "t0", "stratum": "s1"}

    assert "POINT_TWO_ROLES" in codes(
        imported(tmp_path, table, columns=columns, constants=held)
    )


def test_baseline_and_project_land_are_no_contradiction(tmp_path):
    table = "plot,role,campaign,soc\n1,baseline,t0,21\n1,project,t1,22\n"
    columns = {
        "plot": POINT, "role": {"is": "role"}, "campaign": {"is": "campaign"},
        "soc": SOC,
    }  # fmt: skip
    held = {"stratum": "s1", "top": "0", "bottom": "20"}

    assert "POINT_TWO_ROLES" not in codes(
        imported(tmp_path, table, columns=columns, constants=held)
    )


def test_an_id_is_taken_apart(tmp_path):
    found = of_ids(tmp_path, "A-01-1,21\nA-01-2,23\n", "{point}-{replicate}")

    assert found.observations.select("sample", "point", "replicate").rows() == [
        ("A-01-1", "A-01", "1"), ("A-01-2", "A-01", "2"),
    ]  # fmt: skip


def test_a_point_column_may_be_taken_apart_itself(tmp_path):
    columns = {"id": {"is": "point", "pattern": "{}/{point}_{campaign}"}, "soc": SOC}
    held = {name: text for name, text in CONSTANTS.items() if name != "campaign"}
    found = imported(
        tmp_path, "id,soc\n2020/A_t0,21\n", columns=columns, constants=held
    )

    assert found.observations.select("point", "campaign").rows() == [("A", "t0")]


def test_an_id_of_another_make_is_told_by_its_cell(tmp_path):
    found = of_ids(tmp_path, "A-01-1,21\nA01,23\n", "{point}-{replicate}")
    (told,) = [one for one in found.problems if one.code == "ID_PATTERN"]

    assert (told.where.row, told.where.column) == (3, "A")
    assert told.found("en") == "“A01” is not of the pattern {point}-{replicate}."
    assert "{}" in told.remedy("zh")
    assert found.observations.is_empty()


def test_a_place_of_a_pattern_is_told_once_only(tmp_path):
    columns = {
        "id": {"is": "sample_id", "pattern": "{point}-{campaign}"},
        "round": {"is": "campaign"}, "soc": SOC,
    }  # fmt: skip
    found = imported(tmp_path, "id,round,soc\nA-t0,t0,21\n", columns=columns)

    assert "MAP_TWICE" in codes(found)


@pytest.mark.parametrize("pattern", ["point", "{point}{replicate}", "{depth}-{point}"])
def test_what_is_no_pattern_is_refused(tmp_path, pattern):
    with pytest.raises(EdaphonError) as refused:
        of_ids(tmp_path, "A-1,21\n", pattern)
    assert {one.code for one in refused.value.problems} == {"ENTRY_FORM"}

    with pytest.raises(EdaphonError) as refused:
        proposed(tmp_path, "id,soc\nA-1,2\n", answers=[("id", f"pattern:{pattern}")])
    assert [one.code for one in refused.value.problems] == ["MAP_PATTERN"]


def test_words_are_a_part_of_ids_only(tmp_path):
    with pytest.raises(EdaphonError) as refused:
        proposed(tmp_path, "plot,soc\nA,2\n", answers=[("plot", "also:soc")])

    assert [one.code for one in refused.value.problems] == ["PROPERTY_UNKNOWN"]


@pytest.mark.parametrize(
    ("ids", "pattern"),
    [
        ("A-01-1 A-01-2 A-02-1 A-02-2 B-01-1 B-01-2", "{point}-{replicate}"),
        ("P1.1 P1.2 P1.3 P2.1 P2.2 P2.3 P3.1 P3.2 P3.3", "{point}.{replicate}"),
        ("P1_1 P1_2 P2_1 P2_2", ""),  # too few to tell
        ("S1-1 S1-2 S1-3 S1-4 S1-5 S1-6 S2-1 S2-2 S2-3 S2-4 S2-5 S2-6", ""),
        ("A-1 A-2 B-1 B-2 C-1 C-3", ""),
        ("A-1 A-2 B-1 B-2 C_1 C_2", ""),
        ("A-1 B-1 C-1", ""),
        ("A-01 A-02 B-01 B-02 C-01 C-02", ""),  # numbers of plots
        ("A B C", ""),
        ("", ""),
    ],
)
def test_last_numbers_that_run_alike_are_likely_subsamples(ids, pattern):
    assert likely_pattern(ids.split()) == pattern


def test_likely_subsamples_are_asked_about_and_any_answer_closes_it(tmp_path):
    rows = "".join(f"P{one}-{two},2{two}\n" for one in (1, 2, 3) for two in (1, 2))
    table = f"plot,soc (g/kg)\n{rows}"
    first = proposed(tmp_path, table)
    question = first.questions[0]

    assert (question.problem.code, question.wants_a_person) == ("MAP_PARTS", True)
    assert "1 to 2" in question.problem.text("en")
    assert first.options(question) == ("--answer 'plot=pattern:{point}-{replicate}'",)
    for answer in (question.proposal, "pattern:{point}"):
        after = proposed(tmp_path, table, answers=[("plot", answer)])
        assert "MAP_PARTS" not in {one.code for one in asked(after).values()}
    assert after.column("plot").record() == {"is": "point", "pattern": "{point}"}
    named = proposed(tmp_path, table, answers=[("plot", "point")])
    assert asked(named)["plot"].code == "MAP_PARTS"  # what it is says not of what


def test_replicates_of_their_own_column_leave_nothing_to_ask(tmp_path):
    rows = "".join(f"P{one}-{two},{two},21\n" for one in (1, 2, 3) for two in (1, 2))
    found = proposed(tmp_path, f"plot,rep,soc (g/kg)\n{rows}")

    assert "MAP_PARTS" not in {one.code for one in asked(found).values()}


def test_columns_that_leave_a_point_on_both_lands_are_asked_about(tmp_path):
    answers = [("Site", "point"), ("Plot", "point"), ("Treatment", "role")]
    words = [("H", "project"), ("R", "control")]
    found = proposed(tmp_path, SITES, answers=answers)
    for word, meaning in words:
        found = found.worded("Treatment", word, meaning)
    problem = asked(found)["Treatment"]

    assert problem.code == "MAP_POINT_ROLES"
    assert problem.facts["joined"] == ["M-H-1", "M-R-1"]
    after = proposed(tmp_path, SITES, answers=[*answers, ("Treatment", "also:point")])
    assert "MAP_POINT_ROLES" not in {one.code for one in asked(after).values()}


def test_a_file_without_header_is_read_by_its_letters(tmp_path):
    files = {"a.csv": b"plot,soc\nP0,1\n"}
    folder(tmp_path, files, [entry("a.csv")])
    answers = [("A", "point"), ("B", "sampled_on"), ("C", "soc:g/kg")]
    table = "P1,2020-10-04,21.5\nP2,2020-10-05,22.5\n"
    found = proposed(tmp_path, table, settings={"header_rows": "none"}, answers=answers)
    assert not found.questions
    held = {name: text for name, text in CONSTANTS.items() if name != "campaign"}
    record = found.record() | {"constants": held}
    save_map(tmp_path, record)
    project = load(tmp_path)

    assert project.files[1]["header_rows"] == "none"
    seen = read_evidence(project).observations.filter(file="lab.csv")
    assert seen.select("point", "campaign", "number", "row", "column").rows() == [
        ("P1", "t0", "21.5", 1, "C"), ("P2", "t0", "22.5", 2, "C"),
    ]  # fmt: skip


@pytest.mark.parametrize("form", [2, 3])
def test_a_map_with_new_fields_makes_a_project_of_the_newest_form(tmp_path, form):
    old = f"edaphon.project/{form}"
    folder(tmp_path, {"a.csv": b"id,soc\nA-1,1\n"}, [entry("a.csv")], v=old)
    record = entry("a.csv", columns={"id": POINT, "soc": SOC})
    save_map(tmp_path, record)
    assert load(tmp_path).document["v"] == old

    record["columns"] = {"id": {"is": "point", "pattern": "{point}-{}"}, "soc": SOC}
    save_map(tmp_path, record)
    assert load(tmp_path).document["v"] == "edaphon.project/3"


def test_an_earlier_form_has_only_its_own_fields(tmp_path):
    columns = {"plot": POINT | {"also": "stratum"}, "soc": SOC}
    with pytest.raises(EdaphonError) as refused:
        imported_as(tmp_path, "edaphon.project/2", columns)

    assert [one.code for one in refused.value.problems] == ["FIELD_UNKNOWN"]
    assert imported_as(tmp_path, "edaphon.project/3", columns)


def imported_as(place, form, columns):
    files = {"a.csv": b"plot,soc\nA,1\n"}
    return folder(place, files, [entry("a.csv", columns=columns)], v=form)


def test_letters_are_never_taken_for_names(tmp_path):
    table = ",".join("1234567890123456")[::1] + "\n" + ",".join("2" * 16) + "\n"
    found = proposed(tmp_path, table, settings={"header_rows": "none"})

    assert {guess.code for guess in found.columns} == {"ignore"}
    assert {guess.header for guess in found.columns} >= {"C", "K", "N", "P"}


def test_a_letter_that_is_no_column_is_told(tmp_path):
    columns = {"A": POINT, "D": SOC}
    found = imported(tmp_path, "P1,2\nP2,3\n", header_rows="none", columns=columns)

    assert "COLUMN_MISSING" in codes(found)


@pytest.mark.parametrize(
    ("header", "asked"),
    [("Parcela;Punto;Tiefe;Corg (%)", {"Parcela": "stratum"}),
     ("Schlag;Punkt;Tiefe;M.O. oxidable (%)",
      {"Schlag": "stratum", "M.O. oxidable (%)": "som"}),
     ("样品编号;地块;Tiefe;Corg (%)", {"地块": "point"})],
)  # fmt: skip
def test_a_field_beside_points_is_asked_about_and_never_left_out(
    tmp_path, header, asked
):
    """Bug: the column of fields was dropped unasked, organic matter offered as soc."""
    rows = [("A", "P1"), ("A", "P2"), ("B", "P3")]
    lines = [header, *[f"{field};{point};0-10;1.2" for field, point in rows]]
    (tmp_path / "a.csv").write_text("\n".join(lines) + "\n", "utf-8")
    found = propose(tmp_path / "a.csv", name="a.csv")
    doubts = {
        one.about: one.proposal
        for one in found.questions
        if one.problem.code == "MAP_UNSURE"
    }

    assert asked.items() <= doubts.items()


LAYERED = "id,depth,SOC (g/kg)\n" + "".join(
    f"A-0{point}-{end},{depth},12.{end}\n"
    for point in (1, 2)
    for end, depth in enumerate(("0-10", "10-20", "20-30"), 1)
)


def test_a_last_part_that_goes_with_the_depth_is_the_layer(tmp_path):
    """Bug: the number of the layer was proposed as that of a subsample."""
    found = proposed(tmp_path, LAYERED)
    told = asked(found)["id"]
    (question,) = [one for one in found.questions if one.about == "id"]

    assert told.code == "MAP_LAYER_NUMBERS"
    assert question.proposal == "pattern:{point}-{}"
    assert "1 = 0-10, 2 = 10-20, 3 = 20-30" in told.text("en")
    for language in ("en", "zh"):
        assert "pattern:{point}-{replicate}" in told.text(language)
    assert "土层号" in told.text("zh")
    assert found.options(question) == ("--answer 'id=pattern:{point}-{}'",)
    after = proposed(tmp_path, LAYERED, answers=[("id", question.proposal)])
    assert "id" not in asked(after)


def test_the_layer_is_no_part_of_the_point(tmp_path):
    rows = "".join(f"A-01-{end},{end}\n" for end in (1, 2))
    found = of_ids(tmp_path, rows, "{point}-{}").observations

    assert set(found["point"]) == {"A-01"}
    assert set(found["replicate"]) == {""}


@pytest.mark.parametrize(
    ("rows", "pattern"),
    [
        ([("A1_0-10", "0-10"), ("A1_10-20", "10-20"), ("B1_0-10", "0-10"),
          ("B1_10-20", "10-20")], "{point}_{}"),
        ([("A1 o", "0-10"), ("A1 u", "10-20"), ("B1 o", "0-10"), ("B1 u", "10-20"),
          ("C1 o", "0-10")], "{point} {}"),
        ([("A-1", "0-10"), ("A-2", "0-10"), ("B-1", "0-10"), ("B-2", "0-10")], ""),
        ([("A-1", "0-10"), ("A-2", "10-20"), ("B-1", "10-20"), ("B-2", "0-10")], ""),
        ([("A-1", "0-10"), ("B-2", "10-20"), ("C-3", "20-30")], ""),
        ([("A1", "0-10"), ("A1", "10-20"), ("B1", "0-10"), ("B1", "10-20")], ""),
        ([], ""),
    ],
)  # fmt: skip
def test_layers_are_told_by_every_row(rows, pattern):
    assert layer_pattern(rows) == pattern


def test_upper_and_lower_depth_tell_the_layer_too(tmp_path):
    text = "id,top,bottom,rep,SOC (g/kg)\n" + "".join(
        f"{point}-{end},{10 * end - 10},{10 * end},1,12\n"
        for point in ("A", "B")
        for end in (1, 2)
    )

    assert asked(proposed(tmp_path, text))["id"].code == "MAP_LAYER_NUMBERS"


def test_a_pattern_of_many_parts_is_refused_cell_by_cell_and_at_once():
    """Eight parts over 110 signs took minutes."""
    start = time.process_time()

    assert fitted("{}a" * 7 + "{point}b", "a" * 110) is None
    assert fitted("{}a" * 7 + "{point}b", "a" * 60) is None
    assert fitted("{}-{}-{}-{point}", "2026-K-3-P1") == {"point": "P1"}
    assert fitted("{point}", "P" * 101) is None
    assert time.process_time() - start < 1
