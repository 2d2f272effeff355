"""The roster: who holds which parcel; what is wrong with it is told cell by cell."""

import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from edaphon.accounting.gathering import gather
from edaphon.evidence import load
from edaphon.kernel.errors import EdaphonError
from edaphon.monitoring import read_roster
from edaphon.monitoring.land.reading import read_geography
from edaphon.monitoring.roster.record import Holding
from tests.synthetic_members import REGISTER, ROSTER, roster_row, with_members
from tests.synthetic_project import write_csv
from tests.unit.monitoring.asking import asked

HUANG_HUAI = Path(__file__).parents[3] / "examples" / "huang-huai"

PERIOD = date(2021, 10, 20), date(2024, 10, 20)


def refused(project, folder):
    """Return the problems with which a project is refused, by code."""
    found = {item.code: item for item in asked(project, folder)}
    assert found
    return found


def holding(**changed):
    told = {
        "member": "H1", "parcel": "P1", "stratum": "S1", "area_ha": Fraction(2),
        "joined": date(2021, 10, 20), "left": None, "row": 2,
    }  # fmt: skip
    return Holding(**{**told, **changed})


def test_the_land_of_the_members_is_read_with_the_place_of_each_row(tmp_path):
    evidence, _ = gather(with_members().write(tmp_path))

    assert evidence.roster.members == ("H1", "H2", "H3")
    assert [item.row for item in evidence.roster.holdings] == [2, 3, 4, 5]
    assert evidence.roster.whole_area_ha == {"S1": 120, "S2": 80}
    assert ROSTER in evidence.files


def test_headers_in_chinese_and_areas_in_mu_are_the_same_roster(tmp_path):
    project = with_members()
    folder = project.write(tmp_path)
    headers = ("成员编号", "地块编号", "碳层", "面积（亩）", "加入日期", "退出日期")
    rows = [
        dict(zip(headers, (*list(row.values())[:3], "1800" if row["area_ha"] == "120"
                           else str(float(row["area_ha"]) * 15), row["joined"], "无"),
                 strict=True))
        for row in project.tables[ROSTER]
    ]  # fmt: skip
    write_csv(folder / ROSTER, rows)

    evidence, _ = gather(folder)

    assert evidence.roster.whole_area_ha == {"S1": 120, "S2": 80}


@pytest.mark.parametrize(
    ("joined", "left", "days", "stays"),
    [
        (date(2021, 10, 20), None, 1096, True),
        (date(2021, 10, 21), None, 1095, False),
        (date(2021, 1, 1), date(2024, 10, 20), 1096, True),
        (date(2021, 1, 1), date(2024, 10, 19), 1095, False),
        (date(2024, 10, 20), None, 0, False),
        (date(2020, 1, 1), date(2021, 10, 20), 0, False),
    ],
)
def test_days_in_the_period_begin_and_end_with_it(joined, left, days, stays):
    found = holding(joined=joined, left=left)

    assert (found.days(*PERIOD), found.stays(*PERIOD)) == (days, stays)


@pytest.mark.parametrize(
    "column", ["member", "parcel", "stratum", "area_ha", "joined", "left"]
)
def test_a_blank_cell_is_unknown_and_never_none_or_zero(tmp_path, column):
    project = with_members()
    project.tables[ROSTER][1][column] = ""

    assert refused(project, tmp_path)["ROSTER_BLANK"].where.row == 3


@pytest.mark.parametrize("column", ["member", "stratum", "left"])
def test_a_column_that_is_not_there_is_named(tmp_path, column):
    project = with_members()
    for row in project.tables[ROSTER]:
        del row[column]

    problem = refused(project, tmp_path)["ROSTER_MISSING"]
    assert column in problem.text("en")


@pytest.mark.parametrize("area", ["0", "-1", "x", "<5", "n.d."])
def test_an_area_is_a_number_above_nothing(tmp_path, area):
    project = with_members()
    project.tables[ROSTER][0]["area_ha"] = area

    assert refused(project, tmp_path)["ROSTER_AREA"].where.column == "D"


def test_an_area_without_its_unit_is_a_question(tmp_path):
    project = with_members()
    folder = project.write(tmp_path)
    renamed = [
        {("area" if key == "area_ha" else key): cell for key, cell in row.items()}
        for row in project.tables[ROSTER]
    ]
    write_csv(folder / ROSTER, renamed)

    with pytest.raises(EdaphonError) as refusal:
        gather(folder)
    assert "ROSTER_UNIT" in {item.code for item in refusal.value.problems}


def test_one_parcel_has_one_holder_a_day(tmp_path):
    project = with_members()
    project.tables[ROSTER].append(
        roster_row("H4", "P1", "S1", 120, joined="2022-01-01")
    )

    assert refused(project, tmp_path)["ROSTER_OVERLAP"].where.row == 6


def test_a_parcel_may_pass_to_another_member_on_the_day_it_is_left(tmp_path):
    project = with_members("area")
    project.tables[ROSTER][3] |= {"left": "2021-03-01"}
    project.tables[ROSTER].append(roster_row("H4", "P4", "S2", 10, joined="2021-03-01"))

    evidence, _ = gather(project.write(tmp_path))

    assert evidence.roster.whole_area_ha["S2"] == 80


def test_a_parcel_does_not_leave_before_it_joins(tmp_path):
    project = with_members()
    project.tables[ROSTER][0] |= {"joined": "2022-01-01", "left": "2022-01-01"}

    assert refused(project, tmp_path)["ROSTER_ORDER"].where.row == 2


@pytest.mark.parametrize("day", ["2021", "01/02/2021", "soon"])
def test_a_date_that_is_none_is_told(tmp_path, day):
    project = with_members()
    project.tables[ROSTER][0]["joined"] = day

    assert refused(project, tmp_path)["ROSTER_DATE"].where.column == "E"


@pytest.mark.parametrize("column", ["member", "parcel"])
@pytest.mark.parametrize("code", ["=HYPERLINK(1)", "+1", "-1", "@a", "＝1"])
def test_no_code_is_a_formula_of_a_spreadsheet(tmp_path, column, code):
    project = with_members()
    project.tables[ROSTER][0][column] = code

    problem = refused(project, tmp_path)["ROSTER_CODE"]
    assert code in problem.found("en")
    assert problem.where.row == 2


def test_a_stratum_that_the_project_does_not_have_is_told(tmp_path):
    project = with_members()
    project.tables[ROSTER][0]["stratum"] = "S9"

    assert "S1, S2" in refused(project, tmp_path)["ROSTER_STRATUM"].text("en")


@pytest.mark.parametrize(
    ("area", "is_enough"),
    [("17", False), ("17.5", False), ("17.6", True), ("22.4", True)],
)
def test_land_that_no_member_holds_all_the_time_bears_nothing(
    tmp_path, area, is_enough
):
    """Stratum S2 is credited with 80 ha; three per cent of it are 2.4 ha."""
    project = with_members()
    project.tables[ROSTER][2]["area_ha"] = area
    if is_enough:
        evidence, _ = gather(project.write(tmp_path))
        assert evidence.roster is not None
    else:
        assert "S2" in refused(project, tmp_path)["ROSTER_LESS"].text("en")


@pytest.mark.parametrize(
    ("joined", "left"), [("2021-10-21", "none"), ("2021-01-01", "2024-10-19")]
)
def test_land_that_joined_late_or_left_early_bears_nothing(tmp_path, joined, left):
    project = with_members()
    project.tables[ROSTER][1] |= {"joined": joined, "left": left}

    assert "ROSTER_LESS" in refused(project, tmp_path)


@pytest.mark.parametrize(
    ("area", "is_too_much"), [("2.4", False), ("2.5", True), ("6000", True)]
)
def test_land_that_nobody_accounted_for_takes_no_share(tmp_path, area, is_too_much):
    """Stratum S2 is credited with 80 ha; three per cent of it are 2.4 ha."""
    project = with_members()
    joined = "2022-10-01"
    more = roster_row("H9", "P9", "S2", area) | {"joined": joined}
    project.tables[ROSTER].append(more)
    if not is_too_much:
        assert gather(project.write(tmp_path))[0].roster is not None
        return

    told = refused(project, tmp_path)["ROSTER_MORE"]
    assert "“S2” is credited with 80" in told.text("en")
    assert joined in told.text("en")
    assert "takes no share" in told.needed("en")
    assert "Correct area, unit, stratum or dates" in told.remedy("en")
    assert "请更正成员名册中的面积" in told.remedy("zh")


@pytest.mark.parametrize(
    ("joined", "left"), [("2015-01-01", "2021-10-20"), ("2024-10-20", "none")]
)
def test_land_outside_the_period_is_not_too_much(tmp_path, joined, left):
    project = with_members()
    row = roster_row("H9", "P9", "S2", "6000") | {"joined": joined, "left": left}
    project.tables[ROSTER].append(row)

    assert gather(project.write(tmp_path))[0].roster is not None


def handed_on(on, *, area="20"):
    """Return a project of which 20 ha of S2, a quarter, pass on in October 2022."""
    project = with_members()
    given = project.tables[ROSTER][2]
    given["left"] = "2022-10-01"
    project.tables[ROSTER].append(
        {**given, "member": "H9", "area_ha": area, "joined": on, "left": "none"}
    )
    return project


def test_land_that_passes_from_one_to_another_is_held_all_the_time(tmp_path):
    """Bug: no single member held it throughout, and the account was refused."""
    evidence, _ = gather(handed_on("2022-10-01").write(tmp_path))

    assert evidence.roster.whole_area_ha == {"S1": 120, "S2": 80}
    assert evidence.roster.most_area_ha["S2"][0] == 80


def test_land_that_nobody_held_for_a_day_is_not_held_all_the_time(tmp_path):
    told = refused(handed_on("2022-10-02"), tmp_path)["ROSTER_LESS"]

    assert "members hold 60.0000 ha on every day" in told.text("en")


def test_of_land_that_grew_with_its_holder_the_smaller_area_counts(tmp_path):
    """By hand: 80 - 20 + 17 = 77 ha, 2.4 ha and more below the 80 that are credited."""
    told = refused(handed_on("2022-10-01", area="17"), tmp_path)

    assert "members hold 77.0000 ha on every day" in told["ROSTER_LESS"].text("en")


@pytest.mark.parametrize(
    "header", ["姓名", "户主姓名", "Phone", "bank account", "身份证号"]
)
def test_who_people_are_never_enters_the_roster(tmp_path, header):
    project = with_members()
    for row in project.tables[ROSTER]:
        row[header] = "x"

    assert header in refused(project, tmp_path)["ROSTER_PRIVATE"].text("en")


def test_a_column_of_no_use_is_told_and_stops_nothing(tmp_path):
    project = with_members()
    for row in project.tables[ROSTER]:
        row["crop"] = "wheat"

    _, problems = gather(project.write(tmp_path))

    assert "ROSTER_COLUMN" in {item.code for item in problems}


def test_two_columns_of_one_meaning_are_refused(tmp_path):
    project = with_members()
    for row in project.tables[ROSTER]:
        row["地块编号"] = row["parcel"]

    assert "ROSTER_TWICE" in refused(project, tmp_path)


def test_rows_that_are_all_blank_make_no_roster(tmp_path):
    project = with_members()
    project.tables[ROSTER] = [dict.fromkeys(project.tables[ROSTER][0], " ")]

    problems = refused(project, tmp_path)
    assert problems.keys() & {"ROSTER_NONE", "CSV_NO_ROWS"}


def test_a_roster_of_blank_cells_under_a_note_is_told(tmp_path):
    project = with_members()
    blank = dict.fromkeys(project.tables[ROSTER][0], "")
    project.tables[ROSTER] = [{**blank, "note": "to be filled in"}]

    assert "ROSTER_NONE" in refused(project, tmp_path)


def test_a_file_under_private_is_no_evidence(tmp_path):
    project = with_members()
    project.tables["private/roster.csv"] = project.tables.pop(ROSTER)
    project.document["members"]["roster"]["path"] = "private/roster.csv"

    assert "PRIVATE_NAMED" in refused(project, tmp_path)


def test_a_link_does_not_carry_a_private_file_out(tmp_path):
    project = with_members()
    project.tables["private/roster.csv"] = project.tables.pop(ROSTER)
    folder = project.write(tmp_path)
    (folder / ROSTER).symlink_to("../private/roster.csv")

    with pytest.raises(EdaphonError) as refusal:
        gather(folder)
    assert "PRIVATE_NAMED" in {item.code for item in refusal.value.problems}


def test_the_register_lies_under_private(tmp_path):
    project = with_members(register={"path": "lab/members.csv"})
    project.tables["lab/members.csv"] = [{"code": "H1", "name": "A"}]

    assert "REGISTER_PLACE" in refused(project, tmp_path)


def test_a_register_outside_the_folder_is_never_read(tmp_path):
    """The words of a stranger's project file open no file of whoever replays it."""
    outside = tmp_path / "members.csv"
    outside.write_text("secret,of,the,reader\n1,2,3,4\n")
    project = with_members(register={"path": "private/../../members.csv"})

    problems = refused(project, tmp_path / "project")
    assert problems.keys() == {"REGISTER_PLACE"}
    assert "secret" not in problems["REGISTER_PLACE"].text("en")


@pytest.mark.parametrize("path", ["private/./members.csv", "private//members.csv"])
def test_a_second_name_of_the_register_is_refused(tmp_path, path):
    project = with_members(register={"path": path})
    project.tables["private/members.csv"] = people("H1", "H2", "H3")

    assert refused(project, tmp_path).keys() == {"PATH_FORM"}


def people(*codes):
    return [{"成员编号": code, "姓名": "某某"} for code in codes]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (people("H1", "H2"), "REGISTER_UNKNOWN"),
        (people("H1", "H2", "H3", "H3"), "REGISTER_CODE"),
        (people("H1", "H2", "H3", ""), "REGISTER_CODE"),
        ([{"成员编号": "H1", "地块": "x"}], "REGISTER_COLUMNS"),
    ],
)
def test_a_register_that_does_not_fit_is_told(tmp_path, rows, code):
    project = with_members(register={"path": REGISTER})
    project.tables[REGISTER] = rows

    assert code in refused(project, tmp_path)


def test_seal_and_check_take_the_area_of_the_map(tmp_path):
    """The sealing of a register told the stated area, the check that of the map."""
    folder = shutil.copytree(HUANG_HUAI, tmp_path / "hh")
    (folder / "activity/roster.csv").write_text(
        "member,parcel,stratum,area_ha,joined,left\nH1,D1,S1,1,2021-01-01,none\n"
    )
    with (folder / "project.yaml").open("a", encoding="utf-8") as document:
        document.write(
            "\nmembers: {roster: {path: activity/roster.csv}, share: area_days}\n"
        )
    project = load(folder)
    geography, _ = read_geography(project)
    _, told = read_roster(project)
    _, checked = read_roster(project, geography)

    found = {str(item.facts["credited"]) for item in told if "credited" in item.facts}
    assert {str(item.facts["credited"]) for item in checked if "credited" in item.facts}
    assert [item.facts for item in told] == [item.facts for item in checked]
    assert "50.7175" in found


def example_with(tmp_path, *rows):
    """Return the problems of a roster in the example, whose parcels are mapped."""
    folder = tmp_path / "example"
    shutil.copytree(HUANG_HUAI, folder)
    (folder / "activity" / "roster.csv").write_text(
        "\n".join(("member,parcel,stratum,area_mu,joined,left", *rows, "")), "utf-8"
    )
    with (folder / "project.yaml").open("a", encoding="utf-8") as document:
        document.write(
            "\nmembers: {roster: {path: activity/roster.csv}, share: area_days}\n"
        )
    _, told = read_roster(load(folder))
    return [
        (item.code, item.where.row) for item in told
        if item.code in {"ROSTER_CONTROL", "ROSTER_PLACE", "ROSTER_SIZE"}
    ]  # fmt: skip


def test_a_parcel_that_is_mapped_is_held_against_the_map(tmp_path):
    """S1-F1 is mapped with 181.8 mu of project land in S1, S1-D1 is control land."""
    assert example_with(
        tmp_path,
        "H1,S1-F1,S1,181.8,2021-01-01,none",
        "H2,S1-F2,S1,150,2021-01-01,none",
        "H3,S1-F3,S2,179.6,2021-01-01,none",
        "H4,S1-D1,S1,30,2021-01-01,none",
        "H5,elsewhere,S1,9,2021-01-01,none",
    )[:3] == [("ROSTER_SIZE", 3), ("ROSTER_PLACE", 4), ("ROSTER_CONTROL", 5)]
