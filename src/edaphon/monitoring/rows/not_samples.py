"""Rows that are not samples of the field: footers, blanks, duplicates, references."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence

from edaphon.monitoring.reading_rules import NEWEST

END_OF_TABLE = "以下空白"
"""Chinese reports end their table with these words."""

FOOTERS = frozenset({
    "平均值", "平均", "均值", "标准差", "标准偏差", "变异系数", "最大值", "最小值",
    "合计", "总计", "小计", "备注", "注", "说明", "检测人", "校核人", "审核人",
    "签发人", "编制", "审核", "批准", "mean", "average", "sd", "cv", "total", "sum",
    "min", "max", "note", "notes",
})  # fmt: skip
"""Words in an identifier column that make a row a footer; lower case."""

LATER_RULES = 4
"""Reading rules from which the words of more languages count."""

LATER_FOOTERS = frozenset({
    "mittelwert", "mittelwerte", "mittel", "mw", "summe", "gesamt", "stabw",
    "standardabweichung", "bemerkung", "anmerkung", "hinweis", "legende",
    "media", "promedio", "suma", "desviación", "nota", "notas", "observaciones",
    "moyenne", "somme", "écart-type", "remarque", "média", "soma", "desvio",
    "observações", "среднее", "сумма", "итого", "примечание",
})  # fmt: skip
"""Words that make a row a footer in the column of samples or points; a stratum may be
called Media."""

_FOOTNOTE = re.compile(r"[*†‡]\s*\S+\s+\S+")
"""A sentence behind a sign, below a table."""

_LATER_REFERENCE = re.compile(
    r"\bblindprobe|\bleerprobe|\bblindwert|\breferenzmaterial|\bdoppelbestimmung"
    r"|\bblanco\b|\bblanc\b|\bbranco\b|\bduplicado\b|\bduplicata\b|\bdoublon\b"
    r"|холост"
)

_REFERENCE = re.compile(
    r"空白|质控|标准物质|标样|平行样?$|^平行|\bblank\b|\bduplicate\b|\bqc\b"
    r"|gbw ?\(?e?\)?[0-9]{4,}|\bgss-?[0-9]+",
)
_SUFFIX = re.compile(r"(?P<base>.*[0-9])[-_ ]?(?P<kind>[PK])")


def end_of_table(rows: Sequence[Sequence[str]]) -> int:
    """Return the index of the row that closes the table, or their number."""
    for at, row in enumerate(rows):
        if any(END_OF_TABLE in cell for cell in row):
            return at
    return len(rows)


def is_later_footer(cell: str) -> bool:
    """Return whether a cell that names sample or point is a footer by rules 4.

    Examples
    --------
    >>> [is_later_footer(cell) for cell in ("Mittelwert A", "* dried at 40 °C", "*1")]
    [True, True, False]
    """
    plain = unicodedata.normalize("NFKC", cell).strip().lower()
    word = re.split(r"[:\s]", plain, maxsplit=1)[0].rstrip(".")
    return word in LATER_FOOTERS or bool(_FOOTNOTE.match(plain))


def is_footer(cell: str) -> bool:
    """Return whether an identifier cell makes its row a footer.

    Examples
    --------
    >>> is_footer("平均值"), is_footer("检测人：×××"), is_footer("平均地块1")
    (True, True, False)
    """
    plain = unicodedata.normalize("NFKC", cell).strip().lower()
    word = re.split(r"[:\s]", plain, maxsplit=1)[0]
    return word in FOOTERS


def is_quality_sample(
    sample: str, samples: Collection[str], rules: int = NEWEST
) -> bool:
    """Return whether a sample number names a blank, a duplicate or a reference.

    Parameters
    ----------
    sample
        Sample number.
    samples
        All sample numbers of the file: a suffix ``P`` or ``K`` counts only
        where the number without it is there as well.
    rules
        Version of the reading rules.

    Examples
    --------
    >>> is_quality_sample("质控样 GBW07412", ()), is_quality_sample("CK-1", ())
    (True, False)
    >>> is_quality_sample("S12P", {"S12"}), is_quality_sample("S12P", {"S13"})
    (True, False)
    """
    plain = unicodedata.normalize("NFKC", sample).strip()
    if _REFERENCE.search(plain.lower()):
        return True
    if rules >= LATER_RULES and _LATER_REFERENCE.search(plain.lower()):
        return True
    match = _SUFFIX.fullmatch(plain)
    return bool(match) and match["base"] in samples if match else False


POINT_RULES = 5
"""Reading rules from which a blank in the column of points is no point."""

_NO_POINT = re.compile(
    r"(?:试剂|全程序|方法|实验室|运输|现场|全程)?空白(?:样品?|试样)?[-_ ]?[0-9]*"
    r"|(?:质控|质控样|标准物质|标样|有证标准物质)\b.*|质控样?[-_ ]?[0-9]*"
    r"|(?:实验室|现场)?平行样?[-_ ]?[0-9]*"
    r"|(?:reagent |method |lab |laboratory |field )?blank(?: sample)?[-_ ]?[0-9]*"
    r"|qc(?: sample)?[-_ ]?[0-9]*|gbw ?\(?e?\)?[0-9]{4,}.*|gss-?[0-9]+.*"
    r"|blindprobe\b.*|leerprobe\b.*|blindwert\b.*|referenzmaterial\b.*"
    r"|(?:muestra )?blanco ?[0-9]*|blanc ?[0-9]*|branco ?[0-9]*|холост\w*.*"
)
"""What a laboratory writes for a sample of its own; a control plot is never that."""


def is_no_point(cell: str, rules: int = NEWEST) -> bool:
    """Return whether a cell of the points' column is a blank or a reference by rules 5.

    Examples
    --------
    >>> [is_no_point(cell) for cell in ("空白样", "Blank 2", "空白对照1", "CK1", "B1")]
    [True, True, False, False, False]
    """
    plain = unicodedata.normalize("NFKC", cell).strip().lower()
    return rules >= POINT_RULES and bool(_NO_POINT.fullmatch(plain))


def quality_samples(samples: Iterable[str], rules: int = NEWEST) -> frozenset[str]:
    """Return the numbers of blanks, duplicates and references among sample numbers."""
    given = {sample for sample in samples if sample}
    return frozenset(one for one in given if is_quality_sample(one, given, rules))


NOTE_RULES = 6
"""Reading rules from which a sentence below a table is no sample."""

FEWEST_CELLS, FEWEST_WORDS = 3, 3
"""Cells of a row, and words of its only filled one, from which it can be a sentence."""


def is_note(row: Sequence[str]) -> bool:
    """Return whether a row below a table is a sentence: one cell of words is filled.

    Examples
    --------
    >>> is_note(("n.b.: SOC by dry combustion", "", "")), is_note(("P-1", "", ""))
    (True, False)
    >>> is_note(("注：本报告仅对来样负责。", "", "")), is_note(("a b c", "1", ""))
    (True, False)
    """
    filled = [cell.strip() for cell in row if cell.strip()]
    if len(row) < FEWEST_CELLS or len(filled) != 1:
        return False
    said = filled[0]
    return len(said.split()) >= FEWEST_WORDS or bool(re.search(r"[:：。；]", said))


def sample_rows(
    rows: Sequence[Sequence[str]],
    looked_at: Sequence[int],
    named: Sequence[int] = (),
    rules: int = NEWEST,
) -> tuple[list[int], list[int]]:
    """Return the indices of the rows that are samples, and of the others.

    Parameters
    ----------
    rows
        Body rows.
    looked_at
        Positions of the identifier columns, where footers show.
    named
        Positions of those that name sample or point.
    rules
        Version of the reading rules.
    """
    end = end_of_table(rows)
    kept: list[int] = []
    dropped: list[int] = []
    for at in range(end):
        is_foot = any(is_footer(rows[at][position]) for position in looked_at)
        if rules >= LATER_RULES:
            is_foot |= any(is_later_footer(rows[at][position]) for position in named)
        (dropped if is_foot else kept).append(at)
    while rules >= NOTE_RULES and kept and is_note(rows[kept[-1]]):
        dropped.append(kept.pop())
    return kept, [*sorted(dropped), *range(end, len(rows))]
