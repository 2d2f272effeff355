"""From content to one document of one language, with every number in place."""

from collections.abc import Sequence
from dataclasses import replace

from edaphon.kernel.language import Language
from edaphon.reporting.layout.annexes import (
    data_annex,
    disclosure_annex,
    evidence_annex,
    parameters_annex,
    replay_annex,
)
from edaphon.reporting.layout.blocks import (
    Block,
    Chapter,
    Chart,
    Document,
    Heading,
    Table,
)
from edaphon.reporting.layout.closing_chapters import (
    environment_chapter,
    leakage_chapter,
    result_chapter,
    uncertainty_chapter,
)
from edaphon.reporting.layout.effect_blocks import effects_annex
from edaphon.reporting.layout.front import (
    cover_blocks,
    statement_chapter,
    summary_chapter,
)
from edaphon.reporting.layout.implementation_chapter import implementation_chapter
from edaphon.reporting.layout.method_annex import method_annex
from edaphon.reporting.layout.monitoring_chapters import (
    monitoring_chapter,
    parameters_chapter,
)
from edaphon.reporting.layout.project_chapter import project_chapter
from edaphon.reporting.layout.quantification_chapter import quantification_chapter
from edaphon.reporting.layout.reader import Reader
from edaphon.schemas.models.evidence import Geography
from edaphon.schemas.models.report import Report

CHAPTERS = (
    project_chapter, implementation_chapter, monitoring_chapter, parameters_chapter,
    quantification_chapter, uncertainty_chapter, leakage_chapter, result_chapter,
    environment_chapter,
)  # fmt: skip
"""Chapters 1 to 9, in the order of a Chinese 减排量核算报告."""

OTHER_LANGUAGE = {"en": "中文", "zh": "English"}
"""Name of the other language, in itself."""

ANNEXES = (
    evidence_annex, replay_annex, disclosure_annex, data_annex, parameters_annex,
    effects_annex,
)  # fmt: skip
"""Annexes A to F, the last where there is one; one for each method follows."""

FIRST = "A"


def compose(content: Report, language: Language, geography: Geography) -> Document:
    """Return the document of one language.

    Parameters
    ----------
    content
        Content of the report.
    language
        ``en`` or ``zh``.
    geography
        Parcels and points for the map, in degrees, as the evidence record has them.

    Returns
    -------
    Document
        Chapters, tables and charts are numbered through.
    """
    reader = Reader(content, language, geography)
    _ = reader.gettext
    project = content.project
    notices = (content.notice.status, content.notice.synthetic, content.notice.draft)
    numbered = _numbered(reader)
    return Document(
        language=language,
        title=reader.pick(project.name),
        kind=_("Report of an account of soil carbon removals"),
        subtitle=_("{start} to {end} (both days included)").format(
            start=reader.day(project.period.start),
            end=reader.day(project.period.last_day),
        ),
        cover=cover_blocks(reader),
        banner=tuple(reader.pick(item) for item in notices if item),
        footer=f"{project.id} · Edaphon {content.code_version}",
        author=reader.pick(project.proponent.name),
        date=content.generated_at[:10],
        words=_words(reader),
        front=(summary_chapter(reader), statement_chapter(reader)),
        chapters=numbered,
    )


def _words(reader: Reader) -> dict[str, str]:
    _ = reader.gettext
    return {
        "contents": _("Contents"),
        "comma": _(", "),
        "annex": _("Annex"),
        "page": _("Page {page} of {pages}"),
        "skip": _("Skip to the content"),
        "twin": _("Same numbers as a table"),
        "table": _("Table"),
        "figure": _("Figure"),
        "seal": _("Seal"),
        "other": OTHER_LANGUAGE[reader.language],
        "replay": _("How to replay"),
        "attached": _("The report as a record, for programs"),
        "forms": _("Other forms of this report, and search"),
        "search": _("Search in tables"),
        "found": _("{count} rows found"),
        "printed": _(
            "The annexes are not printed from this page; the PDF of this report holds "
            "them."
        ),
    }


def _numbered(reader: Reader) -> tuple[Chapter, ...]:
    chapters = [build(reader) for build in CHAPTERS]
    annexes = [made for build in ANNEXES if (made := build(reader)) is not None]
    annexes += [method_annex(reader, item) for item in reader.content.methods]
    labels = [
        *[str(place) for place in range(1, len(chapters) + 1)],
        *[chr(ord(FIRST) + place) for place in range(len(annexes))],
    ]
    counter = {"table": 0, "figure": 0}
    words = (reader.gettext("Table {number}"), reader.gettext("Figure {number}"))
    return tuple(
        replace(
            chapter,
            number=label,
            is_annex=not label.isdigit(),
            blocks=_blocks(chapter.blocks, label, counter, words),
        )
        for chapter, label in zip([*chapters, *annexes], labels, strict=True)
    )


def _blocks(
    blocks: Sequence[Block], chapter: str, counter: dict[str, int],
    words: tuple[str, str],
) -> tuple[Block, ...]:  # fmt: skip
    found: list[Block] = []
    sections = 0
    for block in blocks:
        if isinstance(block, Heading):
            sections += 1
            found.append(replace(block, number=f"{chapter}.{sections}"))
        elif isinstance(block, Table):
            counter["table"] += 1
            found.append(
                replace(block, number=words[0].format(number=counter["table"]))
            )
        elif isinstance(block, Chart):
            counter["figure"] += 1
            found.append(
                replace(block, number=words[1].format(number=counter["figure"]))
            )
        else:
            found.append(block)
    return tuple(found)
