"""From files in a folder to a project, with nothing guessed that nobody said.

The tables are invented, in four languages, each messy in its own way.
"""

import csv
import io
import json

import pytest
import yaml
from openpyxl import Workbook

from edaphon.evidence import load, read_plan
from edaphon.kernel.errors import EdaphonError
from edaphon.monitoring import read_evidence
from edaphon.starting import answered, documents, questions, state_of, taken, undone
from tests.plain_yaml import as_yaml, read_yaml

WHO = {
    "name": "Test land", "proponent": "A farm", "jurisdiction": "NZ",
    "scenario": "grassland", "practice.kind": "biocrust",
    "practice.description": "Crust is spread", "practice.start": "2021-11-01",
    "land.stone_free": "yes",
}  # fmt: skip

POINTS = [f"P{n}" for n in range(1, 6)] + [f"C{n}" for n in range(1, 4)]
DEPTHS = ((0, 10), (10, 20), (20, 30), (30, 40))


def table(header, rows, *, delimiter=",", encoding="utf-8"):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def english():
    """One file, two campaigns by their dates, treatments in words."""
    header = [
        "Plot",
        "Treatment",
        "Sampling date",
        "Depth (cm)",
        "SOC (%)",
        "BD (g/cm3)",
    ]
    rows = [
        [name, "CK" if name.startswith("C") else "inoculated", day, f"{top}-{bottom}",
         f"{1.4 - 0.02 * top + gain:.2f}", f"{1.25 + 0.004 * top:.3f}"]
        for day, gain in (("2021-10-04", 0), ("2024-10-06", 0.03))
        for name in POINTS for top, bottom in DEPTHS
    ]  # fmt: skip
    return {"lab/results.csv": table(header, rows)}


def chinese():
    """A file a year in GB18030, no treatment, control points by their names."""
    header = [
        "点位编号",
        "采样日期",
        "土层（cm）",
        "有机碳（g/kg）",
        "容重（g/cm³）",
        "铵态氮（mg/kg）",
    ]
    files = {}
    for day, gain in (("2021/10/4", 0), ("2024/10/6", 0.3)):
        rows = [
            [name, day, f"{top}-{bottom}", f"{14 - 0.2 * top + gain:.2f}",
             f"{1.25 + 0.004 * top:.3f}", "未检出" if top == 30 else "3.2"]
            for name in POINTS for top, bottom in DEPTHS
        ]  # fmt: skip
        data = table(header, rows, encoding="gb18030")
        files[f"土壤{day[:4]}.csv"] = data
    return files


def german():
    """Semicolons and decimal commas; the day in German order."""
    header = ["Punkt", "Datum", "von cm", "bis cm", "Corg g/kg", "TRD g/cm3"]
    rows = [
        [name, day, top, bottom, f"{14 - 0.2 * top + gain:.2f}".replace(".", ","),
         f"{1.25 + 0.004 * top:.3f}".replace(".", ",")]
        for day, gain in (("14.10.2021", 0), ("16.10.2024", 0.3))
        for name in POINTS for top, bottom in DEPTHS
    ]  # fmt: skip
    return {"Ergebnisse.csv": table(header, rows, delimiter=";", encoding="cp1252")}


def workbook(files):
    """The sheets of a workbook, one of them a cover without data."""
    book = Workbook()
    book.active.title = "Cover"
    book.active.append(["Report 17 of the laboratory"])
    book.active.append(["Signed"])
    for name, data in files.items():
        sheet = book.create_sheet(name)
        for row in csv.reader(io.StringIO(data.decode("gb18030"))):
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def written(folder, files):
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def walked(folder, answers, language="en"):
    """Answer every question; what is neither given nor proposed stays blank."""
    state = state_of(folder, {}, language)
    asked = []
    for _ in range(200):
        question = next(questions(state), None)
        if question is None:
            return state, asked
        asked.append(question)
        given = next(
            (text for sign, text in answers.items() if fits(question.id, sign)), ""
        )
        state = answered(state, question, taken(question, given))
    message = f"it goes on asking {question.id}"
    raise AssertionError(message)


def fits(name, sign):
    return name.endswith(sign[1:]) if sign.startswith("*") else name == sign


def saved(state, project="land"):
    for path, text in documents(state, project).items():
        (state.folder / path).parent.mkdir(exist_ok=True)
        (state.folder / path).write_text(text, "utf-8")
    return read_yaml(state.folder / "project.yaml")


def checked(folder):
    """Return points, campaigns and problems as an account would find them."""
    project = load(folder)
    plan, _ = read_plan(project)
    found = read_evidence(project, plan=plan)
    return plan, found


ENGLISH = {**WHO, "*word|CK": "control", "*word|inoculated": "project", "area:S1": "12"}
CHINESE = {
    **WHO, "*@encoding": "gb18030", "*DETECTION_LIMIT": "0.1", "controls": "C*",
    "area:S1": "12",
}  # fmt: skip
GERMAN = {
    **WHO, "*Datum|MAP_UNSURE": "sampled_on",
    "*von cm|MAP_NUMBERS": "top:cm", "*bis cm|MAP_NUMBERS": "bottom:cm",
    "controls": "C1 C2, C3", "area:S1": "12", "*@dates": "dmy",
}  # fmt: skip


def spaced():
    """The German file in Latin-1, with spaces in the ids, a mean row and places."""
    data = german()["Ergebnisse.csv"].decode("cp1252").splitlines()
    head, *rows = [line.split(";") for line in data]
    places = {name: (f"10,{46 + n}", f"51,{89 + n}") for n, name in enumerate(POINTS)}
    lines = [[*head, "Längengrad", "Breitengrad"]]
    lines += [[f"{row[0][0]} {row[0][1:]}", *row[1:], *places[row[0]]] for row in rows]
    lines.append(["Mittelwert", "14.10.2021", "0", "10", "14,00", "1,250", "", ""])
    lines.append(["* bei 40 °C getrocknet", *[""] * 7])
    text = "\r\n".join(";".join(line) for line in lines)
    return {"Ergebnisse.csv": text.encode("latin-1")}


def test_ids_with_spaces_a_mean_row_and_commas_in_degrees(tmp_path):
    """Bug: P 1 became P-1 in the plan only, the mean a point, the places were lost."""
    answers = {**GERMAN, "controls": "C*", "*Längengrad|MAP_UNSURE": "longitude",
               "*Breitengrad|MAP_UNSURE": "latitude"}  # fmt: skip
    state, _ = walked(written(tmp_path, spaced()), answers)
    saved(state)
    plan, found = checked(tmp_path)

    assert [one.code for one in found.problems if one.stops()] == []
    assert set(plan.points) == {f"{name[0]}-{name[1:]}" for name in POINTS}
    assert set(found.observations["point"]) == set(plan.points)
    held = read_yaml(tmp_path / "plan/sampling.yaml")["points"]
    assert held[3]["longitude"] == 10.46


def test_a_file_of_places_goes_into_the_plan(tmp_path):
    """Bug: it could only be left out, or be taken for soil without any value."""
    rows = [
        [name, f"10,{460 + n}", f"51,{890 + n}", "K" if name[0] == "C" else "P"]
        for n, name in enumerate(POINTS)
    ]
    head = ["Punkt", "Längengrad", "Breitengrad", "Variante"]
    places = table(head, rows, delimiter=";", encoding="latin-1")
    answers = {**GERMAN, "*word|K": "control", "*word|P": "project"}
    state, asked = walked(
        written(tmp_path, {**german(), "punkte.csv": places}), answers
    )
    document = saved(state)
    plan, found = checked(tmp_path)

    assert [one.code for one in found.problems if one.stops()] == []
    assert [entry["path"] for entry in document["files"]] == ["Ergebnisse.csv"]
    (about,) = [one for one in asked if one.id == "file:punkte.csv|@about"]
    assert about.proposal == "points"
    assert "controls" not in {one.id for one in asked}
    held = {
        one["id"]: one for one in read_yaml(tmp_path / "plan/sampling.yaml")["points"]
    }
    assert held["P2"]["longitude"] == 10.461
    roles = {point: role for point, (_, role) in plan.points.items()}
    assert {name for name, role in roles.items() if role == "control"} == {
        "C1", "C2", "C3",
    }  # fmt: skip


def test_points_of_a_table_under_any_header_go_into_the_plan(tmp_path):
    """Bug: a table of places without a known header for its points was left out."""
    rows = [[name, f"10,{460 + n}", f"51,{890 + n}"] for n, name in enumerate(POINTS)]
    head = ["Bezeichnung", "Längengrad", "Breitengrad"]
    places = table(head, rows, delimiter=";", encoding="latin-1")
    files = {**german(), "punkte.csv": places}
    answers = {**GERMAN, "*Bezeichnung|MAP_POINT_ID": "point"}
    state, asked = walked(written(tmp_path, files), answers)
    saved(state)

    (about,) = [one for one in asked if one.id == "file:punkte.csv|@about"]
    assert about.proposal == "points"
    (named,) = [one for one in asked if one.id.endswith("|MAP_POINT_ID")]
    assert [one.value for one in named.choices] == ["point", "ignore"]
    assert "Why: places and results" in named.helps["en"]
    held = read_yaml(tmp_path / "plan/sampling.yaml")["points"]
    assert {one["longitude"] for one in held} == {
        float(f"10.{460 + n}") for n in range(len(POINTS))
    }


def test_the_property_that_names_the_features_is_asked_for(tmp_path):
    """Bug: points of a map without ids went into the plan as #1, #2."""
    features = [
        {
            "type": "Feature",
            "properties": {"Name": name, "fid": n},
            "geometry": {"type": "Point", "coordinates": [10.46 + n / 1000, 51.89]},
        }
        for n, name in enumerate(POINTS)
    ]
    land = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    files = {**german(), "fields.geojson": land}
    answers = {
        **GERMAN, "fields.id": "Name", "crs": "EPSG:4326", "fields.stratum": "one",
    }  # fmt: skip
    state, asked = walked(written(tmp_path, files), answers)
    document = saved(state)
    held = read_yaml(tmp_path / "plan/sampling.yaml")["points"]

    (question,) = [one for one in asked if one.id == "fields.id"]
    assert [one.value for one in question.choices] == ["Name", "fid"]
    assert document["v"] == "edaphon.project/4"
    assert document["fields"] == {
        "path": "fields.strata.geojson", "crs": "EPSG:4326", "id": "Name",
    }  # fmt: skip
    assert {one["id"] for one in held} == set(POINTS)


def test_two_places_never_become_one_by_their_ids(tmp_path):
    files = spaced()
    text = files["Ergebnisse.csv"].decode("latin-1").replace("P 2;", "P-1;")
    state, _ = walked(
        written(tmp_path, {"Ergebnisse.csv": text.encode("latin-1")}),
        {**GERMAN, "controls": "C*"},
    )
    document = saved(state)

    assert "values" not in document["files"][0]["columns"]["Punkt"]


def test_a_choice_of_a_column_is_taken_by_its_number(tmp_path):
    """Bug: the page said to answer with the number, and 1 was refused as no code."""
    state = state_of(written(tmp_path, german()), {}, "en")
    while (question := next(questions(state))).kind != "column":
        given = next((t for s, t in GERMAN.items() if fits(question.id, s)), "")
        state = answered(state, question, taken(question, given))

    assert taken(question, "1") == question.choices[0].value
    assert taken(question, "top:cm") == "top:cm"


def test_a_word_is_asked_about_once_whatever_it_is_taken_for(tmp_path):
    """Bug: the depth of a sensor was asked for again and again, forever."""
    rows = [[f"2024-11-0{day} 00:00", depth, "0.21"] for day in range(1, 6)
            for depth in ("10", "30")]  # fmt: skip
    log = table(["Zeit", "Tiefe (cm)", "Wassergehalt (m3/m3)"], rows, delimiter=";")
    files = {**german(), "logger.csv": log}
    _, asked = walked(
        written(tmp_path, files),
        {**GERMAN, "*|said|10": "5-15", "*|said|30": "25-35", "*word|10": "5-15",
         "*word|30": "25-35", "*Zeit|MAP_PLACE": "1",
         "file:logger.csv|*about": "sensor"},
    )  # fmt: skip
    ids = [question.id for question in asked]

    assert any(name.endswith("|10") for name in ids)
    assert len(ids) == len(set(ids))


CASES = {
    "en": (english, ENGLISH, "en"),
    "zh": (chinese, CHINESE, "zh"),
    "de": (german, GERMAN, "en"),
}


@pytest.mark.parametrize("name", CASES)
def test_files_become_a_project_that_reads_them_whole(name, tmp_path):
    files, answers, language = CASES[name]
    state, _ = walked(written(tmp_path, files()), answers, language)
    document = saved(state)
    plan, found = checked(tmp_path)

    assert [one for one in found.problems if one.stops()] == []
    assert document["name"] == {language: "Test land"}
    assert [one["id"] for one in document["campaigns"]] == ["2021", "2024"]
    assert found.observations.filter(property="soc").height == 64
    roles = {point: role for point, (_, role) in plan.points.items()}
    assert {point for point, role in roles.items() if role == "control"} == {
        "C1", "C2", "C3",
    }  # fmt: skip
    soc = found.observations.filter(property="soc", point="P1", top_cm="0")
    assert sorted(map(float, soc["number"])) == [14.0, 14.3]
    assert plan.layers == tuple((str(top), str(bottom)) for top, bottom in DEPTHS) or [
        tuple(map(str, one)) for one in plan.layers
    ] == [(str(top), str(bottom)) for top, bottom in DEPTHS]


def test_stopping_after_every_answer_loses_no_question(tmp_path):
    """A plan written halfway named every point project land, and nobody asked again."""
    state = state_of(written(tmp_path, chinese()), {}, "zh")
    while question := next(questions(state), None):
        signs = (text for sign, text in CHINESE.items() if fits(question.id, sign))
        given = next(signs, "")
        state = answered(state, question, taken(question, given))
        saved(state)
        state = state_of(tmp_path, state.answers, "zh")
    plan, _ = checked(tmp_path)

    roles = {point: role for point, (_, role) in plan.points.items()}
    assert {point for point, role in roles.items() if role == "control"} == {
        "C1", "C2", "C3",
    }  # fmt: skip


def test_the_second_file_of_a_kind_is_asked_about_once(tmp_path):
    _, asked = walked(written(tmp_path, chinese()), CHINESE, "zh")
    second = [one.id for one in asked if "2024.csv" in one.id]

    assert second == ["file:土壤2024.csv|same"]


def test_what_holds_for_all_rows_of_a_file_is_not_taken_over(tmp_path):
    """The campaign of one file would else stand over the rows of another year."""
    written(tmp_path, chinese())
    state, _ = walked(tmp_path, CHINESE, "zh")
    document = saved(state)
    first = document["files"][0]
    first["constants"] = {"campaign": "2021"}
    document["files"] = [first]
    text = as_yaml(document)
    (tmp_path / "project.yaml").write_text(text, "utf-8")
    state, _ = walked(tmp_path, CHINESE, "zh")
    second = saved(state)["files"][1]

    assert second["columns"] == first["columns"]
    assert (second["path"], "constants" in second) == ("土壤2024.csv", False)


@pytest.mark.parametrize("text", ["campaigns: [one]", "files: {a: b}", "strata: 3"])
def test_a_broken_document_is_told_and_no_question_is_asked(tmp_path, text):
    written(tmp_path, {"project.yaml": f"v: edaphon.project/2\n{text}\n".encode()})

    with pytest.raises(EdaphonError):
        state_of(tmp_path, {}, "en")


def test_an_empty_list_of_campaigns_is_asked_for(tmp_path):
    text = b"v: edaphon.project/2\nid: a\ncampaigns:\n"
    state = state_of(written(tmp_path, {"project.yaml": text}), {}, "en")

    assert "campaign:1" in {one.id for one in questions(state)}


def test_every_sheet_is_asked_about_and_a_cover_left_out(tmp_path):
    files = {"lab/report.xlsx": workbook(chinese())}
    state, asked = walked(written(tmp_path, files), CHINESE, "zh")
    document = saved(state)
    about = {one.id: one.proposal for one in asked if one.id.endswith("@about")}

    assert about == {
        "file:lab/report.xlsx#Cover|@about": "leave",
        "file:lab/report.xlsx#土壤2021.csv|@about": "soil",
    }
    assert [one["sheet"] for one in document["files"]] == [
        "土壤2021.csv", "土壤2024.csv",
    ]  # fmt: skip
    assert checked(tmp_path)[1].observations.filter(property="soc").height == 64


def test_nothing_is_asked_again_of_a_project_that_says_it(tmp_path):
    state, _ = walked(written(tmp_path, english()), ENGLISH)
    saved(state)
    again = state_of(tmp_path, {}, "en")
    open_now = [one for one in questions(again) if not one.may_be_blank]

    assert [one.id for one in open_now] == []
    assert documents(again, "other")["project.yaml"] == (
        tmp_path / "project.yaml"
    ).read_text("utf-8")


def test_what_a_person_wrote_stays(tmp_path):
    text = "# my own words\nv: edaphon.project/2\nid: mine\nscenario: paddy  # wet\n"
    written(tmp_path, {"project.yaml": text.encode(), **english()})
    state, asked = walked(tmp_path, ENGLISH)
    saved(state)
    kept = (tmp_path / "project.yaml").read_text("utf-8")

    assert "scenario" not in {one.id for one in asked}
    assert "# my own words" in kept
    assert "scenario: paddy  # wet" in kept
    assert yaml.safe_load(kept)["id"] == "mine"


def test_a_plan_that_somebody_filled_is_never_written_over(tmp_path):
    plan = "v: edaphon.plan/1\npoints:\n  - {id: X1, stratum: S1, role: project}\n"
    written(tmp_path, {"plan/sampling.yaml": plan.encode(), **english()})
    state, _ = walked(tmp_path, ENGLISH)

    assert "plan/sampling.yaml" not in documents(state, "land")


def test_an_answer_is_taken_back(tmp_path):
    state = state_of(tmp_path, {}, "en")
    first = next(questions(state))
    after = answered(state, first, "Other land")

    assert next(questions(after)).id != first.id
    assert next(questions(undone(after))).id == first.id


def test_a_correction_of_a_map_asks_for_the_map_again(tmp_path):
    answers = {**ENGLISH}
    state = state_of(written(tmp_path, english()), {}, "en")
    while (question := next(questions(state))).kind != "map":
        given = next((t for s, t in answers.items() if fits(question.id, s)), "")
        state = answered(state, question, taken(question, given))
    corrected = answered(state, question, taken(question, "SOC (%)=som:%"))
    again = next(questions(corrected))
    settled = answered(corrected, again, taken(again, ""))

    assert again.id == question.id
    assert saved(settled)["files"][0]["columns"]["SOC (%)"] == {
        "is": "som",
        "unit": "%",
    }


def test_a_column_answer_that_cannot_be_is_refused_at_once(tmp_path):
    state = state_of(written(tmp_path, english()), {}, "en")
    answers = {**ENGLISH}
    while (question := next(questions(state))).kind != "map":
        given = next((t for s, t in answers.items() if fits(question.id, s)), "")
        state = answered(state, question, taken(question, given))
    with pytest.raises(Exception, match="UNIT_NOT_ACCEPTED") as refused:
        answered(state, question, taken(question, "SOC (%)=soc:t"))
    assert refused


def test_before_any_sampling_it_asks_for_planned_days(tmp_path):
    answers = {
        **WHO, "campaign:1": "2027-03-01 2027-03-05", "campaign:2": "2030-03-01",
        "area:S1": "40", "period": "2027-03-01 2030-03-01",
    }  # fmt: skip
    state, asked = walked(tmp_path, answers)
    document = saved(state)
    plan = read_yaml(tmp_path / "plan/sampling.yaml")

    assert "laboratory:1" not in {one.id for one in asked}
    assert [str(one["start"]) for one in document["campaigns"]] == [
        "2027-03-01", "2030-03-01",
    ]  # fmt: skip
    assert str(plan["planned_days"]["2"]) == "2030-03-01"
    assert plan["points"] == []


def test_every_question_says_itself_in_both_languages(tmp_path):
    _, asked = walked(written(tmp_path, chinese()), CHINESE, "zh")

    for one in asked:
        for text in (one.section, one.asks, *(item.says for item in one.choices)):
            assert text["en"], one.id
            assert text["zh"], one.id
        assert bool(one.helps["en"]) == bool(one.helps["zh"])


def test_answers_are_plain_text_and_can_be_given_back(tmp_path):
    first, second = tmp_path / "a", tmp_path / "b"
    state, _ = walked(written(first, english()), ENGLISH)
    kept = json.loads(json.dumps(dict(state.answers)))
    again = state_of(written(second, english()), kept, "en")

    assert next(questions(again), None) is None
    assert documents(again, "land") == documents(state, "land")


def test_points_that_are_called_control_are_proposed_as_such(tmp_path):
    """They were cut off from the list, and Enter made them project land."""
    files = chinese()
    names = {f"C{n}": f"对照{n}" for n in range(1, 4)}
    for path, data in files.items():
        text = data.decode("gb18030")
        for old, new in names.items():
            text = text.replace(f"{old},", f"{new},")
        files[path] = text.encode("gb18030")
    answers = {key: text for key, text in CHINESE.items() if key != "controls"}
    state = state_of(written(tmp_path, files), {}, "zh")
    while (question := next(questions(state))).id != "controls":
        signs = (text for sign, text in answers.items() if fits(question.id, sign))
        state = answered(state, question, taken(question, next(signs, "")))

    assert question.proposal == "对照1, 对照2, 对照3"
    assert "对照1" in question.asks.zh
    state = answered(state, question, taken(question, ""))
    state, _ = walked(tmp_path, {**state.answers, **answers}, "zh")
    saved(state)
    plan, _ = checked(tmp_path)
    roles = {point for point, (_, role) in plan.points.items() if role == "control"}
    assert roles == set(names.values())
