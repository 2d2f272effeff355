"""What each question of the wizard asks to be typed, why, and what an answer does."""

from collections.abc import Mapping

from edaphon.kernel.language import Language, marked, translator

_COLUMN = marked("CODE:UNIT, such as soc:g/kg; ignore leaves the column out")
_PATTERN = marked("how an id is made up, such as pattern:{point}-{replicate}")
_WORD = marked("one of ours for each word, such as control")

TYPED: Mapping[str, str] = {
    "@encoding": marked("an encoding, such as gb18030, utf-8 or latin-1"),
    "@decimal": marked(". as in 12.5, or , as in 12,5"),
    "@sheet": marked("the worksheet as its tab is named, such as Sheet1"),
    "@hidden": marked("read, or leave"),
    "@header_rows": marked("the row of the names, such as 2; 2,3 for two; none"),
    "@dates": marked(
        "iso 2026-05-04, ymd 2026/5/4, dmy 4/5/2026, mdy 5/4/2026, or serial 46146"
    ),
    "@missing": marked("the cells with commas between, such as NA,-9999"),
    "DENSITY_BASIS": marked("fine_earth, fine_earth_per_core or whole_soil"),
    "DETECTION_LIMIT": marked(
        "limit: and the limit in the unit of the column, such as limit:0.05"
    ),
    "MAP_PARTS": _PATTERN,
    "MAP_LAYER_NUMBERS": _PATTERN,
    "MAP_POINT_ROLES": marked("also:point, or the code of what the column is"),
    "MAP_PLACE": marked("a code, such as depth or sampled_on; or ignore"),
    "MAP_POINT_ID": marked("point, or ignore for another column"),
    "MAP_PROJECTED": marked("ignore, or a code where they are no coordinates"),
    "MAP_WORDS": _WORD,
    "DEPTH_UNCLEAR": marked("the depth in cm, such as 0-20"),
    "DEPTH_DATE": marked("ignore leaves the column out; else mend the file"),
}
"""What is typed, with an example, by setting or by code of the problem."""

_SOC = marked(
    "Why: what a column holds and its unit decide every result.\n"
    "Answers: a code of the vocabulary with its unit reads the column so; ignore "
    "leaves it out. “edaphon words carbon” finds codes and units by their names.\n"
    "Example: soc:% for organic carbon in percent, point for the sampling point."
)
_UNIT = marked(
    "Why: the same number in another unit is another result.\n"
    "Answers: CODE:UNIT with the unit of the laboratory's report; a procedure such as "
    "Olsen or CaCl2 is no unit. ignore leaves the column out.\n"
    "Example: available_p:mg/kg."
)
_IDS = marked(
    "Why: a point is one place with all its layers and subsamples; ids that are taken "
    "whole would make each sample a place of its own.\n"
    "Answers: a pattern says what the parts of an id are: {point}, {replicate}, "
    "{stratum}, {campaign}; {} is passed over.\n"
    "Example: A-01-2 is pattern:{point}-{replicate} for subsample 2 of point A-01, "
    "pattern:{point}-{} where 2 is the layer, pattern:{point} where it is the place."
)
_WORDS = marked(
    "Why: every laboratory has its own words, and a guess would put results on the "
    "wrong land.\n"
    "Answers: for each word one of ours; * and skip at --word leaves the rows with all "
    "other words out.\n"
    "Example: CK means control; in a column of depths, 耕层 means 0-20."
)

HELPS: Mapping[str, str] = {
    "@encoding": marked(
        "Why: the letters of a text file are read wrongly under another encoding.\n"
        "Answers: utf-8 for most programs of today, gb18030 for CSV saved by Excel in "
        "China, latin-1 for CSV saved by Excel in western Europe and America.\n"
        "Example: gb18030, if words look like 鏍峰搧 otherwise."
    ),
    "@decimal": marked(
        "Why: 1,234 is one and a bit, or more than a thousand.\n"
        "Answers: the sign before the decimals in this file. Thousands are read where "
        "they cannot be decimals.\n"
        "Example: a comma, if the file writes 12,5."
    ),
    "@sheet": marked(
        "Why: only one worksheet is read for one map.\n"
        "Answers: the name of the sheet with the results; map the others with --sheet "
        "one by one.\n"
        "Example: Results 2026."
    ),
    "@hidden": marked(
        "Why: what is hidden in a workbook may be rejected or forgotten results.\n"
        "Answers: read takes hidden rows and columns too, leave passes them over.\n"
        "Example: leave, if the laboratory hid its own notes."
    ),
    "@header_rows": marked(
        "Why: the names of the columns decide what is read; lines above them are not.\n"
        "Answers: the number of the row with the names, as a spreadsheet counts; with "
        "a row of units below it both, with a comma; none where no row names them, the "
        "columns are then called A, B, C.\n"
        "Example: 2,3 for names in row 2 and units in row 3."
    ),
    "@dates": marked(
        "Why: 4/5/2026 is in April or in May.\n"
        "Answers: the order in which this file writes day, month and year; serial for "
        "the day numbers of a spreadsheet.\n"
        "Example: dmy, if 31/12/2025 stands somewhere."
    ),
    "@missing": marked(
        "Why: a cell that means “not measured” must not pass for a result, nor for "
        "zero.\n"
        "Answers: the cells that mean so, with commas between. Below the detection "
        "limit is a result and does not belong here.\n"
        "Example: NA,-9999."
    ),
    "MAP_UNSURE": _SOC,
    "MAP_NUMBERS": _SOC,
    "MAP_UNUSUAL": _UNIT,
    "UNIT_MISSING": _UNIT,
    "UNIT_UNKNOWN": _UNIT,
    "UNIT_NOT_ACCEPTED": _UNIT,
    "MAP_PLACE": marked(
        "Why: every soil result belongs to a point, a depth and a day.\n"
        "Answers: the code where this column is it; ignore where it is not, and you "
        "write what holds for all rows under “constants” in project.yaml.\n"
        "Example: depth, if the cells are 0-20."
    ),
    "MAP_POINT_ID": marked(
        "Why: places and results are brought together by the id of the point.\n"
        "Answers: point where this column holds the ids as the laboratory writes them; "
        "ignore, and the next column is asked about.\n"
        "Example: point, if the column holds A-01, A-02."
    ),
    "MAP_PROJECTED": marked(
        "Why: metres of a projected system (UTM, Gauss-Krüger) are no degrees, and say "
        "nothing without system and zone.\n"
        "Answers: ignore leaves the columns out; give the points in fields.geojson "
        "with its crs, or convert the columns to longitude and latitude.\n"
        "Example: ignore, and crs: EPSG:32650 beside the path of fields.geojson."
    ),
    "MAP_PARTS": _IDS,
    "MAP_LAYER_NUMBERS": _IDS,
    "MAP_POINT_ROLES": marked(
        "Why: a point lies on project land or on control land, never on both.\n"
        "Answers: also:point where the words of this column are a part of the id; else "
        "give the column that tells the points apart the code point.\n"
        "Example: also:point, if plot 1 exists once under H and once under R."
    ),
    "DENSITY_BASIS": marked(
        "Why: with stones the same core has three bulk densities, and the stock "
        "follows.\n"
        "Answers: fine_earth where mass and volume are without stones; "
        "fine_earth_per_core where only the mass is; whole_soil where neither is.\n"
        "Example: whole_soil, if the ring was dried and weighed as it was."
    ),
    "DETECTION_LIMIT": marked(
        "Why: “not detected” is a result below a limit, never zero.\n"
        "Answers: the limit that the laboratory states, in the unit of the column.\n"
        "Example: limit:0.05."
    ),
    "MAP_WORDS": _WORDS,
    "DEPTH_UNCLEAR": _WORDS,
    "DEPTH_DATE": marked(
        "Why: a spreadsheet has turned depths such as 10-20 into days.\n"
        "Answers: ignore leaves the column out; else write the depths as text in the "
        "file and start again.\n"
        "Example: 10-20 cm is no day."
    ),
}
"""Why a question is asked, what its answers do and an example, alike."""


def typed(about: str, code: str, language: Language) -> str:
    """Return what answers a question, with an example."""
    return _of(TYPED, about, code, _COLUMN, language)


def helped(about: str, code: str, language: Language) -> str:
    """Return why a question is asked, what its answers do, and an example."""
    return _of(HELPS, about, code, _SOC, language)


def _of(
    texts: Mapping[str, str], about: str, code: str, other: str, language: Language
) -> str:
    found = texts.get(about) or texts.get(code, other)
    return translator("monitoring", language)(found)
