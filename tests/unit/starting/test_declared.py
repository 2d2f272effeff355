"""What people declare: statements, events, runs, products, members, and what waits."""

import json

import pytest

from edaphon.evidence import load
from edaphon.kernel.errors import EdaphonError
from edaphon.monitoring import read_roster
from edaphon.starting import (
    LATER,
    answered,
    next_steps,
    put_off,
    questions,
    resumed,
    state_of,
    taken,
    undone,
)
from tests.plain_yaml import read_yaml
from tests.unit.starting.test_start import (
    ENGLISH,
    WHO,
    english,
    saved,
    table,
    walked,
    written,
)

SIGNED = {
    "tenure.signed_by": "Hill Farm", "tenure.signed_on": "2021-09-12",
    "tenure.text": "The leases run to 2045.",
}  # fmt: skip
PRODUCT = {"practice.kind": "microbial_inoculant"}


def made(folder, answers, language="en", files=None):
    """Return the project.yaml that answers make of the English files."""
    state, asked = walked(
        written(folder, files or english()), {**ENGLISH, **answers}, language
    )
    return plainly(saved(state)), [one.id for one in asked], state


def plainly(value):
    """Return a document with every leaf as its text."""
    if isinstance(value, dict):
        return {name: plainly(item) for name, item in value.items()}
    return [plainly(item) for item in value] if isinstance(value, list) else str(value)


def test_a_statement_is_written_with_words_day_and_who_signed_it(tmp_path):
    written(tmp_path, {"papers/leases.pdf": b"%PDF-1.4"})
    told = {**SIGNED, "tenure.file": "1"}
    document, asked, _ = made(tmp_path, told)

    assert document["land"]["tenure"] == {
        "text": {"en": "The leases run to 2045."}, "signed_on": "2021-09-12",
        "signed_by": "Hill Farm", "file": "papers/leases.pdf",
    }  # fmt: skip
    assert asked[asked.index("tenure.signed_by") :][:4] == [
        "tenure.signed_by", "tenure.signed_on", "tenure.text", "tenure.file",
    ]  # fmt: skip


@pytest.mark.parametrize("signatory", ["", "-", "none", "待补"])
def test_a_statement_that_nobody_signed_is_not_written(tmp_path, signatory):
    document, asked, _ = made(tmp_path, {**SIGNED, "tenure.signed_by": signatory})

    assert "tenure" not in document["land"]
    assert "tenure.text" not in asked


def test_a_statement_half_answered_does_not_look_signed(tmp_path):
    state = state_of(written(tmp_path, english()), {}, "en")
    state = state_of(tmp_path, {"tenure.signed_by": "Hill Farm"}, "en")
    document = saved(state)
    waiting = {one.id: one for one in questions(state)}

    assert "tenure" not in document.get("land", {})
    assert not waiting["tenure.signed_on"].may_be_blank


@pytest.mark.parametrize("given", ["-", "n/a", "待定"])
def test_words_that_say_nothing_are_no_answer_where_one_is_needed(tmp_path, given):
    state = state_of(tmp_path, {"tenure.signed_by": "Hill Farm"}, "en")
    asked = next(one for one in questions(state) if one.id == "tenure.text")

    with pytest.raises(EdaphonError) as refused:
        taken(asked, given)
    (problem,) = refused.value.problems
    assert problem.code == "ANSWER_FORM"
    assert "It takes a few words." in problem.text("en")
    assert "该答案未保存" in problem.text("zh")


def test_each_event_is_asked_for_until_there_is_no_other(tmp_path):
    told = {
        "events": "yes", "event:1.text": "A fire on parcel 3",
        "event:1.happened_on": "2023-08-02", "event:1.signed_by": "Hill Farm",
        "event:1.signed_on": "2023-08-20", "event:2.text": "Field 5 was ploughed",
        "event:2.signed_by": "Hill Farm", "event:2.signed_on": "2024-01-10",
    }  # fmt: skip
    document, asked, _ = made(tmp_path, told)

    assert document["permanence"]["events"] == [
        {"text": {"en": "A fire on parcel 3"}, "signed_on": "2023-08-20",
         "signed_by": "Hill Farm", "happened_on": "2023-08-02"},
        {"text": {"en": "Field 5 was ploughed"}, "signed_on": "2024-01-10",
         "signed_by": "Hill Farm"},
    ]  # fmt: skip
    assert asked.count("event:3.text") == 1


def test_an_event_that_nobody_tells_of_leaves_events_unknown(tmp_path):
    document, _, _ = made(tmp_path, {"events": "yes"})

    assert "events" not in document.get("permanence", {})


def test_no_event_is_written_while_one_is_unsigned(tmp_path):
    told = {"events": "yes", "event:1.text": "A fire", "event:1.signed_by": "A",
            "event:1.signed_on": "2023-08-20", "event:2.text": "A flood"}  # fmt: skip
    state = state_of(written(tmp_path, english()), told, "en")

    assert "events" not in saved(state).get("permanence", {})


def test_runs_are_written_with_the_paper_that_shows_them(tmp_path):
    written(tmp_path, {"papers/quality.pdf": b"%PDF-1.4"})
    told = {
        "runs.laboratory": "yes", "runs.laboratory.file": "papers/quality.pdf",
        "runs.laboratory.list": "2021/11/1 10.71 10.66；2024-10-28 10.71 10.76",
    }  # fmt: skip
    document, _, _ = made(tmp_path, told)

    assert document["campaign_errors"]["laboratory"] == [
        {"day": "2021-11-01", "found": "10.66", "known": "10.71",
         "file": "papers/quality.pdf"},
        {"day": "2024-10-28", "found": "10.76", "known": "10.71",
         "file": "papers/quality.pdf"},
    ]  # fmt: skip


def test_runs_without_a_paper_stay_unknown(tmp_path):
    document, asked, _ = made(tmp_path, {"runs.laboratory": "yes"})

    assert "laboratory" not in document.get("campaign_errors", {})
    assert "runs.laboratory.list" not in asked


def test_a_product_gets_strains_counts_and_the_carbon_of_its_carrier(tmp_path):
    told = {
        **PRODUCT, "strain:1": "Bacillus subtilis B1",
        "strain:1.deposit": "CGMCC No. 1234", "strain:2": "Bacillus velezensis B2",
        "product.standard": "GB 20287-2006", "product.labelled_count": "2.0亿/g",
        "product.legal_minimum": "1e8 CFU/g", "carrier.amount": "6.5",
        "product.emissions.reference": "Maker's study of 2020",
        "product.emissions": "0.5", "product.emissions.low": "0.4",
        "product.emissions.high": "0.6",
    }  # fmt: skip
    document, asked, _ = made(tmp_path, told)
    product = document["practice"]["product"]

    assert product["strains"] == [
        {"name": "Bacillus subtilis B1", "deposit": "CGMCC No. 1234"},
        {"name": "Bacillus velezensis B2"},
    ]
    assert product["labelled_count"] == {
        "value": "200000000", "unit": "[CFU]/g", "relation": ">=",
    }  # fmt: skip
    assert product["legal_minimum"]["value"] == "100000000"
    assert product["carrier_carbon"] == {"value": "6.5", "unit": "t{C}"}
    assert document["factors"]["product_emissions"] == {
        "reference": "Maker's study of 2020", "value": "0.5",
        "unit": "kg{CO2e}/kg", "low": "0.4", "high": "0.6",
    }  # fmt: skip
    assert asked.count("strain:3") == 1


def test_a_practice_without_a_product_is_asked_about_none(tmp_path):
    _, asked, _ = made(tmp_path, {})

    assert [one for one in asked if one.startswith(("product.", "strain"))] == []
    assert "carrier.amount" not in asked


def test_a_group_is_put_off_with_one_answer_and_asked_again_later(tmp_path):
    state = state_of(written(tmp_path, english()), {}, "en")
    while (question := next(questions(state))).id != "absent.fuel":
        given = next((t for s, t in ENGLISH.items() if s == question.id), "")
        given = given or (ENGLISH["*word|CK"] if question.id.endswith("CK") else "")
        given = given or ("project" if question.id.endswith("inoculated") else "")
        state = answered(state, question, taken(question, given))
    after = answered(state, question, taken(question, LATER))
    left = {one.id for one in put_off(after)}

    assert "absent.lime" in left
    assert not left & {one.id for one in questions(after)}
    assert next(questions(undone(after))).id == "absent.fuel"
    assert next(questions(resumed(after))).id == "absent.fuel"
    assert "absent" not in json.dumps(saved(after).get("sources_absent", {}))


def test_what_cannot_be_left_blank_cannot_be_put_off(tmp_path):
    question = next(questions(state_of(tmp_path, {}, "en")))

    assert question.group == ""
    with pytest.raises(EdaphonError, match="ANSWER_FORM"):
        taken(question, LATER)


def test_an_earlier_account_has_a_next_step(tmp_path):
    _, _, state = made(tmp_path, {"earlier": "yes"})

    (step,) = next_steps(state)
    assert "edaphon history {folder} --add" in step.en
    assert "edaphon history {folder} --add" in step.zh


def test_what_a_person_changed_by_hand_is_not_written_over(tmp_path):
    """Bug: the next start wrote the old answers over project.yaml."""
    made(tmp_path, {})
    path = tmp_path / "project.yaml"
    path.write_text(path.read_text("utf-8").replace("Test land", "Hill land"), "utf-8")
    document, _, _ = made(tmp_path, {})

    assert document["name"] == {"en": "Hill land"}


def test_strains_go_on_after_a_stop(tmp_path):
    kept = {**ENGLISH, **PRODUCT, "strain:1": "B1", "strain:1.deposit": "CGMCC 1"}
    written(tmp_path, english())
    saved(state_of(tmp_path, kept, "en"))
    asked = {one.id for one in questions(state_of(tmp_path, kept, "en"))}

    assert "strain:2" in asked


ROSTER_HEAD = ["户号", "地块编号", "碳层", "面积（亩）", "加入日期", "退出日期"]
ROSTER_ROWS = [["H1", "F1", "S1", "90", "2021-01-01", "无"],
               ["H2", "F2", "S1", "90", "2021-01-01", "无"]]  # fmt: skip


def test_a_table_of_members_is_filed_as_the_roster(tmp_path):
    files = {
        **english(),
        "activity/农户名册.csv": table(ROSTER_HEAD, ROSTER_ROWS, encoding="gb18030"),
        "private/members.csv": table(["户号", "姓名"], [["H1", "甲"], ["H2", "乙"]]),
    }
    told = {"members.share": "equal", "members.register": "yes",
            "*@encoding": "gb18030"}  # fmt: skip
    document, asked, state = made(tmp_path, told, "zh", files)

    assert document["members"]["roster"]["path"] == "activity/农户名册.csv"
    assert document["members"]["share"] == "equal"
    assert document["members"]["register"]["path"] == "private/members.csv"
    assert "holders" not in asked
    assert "file:activity/农户名册.csv|@about" in asked
    assert not any("户号|" in name for name in asked)
    roster, problems = read_roster(load(tmp_path))
    assert [one.code for one in problems if one.stops()] == []
    assert [item.member for item in roster.holdings] == ["H1", "H2"]
    again = state_of(tmp_path, {}, "zh")
    assert not [one for one in questions(again) if "名册" in one.id]
    assert list(next_steps(state)) == []


def test_many_households_without_a_roster_are_told_what_to_write(tmp_path):
    document, _, state = made(tmp_path, {"holders": "many"})

    assert "members" not in document
    (step,) = next_steps(state)
    assert "activity/roster.csv" in step.en
    assert "activity/roster.csv" in step.zh


def test_places_and_fields_of_points_go_into_the_plan(tmp_path):
    told = {
        "places": "P1 115,65 34,40; C1 115.67 34.41",
        "parcels": "North: C1 C2; Mill field: C3", "field_books": "Miller: C1 C2 C3",
    }  # fmt: skip
    _, asked, _ = made(tmp_path, told)
    held = {
        one["id"]: plainly(one)
        for one in read_yaml(tmp_path / "plan/sampling.yaml")["points"]
    }

    assert {"places", "parcels", "field_books"} <= set(asked)
    assert held["C1"] == {
        "id": "C1", "stratum": "S1", "role": "control", "longitude": "115.67",
        "latitude": "34.41", "parcel": "North", "field_book": "Miller",
    }  # fmt: skip
    assert held["C3"]["parcel"] == "Mill-field"
    assert "longitude" not in held["P2"]


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("places", "P1 34.40 115.65"), ("places", "P1 115.65"),
        ("parcels", "C1 C2"), ("parcels", "A: C1; B: C1"),
        ("product.labelled_count", "many"), ("product.labelled_count", "0/g"),
    ],
)  # fmt: skip
def test_an_answer_of_several_parts_is_refused_whole(tmp_path, name, given):
    kept = {**WHO, **PRODUCT}
    _, asked = walked(written(tmp_path, english()), {**ENGLISH, **kept})
    question = next(one for one in asked if one.id == name)

    with pytest.raises(EdaphonError) as refused:
        taken(question, given)
    (problem,) = refused.value.problems
    assert problem.code == "ANSWER_FORM"
    assert given in problem.text("en")


def land_map(*, polygons):
    """A map of points, with one parcel where asked."""
    points = [
        {"type": "Feature",
         "properties": {"id": name, "kind": "point", "stratum": "S1",
                        "role": "control" if name[0] == "C" else "project"},
         "geometry": {"type": "Point", "coordinates": [115.6 + n / 100, 34.4]}}
        for n, name in enumerate(["P1", "P2", "P3", "P4", "P5", "C1", "C2", "C3"])
    ]  # fmt: skip
    ring = [[115, 34], [116, 34], [116, 35], [115, 35], [115, 34]]
    parcel = {"type": "Feature",
              "properties": {"id": "F1", "kind": "parcel", "stratum": "S1"},
              "geometry": {"type": "Polygon", "coordinates": [ring]}}  # fmt: skip
    found = [*points, parcel] if polygons else points
    return json.dumps({"type": "FeatureCollection", "features": found}).encode()


def test_a_map_of_points_alone_leaves_the_area_to_be_asked(tmp_path):
    """Bug: the area was asked only where there was no map at all."""
    files = {**english(), "fields.geojson": land_map(polygons=False)}
    document, asked, _ = made(tmp_path, {"crs": "EPSG:4326"}, files=files)

    assert "area:S1" in asked
    assert document["strata"] == [{"id": "S1", "area_ha": "12"}]


def test_shifted_coordinates_never_enter_the_plan_as_degrees(tmp_path):
    """Bug: a plan took the numbers of a phone map, hundreds of metres off."""
    files = {**english(), "fields.geojson": land_map(polygons=True)}
    told = {"crs": "GCJ-02", "crs_statement.signed_by": "Surveyor",
            "crs_statement.signed_on": "2021-09-01",
            "crs_statement.text": "Drawn on a phone map."}  # fmt: skip
    document, asked, _ = made(tmp_path, told, files=files)
    held = read_yaml(tmp_path / "plan/sampling.yaml")["points"]

    assert document["fields"]["statement"]["signed_by"] == "Surveyor"
    assert all("longitude" not in one for one in held)
    assert "area:S1" not in asked


def test_help_is_there_for_every_question_in_both_languages(tmp_path):
    files = {
        **english(),
        "papers/a.pdf": b"%PDF-1.4",
        "Ergebnisse.csv": table(
            ["Punkt", "Datum", "von cm", "bis cm", "Corg", "TRD g/cm3"],
            [["P1", "14.10.2021", "0", "10", "1,234", "1,200"]], delimiter=";",
        ),
    }  # fmt: skip
    told = {
        **PRODUCT, **SIGNED, "events": "yes", "event:1.text": "A fire",
        "event:1.signed_by": "A", "event:1.signed_on": "2023-01-01", "sterile": "yes",
        "runs.laboratory": "yes", "runs.laboratory.file": "1", "strain:1": "B1",
        "methods": "both", "practice.change": "changed",
        "product.emissions.reference": "A study", "product.emissions": "0.5",
        "product.emissions.low": "0.5", "product.emissions.high": "0.5",
        "*|MAP_UNSURE": "ignore", "*|UNIT_MISSING": "ignore", "*@dates": "dmy",
        "*|MAP_NUMBERS": "ignore", "file:Ergebnisse.csv|@about": "leave",
    }  # fmt: skip
    _, asked = walked(written(tmp_path, files), {**ENGLISH, **told})
    silent = [one.id for one in asked if not (one.helps.en and one.helps.zh)]

    assert silent == []
