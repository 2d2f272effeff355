"""A saved map gives the cells of a file their meaning, or says why it cannot."""

import pytest

from edaphon.evidence.observations import COLUMNS
from edaphon.monitoring.importing import read_evidence
from tests.unit.monitoring.folder import CONSTANTS, codes, entry, folder, imported

POINT, SOC = {"is": "point"}, {"is": "soc", "unit": "g/kg"}
BASE = {"plot": POINT, "soc": SOC}


def without(*names: str, **more: str) -> dict[str, str]:
    """Return the constants of the smallest table without some, with others."""
    kept = {name: text for name, text in CONSTANTS.items() if name not in names}
    return {**kept, **more}


def column(found, name: str) -> list:
    """Return one column of the observations."""
    return found.observations[name].to_list()


def test_an_observation_carries_place_value_flag_and_origin(tmp_path):
    found = imported(tmp_path, "plot,soc\nP1,12.50\n")

    assert found.observations.columns == list(COLUMNS)
    assert found.observations.row(0, named=True) == {
        "sample": "P1@t0", "point": "P1", "stratum": "s1", "role": "project",
        "campaign": "t0", "replicate": "", "property": "soc", "value": "12.50",
        "unit": "g/kg", "number": "12.50", "top_cm": "0", "bottom_cm": "20",
        "phenomenon_time": "", "result_time": "", "procedure": "", "instrument": "",
        "uncertainty": "", "censored": "", "flag": 1, "tests": "limits plausible",
        "file": "lab.csv", "sheet": "", "row": 2, "column": "B", "replaces": "",
    }  # fmt: skip
    assert list(found.files) == ["lab.csv"]


@pytest.mark.parametrize(
    ("unit", "cell", "number"),
    [("%", "1.86", "18.60"), ("mg/g", "18.6", "18.6"), ("mg/kg", "18600", "18.600"),
     ("g/kg", "007.5", "7.5"), ("g/kg", "1.2E+01", "12")],
)  # fmt: skip
def test_units_convert_by_exact_factors(tmp_path, unit, cell, number):
    columns = {"plot": POINT, "soc": {"is": "soc", "unit": unit}}
    found = imported(tmp_path, f"plot,soc\nP1,{cell}\n", columns=columns)

    assert column(found, "number") == [number]


def test_the_unit_of_the_header_counts_when_the_map_states_none(tmp_path):
    columns = {"plot": POINT, "有机碳(%)": {"is": "soc"}}
    found = imported(tmp_path, "plot,有机碳(%)\nP1,1.2\n", columns=columns)

    assert (column(found, "unit"), column(found, "number")) == (["%"], ["12.0"])


def test_a_map_that_contradicts_the_header_is_told(tmp_path):
    columns = {"plot": POINT, "有机碳(%)": {"is": "soc", "unit": "g/kg"}}
    found = imported(tmp_path, "plot,有机碳(%)\nP1,12\n", columns=columns)

    assert codes(found) == ["HEADER_CONTRADICTED"]
    assert "says %; the map says g/kg" in found.problems[0].text("en")
    assert "表头“有机碳(%)”为%，列对照表为g/kg" in found.problems[0].text("zh")


def test_under_older_rules_it_was_only_told(tmp_path):
    columns = {"plot": POINT, "有机碳(%)": {"is": "soc", "unit": "g/kg"}}
    listed = [entry("lab.csv", columns=columns)]
    data = "plot,有机碳(%)\nP1,12\n".encode()
    found = read_evidence(folder(tmp_path, {"lab.csv": data}, listed), rules=5)

    told = [one for one in found.problems if one.code == "UNIT_DIFFERS"]
    assert "says %, the map says g/kg" in told[0].text("en")
    assert "表头写 %，列对照表写 g/kg" in told[0].text("zh")


def test_words_of_the_file_become_ours(tmp_path):
    columns = BASE | {
        "fym": {"is": "role", "values": {"FYM": "project", "none": "control"},
                "ignore_case": True},
    }  # fmt: skip
    data = "plot,soc,fym\nP1,12,FYM\nP2,12,NONE\n"
    found = imported(tmp_path, data, columns=columns, constants=without("role"))

    assert column(found, "role") == ["project", "control"]


def test_a_word_that_is_not_listed_is_refused_or_skipped(tmp_path):
    role = {"is": "role", "values": {"T": "project"}}
    data = "plot,soc,t\nP1,12,T\nP2,13,X\n"
    strict = imported(
        tmp_path, data, columns=BASE | {"t": role}, constants=without("role")
    )
    place = tmp_path / "skip"
    place.mkdir()
    skipping = BASE | {"t": role | {"others": "skip"}}
    lenient = imported(place, data, columns=skipping, constants=without("role"))

    assert codes(strict) == ["VALUE_UNMAPPED"]
    assert "“X” is not listed" in strict.problems[0].text("en")
    assert "others: skip" in strict.problems[0].remedy("zh")
    assert codes(lenient) == ["ROWS_LEFT_OUT"]
    assert "1 rows are left out for their words: “X” (1)" in lenient.problems[0].text(
        "en"
    )
    assert "有 1 行" in lenient.problems[0].text("zh")
    assert column(lenient, "point") == ["P1"]


def test_rules_4_count_the_rows_that_a_map_leaves_out(tmp_path):
    role = {"is": "role", "values": {"T": "project"}, "others": "skip"}
    data = b"plot,soc,t\nP1,12,T\nP2,13,X\n"
    more = {"columns": BASE | {"t": role}, "constants": without("role")}
    project = folder(tmp_path, {"lab.csv": data}, [entry("lab.csv") | more])
    (problem,) = read_evidence(project, rules=4).problems

    assert problem.code == "ROWS_SKIPPED"
    assert "1 rows hold words" in problem.text("en")
    assert "已跳过" in problem.text("zh")


def test_a_word_of_a_value_column_may_stand_for_a_limit(tmp_path):
    columns = {"plot": POINT, "soc": SOC | {"values": {"trace": "<0.1"}}}
    found = imported(tmp_path, "plot,soc\nP1,trace\n", columns=columns)

    assert (column(found, "number"), column(found, "censored")) == (["0.1"], ["<"])


def test_depths_below_zero_are_positive_down(tmp_path):
    columns = BASE | {
        "upper": {"is": "top", "negative_down": True},
        "lower": {"is": "bottom", "negative_down": True},
    }
    found = imported(
        tmp_path, "plot,soc,upper,lower\nP1,12,0,-10\nP1,9,-10,-20\n",
        columns=columns, constants=without("top", "bottom"),
    )  # fmt: skip

    assert column(found, "top_cm") == ["0", "10"]
    assert column(found, "bottom_cm") == ["10", "20"]


def test_upside_down_layers_are_refused(tmp_path):
    columns = BASE | {"upper": {"is": "top"}, "lower": {"is": "bottom"}}
    found = imported(
        tmp_path, "plot,soc,upper,lower\nP1,12,20,10\n",
        columns=columns, constants=without("top", "bottom"),
    )  # fmt: skip

    assert codes(found) == ["DEPTH_ORDER"]
    assert "20–10" in found.problems[0].text("en")
    assert "上界应小于下界" in found.problems[0].text("zh")


def test_a_word_for_a_depth_is_asked_and_answered_in_the_map(tmp_path):
    depth = {"is": "depth"}
    data = "plot,soc,depth\nP1,12,耕层\nP1,9,20-40\n"
    constants = without("top", "bottom")
    asked = imported(
        tmp_path, data, columns=BASE | {"depth": depth}, constants=constants
    )
    place = tmp_path / "answered"
    place.mkdir()
    answered = BASE | {"depth": depth | {"values": {"耕层": "0-20"}}}
    found = imported(place, data, columns=answered, constants=constants)

    assert codes(asked) == ["DEPTH_UNCLEAR"]
    assert "耕层: 0-20" in asked.problems[0].remedy("zh")
    assert column(found, "bottom_cm") == ["20", "40"]


def test_wide_tables_give_one_observation_per_depth_and_campaign(tmp_path):
    columns = {
        "plot": POINT,
        "a": SOC | {"top": "0", "bottom": "20", "campaign": "t0"},
        "b": SOC | {"top": "20", "bottom": "40", "campaign": "t1"},
    }
    constants = without("campaign", "top", "bottom")
    found = imported(
        tmp_path, "plot,a,b\nP1,12,9\n", columns=columns, constants=constants
    )

    assert codes(found) == ["LAYERS_GAP"]
    assert column(found, "sample") == ["P1@t0", "P1@t1"]
    assert column(found, "bottom_cm") == ["20", "40"]


LONG = {
    "plot": POINT,
    "项目": {"is": "item"},
    "结果": {"is": "value"},
    "单位": {"is": "unit"},
}


def test_long_tables_name_item_value_and_unit_row_by_row(tmp_path):
    data = "plot,项目,结果,单位\nP1,土壤有机碳,1.2,%\nP1,容重,1320,kg/m³\nP1,pH,7.1,\n"
    found = imported(tmp_path, data, columns=LONG)

    assert codes(found) == ["STONES_UNKNOWN"]
    assert dict(found.observations.select("property", "number").iter_rows()) == {
        "soc": "12.0", "bulk_density": "1.320", "ph": "7.1",
    }  # fmt: skip


def test_an_item_that_nobody_knows_is_refused(tmp_path):
    data = "plot,项目,结果,单位\nP1,碳,1.2,%\n"
    found = imported(tmp_path, data, columns=LONG)

    assert codes(found) == ["ITEM_UNKNOWN"]
    assert "“碳” is not settled" in found.problems[0].text("en")
    assert "others: skip" in found.problems[0].text("zh")


def test_detection_limits_come_from_their_column_in_a_long_table(tmp_path):
    columns = LONG | {"检出限": {"is": "detection_limit"}}
    data = "plot,项目,结果,单位,检出限\nP1,有机碳,未检出,g/kg,0.6\n"
    found = imported(tmp_path, data, columns=columns)

    assert (column(found, "number"), column(found, "censored")) == (["0.6"], ["<"])


def test_uncertainty_converts_with_its_value(tmp_path):
    columns = {
        "plot": POINT,
        "soc": {"is": "soc", "unit": "%"},
        "u": {"is": "uncertainty"},
    }
    found = imported(tmp_path, "plot,soc,u\nP1,1.2,0.05\n", columns=columns)

    assert column(found, "uncertainty") == ["0.50"]


def test_a_campaign_is_found_by_its_days(tmp_path):
    columns = BASE | {"day": {"is": "sampled_on"}}
    data = "plot,soc,day\nP1,12,2020-10-05\nP1,13,2025-10-05\n"
    found = imported(tmp_path, data, columns=columns, constants=without("campaign"))

    assert column(found, "campaign") == ["t0", "t1"]
    assert column(found, "phenomenon_time") == ["2020-10-05", "2025-10-05"]


MISSING = [
    ("campaign", "CAMPAIGN_UNDATED", "no sampling date is read", "也未读取到"),
    ("stratum", "STRATUM_MISSING", "names no stratum", "没有碳层"),
    ("role", "ROLE_MISSING", "project or control", "属于项目还是对照"),
    ("top", "DEPTH_MISSING", "1 rows state no upper", "没有写明土层上下界"),
]


@pytest.mark.parametrize(("name", "code", "english", "chinese"), MISSING)
def test_what_a_soil_table_must_say_is_asked_for(
    tmp_path, name, code, english, chinese
):
    found = imported(tmp_path, "plot,soc\nP1,12\n", constants=without(name))

    assert codes(found) == [code]
    assert english in found.problems[0].text("en")
    assert chinese in found.problems[0].text("zh")
    assert found.observations.is_empty()


UNKNOWN = [
    ("campaign", "t9", "CAMPAIGN_UNKNOWN", "project knows: t0, t1", "文件中有：t0, t1"),
    ("stratum", "s9", "STRATUM_UNKNOWN", "project knows: s1, s2", "文件中有：s1, s2"),
    ("role", "CK", "ROLE_UNKNOWN", "“CK: control”", "CK: control"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "word", "code", "english", "chinese"), UNKNOWN)
def test_words_of_another_project_are_refused(
    tmp_path, name, word, code, english, chinese
):
    found = imported(
        tmp_path, "plot,soc\nP1,12\n", constants=without(name, **{name: word})
    )

    assert codes(found) == [code]
    assert english in found.problems[0].text("en")
    assert chinese in found.problems[0].text("zh")


def test_one_stratum_needs_no_column(tmp_path):
    project = folder(
        tmp_path, {"a.csv": b"plot,soc\nP1,12\n"},
        [entry("a.csv", constants=without("stratum"))], strata=[{"id": "all"}],
    )  # fmt: skip

    assert column(read_evidence(project), "stratum") == ["all"]


def test_several_columns_give_one_point(tmp_path):
    columns = {"block": POINT, "plot": POINT, "soc": SOC}
    found = imported(tmp_path, "block,plot,soc\n1,3,12\n", columns=columns)

    assert column(found, "point") == ["1-3"]


def test_two_columns_for_one_day_are_refused(tmp_path):
    columns = BASE | {"a": {"is": "sampled_on"}, "b": {"is": "sampled_on"}}
    data = "plot,soc,a,b\nP1,12,2020-10-05,2020-10-06\n"
    found = imported(tmp_path, data, columns=columns)

    assert codes(found) == ["MAP_TWICE"]
    assert "“Sampling date”" in found.problems[0].text("en")
    assert "“采样日期”" in found.problems[0].text("zh")


def test_a_date_in_no_campaign_is_told_as_such(tmp_path):
    found = imported(
        tmp_path, "plot,soc,day\nP1,12,2022-10-05\n",
        columns=BASE | {"day": {"is": "sampled_on"}}, constants=without("campaign"),
    )  # fmt: skip

    assert codes(found) == ["CAMPAIGN_MISSING"]
    assert "its sampling date lies in none of: t0, t1" in found.problems[0].text("en")


def test_rows_without_sample_and_point_are_counted_once(tmp_path):
    found = imported(tmp_path, "plot,soc\nP1,12\n,9\n,8\n,7\n")
    told = [item for item in found.problems if item.code == "ID_MISSING"]

    assert len(told) == 1
    assert told[0].where.row == 3
    assert told[0].found("en").startswith("3 rows have results but name neither")
    assert told[0].found("zh").startswith("有 3 行有结果")
    assert "Map the column of points" in told[0].remedy("en")


@pytest.mark.parametrize(
    ("data", "stated", "likely"),
    [
        ("Plot;SOC;pH\n;g/kg;\nP1;12;7\nP2;13;7\n", [2, 3], "1, 2"),
        ("Farm 7;;\nPlot;SOC;pH\n;g/kg;\nP1;12;7\n", [1, 2], "2, 3"),
        ("Farm 7;;\nPlot;SOC;pH\n;g/kg;\nP1;12;7\nP2;13;7\n", [3, 4], "2, 3"),
    ],
)
def test_header_rows_that_are_one_off_are_one_cause(tmp_path, data, stated, likely):
    columns = {
        "Plot": POINT,
        "SOC/g/kg": {"is": "soc", "unit": "g/kg"},
        "pH": {"is": "ph", "unit": "1"},
    }
    found = imported(tmp_path, data, columns=columns, header_rows=stated, delimiter=";")

    assert codes(found) == ["HEADER_ROW"]
    shown = ", ".join(map(str, stated))
    assert f"Row {shown} does not hold the mapped columns" in (
        found.problems[0].found("en")
    )
    assert f"header_rows: [{likely}]" in found.problems[0].remedy("en")
    assert f"第 {likely} 行" in found.problems[0].found("zh")


def test_a_map_without_results_is_refused(tmp_path):
    found = imported(tmp_path, "plot,soc\nP1,12\n", columns={"plot": POINT})

    assert codes(found) == ["COLUMN_UNREAD", "MAP_NO_VALUES"]
    assert "At least one column must hold results" in found.problems[1].text("en")
    assert "至少应有一列为检测结果" in found.problems[1].text("zh")


def test_a_column_that_is_not_there_is_named_with_its_nearest(tmp_path):
    columns = {"plot": POINT, "socc": SOC}
    found = imported(tmp_path, "plot,soc\nP1,12\n", columns=columns)

    assert codes(found) == ["COLUMN_MISSING"]
    assert "the nearest is “soc”" in found.problems[0].text("en")
    assert "最接近的是“soc”" in found.problems[0].text("zh")


def test_columns_that_the_map_leaves_out_are_told(tmp_path):
    found = imported(tmp_path, "plot,soc,Ca\nP1,12,7\n")

    assert codes(found) == ["COLUMN_UNREAD"]
    assert "Ca" in found.problems[0].text("en")
    assert "is: ignore" in found.problems[0].remedy("zh")


def test_an_unusual_value_is_kept_with_flag_3(tmp_path):
    found = imported(tmp_path, "plot,soc\nP1,75\nP2,12\n")

    assert codes(found) == ["VALUE_UNUSUAL"]
    assert "cropland; above it organic matter" in found.problems[0].text("en")
    assert "耕地；超出时多为有机质" in found.problems[0].text("zh")
    assert column(found, "flag") == [3, 1]


def test_a_bare_zero_is_kept_with_flag_3(tmp_path):
    columns = {"plot": POINT, "mbc": {"is": "doc", "unit": "mg/kg"}}
    found = imported(tmp_path, "plot,mbc\nP1,0\nP2,90\n", columns=columns)

    assert codes(found) == ["VALUE_ZERO"]
    assert "is given as 0" in found.problems[0].text("en")
    assert "填写为 0" in found.problems[0].text("zh")
    assert column(found, "flag") == [3, 1]


def test_a_share_of_zero_is_nothing_unusual(tmp_path):
    columns = {"plot": POINT, "stones": {"is": "coarse_fraction", "unit": "%"}}
    found = imported(tmp_path, "plot,stones\nP1,0\n", columns=columns)

    assert codes(found) == []


def test_the_same_result_twice_counts_once(tmp_path):
    found = imported(tmp_path, "plot,soc\nP1,12\nP1,12.0\n")

    assert codes(found) == ["ROW_REPEATED"]
    assert "same" not in found.problems[0].code
    assert "lab.csv!B2" in found.problems[0].text("en")
    assert "只计一次" in found.problems[0].text("zh")
    assert "土壤有机碳" in found.problems[0].text("zh")
    assert column(found, "row") == [2]


def test_an_unknown_code_is_told_alone(tmp_path):
    columns = {"plot": POINT, "soc": {"is": "sooc", "unit": "g/kg"}}
    found = imported(tmp_path, "plot,soc\nP1,12\n", columns=columns)

    assert codes(found) == ["PROPERTY_UNKNOWN"]
    assert "soc, soc_stock" in found.problems[0].text("en")


def test_an_empty_header_row_is_told_once(tmp_path):
    found = imported(tmp_path, "plot,soc\nP1,12\n", header_rows=[9])

    assert codes(found) == ["HEADER_ROW"]


def test_declared_replicates_may_differ(tmp_path):
    columns = BASE | {"rep": {"is": "replicate"}}
    found = imported(tmp_path, "plot,soc,rep\nP1,12,1\nP1,13,2\n", columns=columns)

    assert codes(found) == []
    assert column(found, "replicate") == ["1", "2"]


def test_conflicts_between_files_name_both_places_and_drop_both(tmp_path):
    files = {"a.csv": b"plot,soc\nP1,12\n", "b.csv": b"plot,soc\nP1,13\n",
             "c.csv": b"plot,soc\nP2,14\n"}  # fmt: skip
    project = folder(tmp_path, files, [entry(name) for name in files])
    found = read_evidence(project)

    assert codes(found) == ["ID_CONFLICT"]
    assert found.problems[0].where.file == "b.csv"
    assert "a.csv!B2" in found.problems[0].text("zh")
    assert column(found, "point") == ["P2"]


def test_missing_codes_are_those_that_are_declared(tmp_path):
    found = imported(tmp_path, "plot,soc\nP1,*\nP2,-9999\nP3,12\nP4,-\n",
                     missing=["*", "-9999"])  # fmt: skip

    assert codes(found) == []
    assert column(found, "point") == ["P3"]


def test_activity_records_belong_to_their_year_and_need_no_depth(tmp_path):
    columns = {
        "day": {"is": "sampled_on"},
        "diesel": {"is": "diesel_used", "unit": "L"},
    }
    data = "day,diesel\n2022-05-04,120\n2022-06-04,120\n"
    found = imported(tmp_path, data, columns=columns, about="activity", constants={})

    assert codes(found) == []
    assert column(found, "campaign") == ["2022", "2022"]
    assert column(found, "sample") == ["lab.csv#2", "lab.csv#3"]


def test_microbial_samples_between_campaigns_belong_to_their_year(tmp_path):
    columns = {"plot": POINT, "day": {"is": "sampled_on"},
               "mbc": {"is": "mbc", "unit": "mg/kg"}}  # fmt: skip
    data = "plot,day,mbc\nP1,2022-05-04,300\nP1,2020-10-04,280\n"
    found = imported(tmp_path, data, columns=columns, about="microbial", constants={})

    assert column(found, "campaign") == ["t0", "2022"]


def test_texts_keep_their_words(tmp_path):
    columns = {"plot": POINT, "质地": {"is": "texture"}}
    found = imported(tmp_path, "plot,质地\nP1,壤土\n", columns=columns)
    row = found.observations.row(0, named=True)

    assert (row["value"], row["number"], row["unit"]) == ("壤土", "", "")


def test_a_decimal_comma_file_reads_the_same_once_stated(tmp_path):
    data = "plot;soc\nP1;12,5\n"
    found = imported(tmp_path, data, delimiter=";", decimal=",")

    assert (codes(found), column(found, "value")) == ([], ["12.5"])


def test_an_excel_hint_line_names_the_delimiter(tmp_path):
    found = imported(tmp_path, "sep=;\nplot;soc\nP1;12.5\n", header_rows=[2])

    assert codes(found) == []
    assert column(found, "row") == [3]


def test_progress_is_told_before_each_file(tmp_path):
    told: list[str] = []
    project = folder(tmp_path, {"a.csv": b"plot,soc\nP1,12\n"}, [entry("a.csv")])
    read_evidence(project, progress=told.append)

    assert told == ["a.csv"]


POINTS = """{"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"id": "P1", "stratum": "s2", "role": "control"},
  "geometry": {"type": "Point", "coordinates": [115.65, 34.4]}}]}"""


def mapped_points(place, constants):
    """Return what a table gives in a project whose map of fields holds its point."""
    files = {"a.csv": b"plot,soc\nP1,12\n", "fields.geojson": POINTS.encode()}
    project = folder(
        place, files, [entry("a.csv", constants=constants)],
        fields={"path": "fields.geojson", "crs": "EPSG:4326"},
    )  # fmt: skip
    return read_evidence(project)


def test_stratum_and_role_come_from_the_map_of_points(tmp_path):
    found = mapped_points(tmp_path, without("stratum", "role"))

    assert (column(found, "stratum"), column(found, "role")) == (["s2"], ["control"])


def test_a_file_that_contradicts_the_map_of_points_is_refused(tmp_path):
    found = mapped_points(tmp_path, CONSTANTS)
    differing = [one for one in found.problems if one.code == "PLACE_DIFFERS"]

    assert "point P1 in “project”, the map of fields in “control”" in (
        differing[0].text("en")
    )
    assert "归入“s1”，地块与采样点文件归入“s2”" in differing[1].text("zh")
    assert found.observations.is_empty()


def test_a_point_that_lost_its_zeros_is_told(tmp_path):
    points = POINTS.replace("P1", "007")
    files = {"a.csv": b"plot,soc\n7,12\n", "fields.geojson": points.encode()}
    project = folder(
        tmp_path, files, [entry("a.csv")],
        fields={"path": "fields.geojson", "crs": "EPSG:4326"},
    )  # fmt: skip
    told = [one for one in read_evidence(project).problems if one.code == "ID_CHANGED"]

    assert "“7”; the plan has “007”" in told[0].text("en")
    assert "采样方案中为“007”" in told[0].text("zh")


DEPTH = BASE | {"深度": {"is": "depth"}}


def test_small_depths_without_a_unit_are_asked(tmp_path):
    found = imported(
        tmp_path, "plot,soc,深度\nP1,12,0-0.2\n", columns=DEPTH,
        constants=without("top", "bottom"),
    )  # fmt: skip

    assert codes(found) == ["DEPTH_UNIT"]
    assert "the deepest is 0.2" in found.problems[0].text("en")
    assert "unit: cm 或 unit: m" in found.problems[0].text("zh")


@pytest.mark.parametrize(
    ("header", "rule"),
    [("土层(m)", {"is": "depth"}), ("深度", {"is": "depth", "unit": "m"})],
)
def test_metres_of_header_or_map_become_centimetres(tmp_path, header, rule):
    found = imported(
        tmp_path, f"plot,soc,{header}\nP1,12,0-0.2\n", columns=BASE | {header: rule},
        constants=without("top", "bottom"),
    )  # fmt: skip

    assert (codes(found), column(found, "bottom_cm")) == ([], ["20"])


def test_rows_without_a_sample_number_are_named_by_their_point(tmp_path):
    columns = BASE | {"id": {"is": "sample_id"}}
    found = imported(tmp_path, "plot,soc,id\nP1,12,S1\nP2,13,\n", columns=columns)

    assert column(found, "sample") == ["P2@t0", "S1"]


def test_day_numbers_are_read_once_declared(tmp_path):
    columns = BASE | {"day": {"is": "sampled_on"}}
    found = imported(
        tmp_path, "plot,soc,day\nP1,12,44109\n", columns=columns, dates="serial"
    )

    assert column(found, "phenomenon_time") == ["2020-10-05"]
