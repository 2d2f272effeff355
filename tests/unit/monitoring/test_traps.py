"""The traps of Chinese laboratory files, each a small file that would mislead."""

import pytest

from edaphon.evidence.header_words import match_header, stem_index
from edaphon.evidence.vocabulary import codes as vocabulary_codes
from edaphon.monitoring.importing import read_evidence
from edaphon.monitoring.tables.encodings import garbled
from edaphon.monitoring.wizard.wizard import propose
from tests.unit.monitoring.folder import codes, entry, folder, imported


def test_organic_matter_is_never_taken_for_organic_carbon(tmp_path):
    path = tmp_path / "lab.csv"
    path.write_text("采样点,有机质(g/kg),有机碳(g/kg)\nP1,18.6,10.8\n", "utf-8")
    found = {guess.header: guess.code for guess in propose(path).columns}

    assert found == {"采样点": "point", "有机质(g/kg)": "som", "有机碳(g/kg)": "soc"}


def test_organic_matter_keeps_its_number(tmp_path):
    columns = {"plot": {"is": "point"}, "有机质": {"is": "som", "unit": "%"}}
    found = imported(tmp_path, "plot,有机质\nP1,1.86\n", columns=columns)
    row = found.observations.row(0, named=True)

    # 1.86 % is 18.6 g/kg of organic matter; no factor 1.724 and no factor 0.1.
    assert (row["property"], row["value"], row["number"]) == ("som", "1.86", "18.60")


@pytest.mark.parametrize("values", ["1.86\nP2,2.4", "0.9\nP2,3.1"])
def test_organic_matter_under_six_without_unit_is_asked_as_percent(tmp_path, values):
    path = tmp_path / "lab.csv"
    path.write_text(f"采样点,有机质\nP1,{values}\n", "utf-8")
    question = propose(path).questions[0]

    assert question.problem.code == "UNIT_MISSING"
    assert question.proposal == "som:%"


def test_organic_carbon_over_sixty_in_cropland_is_asked(tmp_path):
    project = folder(tmp_path, {"a.csv": b"plot,soc\nP1,1\n"}, [entry("a.csv")])
    path = tmp_path / "lab.csv"
    path.write_text("采样点,有机碳(g/kg)\nP1,75\nP2,92\n", "utf-8")
    question = propose(path, project=project).questions[0]

    assert question.problem.code == "MAP_UNUSUAL"
    assert "Organic matter taken for organic carbon" in question.problem.text("en")
    assert "把有机质当作有机碳" in question.problem.text("zh")


@pytest.mark.parametrize(
    ("values", "unit"), [("1320\nP2,1410", "kg/m3"), ("1.32\nP2,1.41", "g/cm3")]
)
def test_bulk_density_in_kilograms_is_recognised_and_asked(tmp_path, values, unit):
    path = tmp_path / "lab.csv"
    path.write_text(f"采样点,容重\nP1,{values}\n", "utf-8")

    assert propose(path).questions[0].proposal == f"bulk_density:{unit}"


def test_mu_is_a_fifteenth_of_a_hectare(tmp_path):
    columns = {
        "date": {"is": "sampled_on"},
        "用量": {"is": "dose", "unit": "15.kg/har"},
        "面积": {"is": "area_treated", "unit": "har/15"},
    }
    data = "date,用量,面积\n2021-05-04,2,3000\n"
    found = imported(tmp_path, data, columns=columns, about="application", constants={})
    numbers = dict(found.observations.select("property", "number").iter_rows())

    # 2 kg/mu is 30 kg/ha and 3000 mu are 200 ha; never 2 kg/ha, never 3000 ha.
    assert numbers == {"dose": "30", "area_treated": "200"}
    assert found.observations["campaign"].to_list() == ["2021", "2021"]


def test_area_without_unit_is_asked(tmp_path):
    path = tmp_path / "lab.csv"
    path.write_text("地块,面积\nP1,3000\n", "utf-8")
    asked = {question.problem.code for question in propose(path).questions}

    assert asked == {"MAP_UNSURE", "UNIT_MISSING"}


NEVER_WITHOUT_A_YES = ["碳", "C", "C%", "OC", "氮", "N", "P", "K", "速效氮", "水分",
                       "面积", "重量", "产量", "活性碳", "腐殖质"]  # fmt: skip


@pytest.mark.parametrize("header", NEVER_WITHOUT_A_YES)
def test_some_headers_are_never_taken_without_a_yes(tmp_path, header):
    path = tmp_path / "lab.csv"
    path.write_text(f"采样点,{header}\nP1,12\n", "utf-8")
    proposal = propose(path)

    assert any(question.about == header for question in proposal.questions)


def test_no_stem_belongs_to_two_codes():
    owners = [stem_index()[stem] for stem in stem_index()]

    assert set(owners) <= set(vocabulary_codes())
    assert match_header("有机质").code == "som"
    assert match_header("有机碳").code == "soc"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8_needs_no_statement(tmp_path, encoding):
    columns = {"样点": {"is": "point"}, "有机碳": {"is": "soc", "unit": "g/kg"}}
    found = imported(
        tmp_path, "样点,有机碳\n旱地1,12\n".encode(encoding), columns=columns
    )

    assert codes(found) == []
    assert found.observations["point"].to_list() == ["旱地1"]


@pytest.mark.parametrize(
    "encoding", ["gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_other_encodings_read_the_same_once_stated(tmp_path, encoding):
    columns = {"样点": {"is": "point"}, "有机碳": {"is": "soc", "unit": "g/kg"}}
    data = "样点,有机碳\n旱地1,12\n".encode(encoding)
    found = imported(tmp_path, data, columns=columns, encoding=encoding)

    assert codes(found) == []
    assert found.observations["point"].to_list() == ["旱地1"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le"])
def test_other_encodings_are_asked_without_a_statement(tmp_path, encoding):
    columns = {"样点": {"is": "point"}, "有机碳": {"is": "soc", "unit": "g/kg"}}
    data = "样点,有机碳\n旱地1,12\n".encode(encoding)
    found = imported(tmp_path, data, columns=columns)

    assert codes(found) == ["CSV_ENCODING"]
    assert encoding in found.problems[0].text("zh")
    assert found.observations.is_empty()


def test_rare_names_survive_gb18030(tmp_path):
    columns = {"样点": {"is": "point"}, "有机碳": {"is": "soc", "unit": "g/kg"}}
    data = "样点,有机碳\n䶮村㵲田,12\n".encode("gb18030")
    found = imported(tmp_path, data, columns=columns, encoding="gb18030")

    assert found.observations["point"].to_list() == ["䶮村㵲田"]


@pytest.mark.parametrize("text", ["样品编号", "有机质含量", "采样日期", "容重"])
def test_utf8_read_as_gbk_is_recognised(text):
    spoiled = text.encode("utf-8").decode("gbk", "ignore")

    assert garbled(spoiled) is None or garbled(spoiled) in text
    assert garbled("鏍峰搧缂栧彿") == "样品编号"
    assert garbled(text) is None


def test_quality_samples_never_reach_the_estimate(tmp_path):
    columns = {
        "样品编号": {"is": "sample_id"},
        "有机碳": {"is": "soc", "unit": "g/kg"},
    }
    samples = ["S12", "S12P", "S13", "空白1", "质控样 GBW07412", "CK-1", "S1-K", "P"]
    rows = "".join(f"{name},1{at}\n" for at, name in enumerate(samples))
    found = imported(tmp_path, "样品编号,有机碳\n" + rows, columns=columns)

    assert codes(found) == ["QC_SET_ASIDE"]
    assert "3 samples" in found.problems[0].text("en")
    assert "3 个样品" in found.problems[0].text("zh")
    assert found.observations["sample"].to_list() == ["CK-1", "P", "S1-K", "S12", "S13"]
    assert found.quality["sample"].to_list() == ["S12P", "空白1", "质控样 GBW07412"]


def test_footers_and_everything_below_the_end_mark_are_set_aside(tmp_path):
    data = "plot,soc\nP1,12\n平均值,12\n标准差,0.5\n以下空白,\n检测人：某,\nP9,99\n"
    found = imported(tmp_path, data)

    assert codes(found) == ["FOOTER_SET_ASIDE"]
    assert "3, 4, 5, 6, 7" in found.problems[0].text("en")
    assert "3, 4, 5, 6, 7" in found.problems[0].text("zh")
    assert found.observations["point"].to_list() == ["P1"]


def test_problems_name_the_same_rows_when_the_file_is_turned_around(tmp_path):
    columns = {"plot": {"is": "point"}, "soc": {"is": "soc", "unit": "g/kg"},
               "depth": {"is": "depth"}, "r": {"is": "role"}}  # fmt: skip
    data = "plot,soc,depth,r\nP1,1,x,a\nP2,x,x,a\nP3,y,20-0,b\nP4,3,20-0,a\n"
    constants = {"campaign": "t0", "stratum": "s1"}
    lab = entry("lab.csv", columns=columns, constants=constants)
    project = folder(tmp_path, {"lab.csv": data.encode()}, [lab])

    assert (
        read_evidence(project).problems
        == read_evidence(project, reverse_rows=True).problems
    )


def test_the_same_file_with_rows_turned_around_gives_the_same_bytes(tmp_path):
    data = "plot,soc\n" + "".join(f"P{n % 7},{n}\n" for n in range(40, 60))
    project = folder(tmp_path, {"lab.csv": data.encode()}, [entry("lab.csv")])
    once, again = read_evidence(project), read_evidence(project, reverse_rows=True)

    assert once.observations.equals(again.observations)
    assert once.problems == again.problems
