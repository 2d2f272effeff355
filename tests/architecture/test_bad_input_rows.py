"""Every row of the table of bad input has its codes, and every code its test.

The table is section 5 of the trust model, "Bad input". A row is answered by error
codes, each of which must stand in a test of the file named here, or, where nothing
is refused, by the tests named here. Rows of rooms that do not exist yet wait with
their reason.
"""

from edaphon.kernel.errors import catalogue
from tests.architecture.tree import functions_of, trees_under, words_of_strings

TABLES = "tests/unit/monitoring/test_bad_input.py"
LIMITS = "tests/unit/monitoring/test_limits.py"
LAND = "tests/unit/monitoring/test_geography.py"
ARCHIVE = "tests/unit/bundle/test_archive.py"
TAMPERED = "tests/unit/bundle/test_bundle_tampering.py"
CRATE = "tests/unit/bundle/test_crate.py"
JSON = "tests/unit/kernel/test_canonical.py"
REPLAYED = "tests/replay/test_tampering.py"
STOPPED = "tests/replay/test_interrupted.py"
WRITING = "tests/unit/kernel/test_files.py"
PROJECT = "tests/unit/evidence/test_project.py"

CODES = {
    1: (TABLES, "CSV_EMPTY"),
    2: (TABLES, "CSV_NO_ROWS"),
    3: (TABLES, "CSV_ENCODING CSV_ENCODING_UNKNOWN CSV_ENCODING_WRONG CSV_MOJIBAKE"),
    5: (TABLES, "CSV_ENCODING"),
    6: (TABLES, "CSV_CONTROL_CHAR"),
    7: (TABLES, "CSV_DIALECT"),
    8: (TABLES, "NUMBER_AMBIGUOUS"),
    9: (TABLES, "NUMBER_FORMAT"),
    10: (TABLES, "NUMBER_FORMAT DETECTION_LIMIT"),
    11: (TABLES, "CSV_QUOTE"),
    12: (TABLES, "CSV_WIDTH"),
    13: (TABLES, "CSV_HEADER_DUP"),
    14: (TABLES, "CELL_TOO_LONG"),
    15: (LIMITS, "CSV_TOO_MANY_ROWS"),
    16: (TABLES, "ID_CONFLICT"),
    17: (TABLES, "DATE_AMBIGUOUS"),
    18: (TABLES, "DATE_INVALID DATE_FUTURE"),
    19: (TABLES, "VALUE_RANGE UNIT_MISSING"),
    21: (TABLES, "ID_MANGLED"),
    22: (TABLES, "CSV_TRUNCATED"),
    23: (TABLES, "XLSX_FORMULA_NO_VALUE"),
    24: (TABLES, "XLSX_ENCRYPTED XLSX_NOT_ZIP"),
    25: (TABLES, "XLSX_INFLATED_SIZE"),
    26: (TABLES, "XLSX_XML_FORBIDDEN"),
    27: (TABLES, "XLSX_ACTIVE_CONTENT"),
    29: (TABLES, "XLSX_MERGED HIDDEN_DATA SHEET_HIDDEN"),
    31: (TABLES, "NUMBER_FORMAT HEADER_ROW"),
    32: (LAND, "GEO_SWAPPED"),
    33: (LAND, "GEO_RANGE"),
    34: (LAND, "GEO_SELF_CROSS"),
    35: (LAND, "GEO_RING"),
    36: (LAND, "GEO_TOPOLOGY"),
    37: (LAND, "GEO_CRS GEO_SHIFT"),
    38: (LAND, "GEO_TOO_BIG JSON_DEPTH"),
    39: (LAND, "GEO_ANTIMERIDIAN"),
    40: (LAND, "AREA_MISMATCH"),
    41: (LAND, "GEO_OVERLAP"),
    50: (ARCHIVE, "ZIP_PATH"),
    51: (ARCHIVE, "ZIP_LINK"),
    52: (ARCHIVE, "ZIP_OVERLAP"),
    53: (ARCHIVE, "ZIP_RATIO"),
    54: (ARCHIVE, "ZIP_SIZE_LIES"),
    55: (ARCHIVE, "ZIP_NAME_DUP ZIP_NAME"),
    56: (ARCHIVE, "ZIP_NESTED ZIP_ENCRYPTED ZIP_METHOD ZIP_STRUCTURE"),
    57: (TAMPERED, "BUNDLE_EXTRA BUNDLE_MISSING BUNDLE_HASH"),
    58: (TAMPERED, "BUNDLE_NOT_CANONICAL"),
    59: (REPLAYED, "BUNDLE_LINK"),
    61: (REPLAYED, "METHOD_UNKNOWN"),
    62: (CRATE, "CRATE_REMOTE"),
    63: (JSON, "JSON_DUP_KEY JSON_NUMBER JSON_DEPTH JSON_TEXT"),
    64: (JSON, "FIELD_UNKNOWN DECIMAL_FORMAT"),
    81: (WRITING, "FILE_EXISTS FILE_NOT_WRITABLE FILE_DISK_FULL"),
}
"""Row of the table: file of its test, codes of its answer."""

NOT_REFUSED = {
    4: (TABLES, "test_bom_is_no_part_of_the_first_column_name"),
    20: (TABLES, "test_formula_text_stays_text"),
    28: (TABLES, "test_three_cells_in_the_largest_sheet_are_read_at_once"),
    30: (TABLES, "test_both_date_systems_give_the_same_day"),
    81: (STOPPED, "test_control_c_ends_the_call_and_writes_nothing"),
    82: (STOPPED, "test_a_reader_that_went_away_is_no_failure_of_ours"),
}
"""Row that is accepted or has no code of its own: file and name of its test."""

OF_DOCUMENTS = "FIELD_UNKNOWN DECIMAL_FORMAT YAML_DUP_KEY YAML_DEPTH DOCUMENT_TOO_BIG"
"""Rows 63 and 64 once more, for the document that people write by hand."""

LATER = {
    **dict.fromkeys(range(42, 50), "rasters are read by a later room of monitoring"),
    60: "no log exists before the registry, so no proof can name a wrong one",
    **dict.fromkeys(range(65, 70), "requests and peers come with the platform"),
    **dict.fromkeys(range(70, 73), "tokens come with the platform"),
    **dict.fromkeys(range(73, 81), "pages come with the platform"),
}
"""Row that no code of today can meet, and why."""

ROWS = 82


def codes_in(file: str) -> set[str]:
    """Return the codes that the texts of a test file name."""
    (tree,) = trees_under(file)
    return words_of_strings(tree) & catalogue().keys()


def test_every_row_is_answered_or_waits_with_a_reason():
    named = CODES.keys() | NOT_REFUSED.keys() | LATER.keys()

    assert sorted(named) == list(range(1, ROWS + 1))
    assert not LATER.keys() & (CODES.keys() | NOT_REFUSED.keys())
    assert all(len(reason.split()) > 4 for reason in LATER.values())


def test_every_code_of_a_row_stands_in_its_test():
    answered = {file: codes_in(file) for file, _codes in CODES.values()}
    lacking = [
        (row, code)
        for row, (file, codes) in CODES.items()
        for code in codes.split()
        if code not in answered[file]
    ]

    assert lacking == []


def test_every_row_without_a_code_has_a_test_of_its_own():
    lacking = [
        (row, name)
        for row, (file, name) in NOT_REFUSED.items()
        for tree in trees_under(file)
        if name not in functions_of(tree)
    ]

    assert lacking == []


def test_every_code_of_documents_stands_in_the_test_of_projects():
    assert set(OF_DOCUMENTS.split()) <= codes_in(PROJECT)
