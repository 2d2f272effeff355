"""The observation table has one order and one text, whatever the raw files did."""

import csv
import io

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edaphon.evidence import observations
from edaphon.kernel.errors import EdaphonError

ROW = {
    "sample": "S1-0-20", "point": "P1", "stratum": "S1", "role": "project",
    "campaign": "2021", "property": "soc", "value": "1.86", "unit": "%",
    "number": "18.60", "top_cm": "0", "bottom_cm": "20", "file": "lab/a.csv", "row": 2,
}  # fmt: skip

cells = st.text(
    st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=8
)
rows = st.lists(st.fixed_dictionaries({"sample": cells, "value": cells}), max_size=6)


def without_carriage_return(records):
    """Say whether no cell holds CR, which the standard library leaves unquoted."""
    return not any("\r" in cell for record in records for cell in record.values())


def test_the_columns_are_those_of_the_contract():
    frame = observations.empty()

    assert tuple(frame.columns) == observations.COLUMNS
    assert frame.schema["flag"] == pl.Int8
    assert frame.schema["row"] == pl.Int32
    assert frame.schema["number"] == pl.String


def test_canonical_text_of_one_observation():
    text = observations.to_csv(observations.frame([ROW])).decode()

    assert text == (
        "sample,point,stratum,role,campaign,replicate,property,value,unit,number,top_cm,"
        "bottom_cm,phenomenon_time,result_time,procedure,instrument,uncertainty,censored,"
        "flag,tests,file,sheet,row,column,replaces\n"
        "S1-0-20,P1,S1,project,2021,,soc,1.86,%,18.60,0,20,,,,,,,2,,lab/a.csv,,2,,\n"
    )


def test_an_empty_table_has_a_header():
    assert observations.to_csv(observations.empty()).count(b"\n") == 1


@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(records, random):
    shuffled = list(records)
    random.shuffle(shuffled)

    assert observations.to_csv(observations.frame(records)) == observations.to_csv(
        observations.frame(shuffled)
    )


@given(rows)
def test_the_text_reads_back_to_the_same_bytes(records):
    text = observations.to_csv(observations.frame(records))

    assert observations.to_csv(observations.from_csv(text)) == text


@given(rows)
def test_a_text_just_written_is_read_to_the_same_frame(records):
    text = observations.to_csv(observations.frame(records))

    read = observations.from_csv(text, just_written=True)
    assert read.equals(observations.from_csv(text))


@given(rows.filter(without_carriage_return))
def test_the_text_is_what_the_standard_library_would_write(records):
    frame = observations.frame(records)
    expected = io.StringIO()
    writer = csv.writer(expected, lineterminator="\n")
    writer.writerow(observations.COLUMNS)
    writer.writerows(frame.rows())

    assert observations.to_csv(frame).decode() == expected.getvalue()


def test_missing_cells_become_empty_before_sorting():
    frame = observations.frame([ROW]).with_columns(replicate=pl.lit(None, pl.String))

    assert observations.arranged(frame)["replicate"].to_list() == [""]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"sample,point\n",
        b"\xff",
        observations.to_csv(observations.empty()) + b"x\n",
    ],
)
def test_a_text_that_is_not_canonical_is_refused(data):
    with pytest.raises(EdaphonError) as refusal:
        observations.from_csv(data)

    (problem,) = refusal.value.problems
    assert problem.code == "OBSERVATIONS_FORM"
    assert "raw files" in problem.remedy("en")
    assert "从原始文件重新生成证据" in problem.remedy("zh")
