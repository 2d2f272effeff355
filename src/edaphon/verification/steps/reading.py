"""Checks 4 to 6: the form of the records, their links, and the program."""

# spec/verification: records, links, program

from collections.abc import Iterator
from dataclasses import replace

from edaphon import __version__
from edaphon.accounting import RUN, program_record
from edaphon.kernel.environment import code_digest
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.methods import pack_code, unknown_packs
from edaphon.verification.checklist import number_of
from edaphon.verification.examination import Examination
from edaphon.verification.finding import Finding, of_problem
from edaphon.verification.links import link_problems, pack_code_in
from edaphon.verification.records import read_records
from edaphon.verification.rules_of_versions import least_rules
from edaphon.verification.way_back import way_back


def records(exam: Examination) -> Iterator[Finding]:
    """Read account, evidence and run record by their forms."""
    number = number_of("records")
    try:
        exam.records = read_records(exam.opened)
        exam.maker = (exam.records.version, exam.records.code)
    except EdaphonError as error:
        for problem in error.problems:
            if problem.code == "RECORD_VERSION":
                _know_maker(exam, problem)
            yield of_problem(number, "failed", _of_its_own(exam, problem))


def _know_maker(exam: Examination, problem: Problem) -> None:
    """Keep who made records of another form, as far as the bundle tells it."""
    version, code = (str(problem.facts[name]) for name in ("version", "code"))
    exam.maker = (version.strip("?"), code.strip("?"))
    if exam.maker[1]:
        exam.code = exam.program = "same" if code == code_digest() else "other"


def _of_its_own(exam: Examination, problem: Problem) -> Problem:
    """Return a problem, another one where our own code would have written the form."""
    if problem.code == "RECORD_VERSION" and exam.code == "same":
        return replace(problem, code="RECORD_NOT_ITS_OWN")
    return problem


def links(exam: Examination) -> Iterator[Finding]:
    """Compare every digest that a record names with what the bundle holds."""
    for problem in link_problems(exam.opened, exam.stated):
        yield of_problem(number_of("links"), "failed", problem)


def program(exam: Examination) -> Iterator[Finding]:
    """Compare the digest of the code that made the account with this program's."""
    number = number_of("program")
    here = code_digest()
    exam.code = "same" if exam.stated.code == here else "other"
    apart = list(_packs_apart(exam))
    exam.packs = {name: stated for name, stated, _ in apart}
    exam.program = "other" if exam.packs else exam.code
    facts = {
        "version": exam.stated.version,
        "code": exam.stated.code,
        "here": __version__,
        "here_code": here,
        "way": way_back(exam.stated),
    }
    if exam.code == "other":
        yield Finding(step=number, verdict="note", code="PROGRAM_OTHER", facts=facts)
    elif exam.stated.version != __version__:
        where = Where(file=RUN, path="program/version")
        yield Finding(
            step=number,
            verdict="failed",
            code="PROGRAM_VERSION",
            where=where,
            facts=facts,
        )
    if exam.code == "same":
        yield from _own_fields(exam, number)
    else:
        yield from _others_fields(exam, number)
    for name, stated, own in apart:
        facts = {
            "id": name,
            "stated": stated,
            "here": own,
            "way": way_back(exam.stated, exam.packs),
        }
        yield Finding(step=number, verdict="note", code="PACK_OTHER", facts=facts)


def _packs_apart(exam: Examination) -> Iterator[tuple[str, str, str]]:
    """Yield each pack of another package whose code here is not the one that ran.

    A pack that is not installed is the matter of check 8. A run record from before
    packs were named says nothing of them; their source in the bundle does.
    """
    named = exam.stated.packs
    for method in exam.stated.methods:
        if unknown_packs([method]):
            continue
        here = pack_code(method)
        found = named.get(method) or (here and pack_code_in(exam.opened, method))
        if found != here:
            yield method, found, here or code_digest()


def _own_fields(exam: Examination, number: int) -> Iterator[Finding]:
    """Tell where the run record is not what the same program writes of itself."""
    stated = exam.stated.run_record
    for field, own in program_record().items():
        if field != "program" and stated[field] != own:
            facts = {"field": field, "found": _word(stated[field]), "own": _word(own)}
            where = Where(file=RUN, path=field)
            yield Finding(
                step=number,
                verdict="failed",
                code="RUN_DIFFERS",
                where=where,
                facts=facts,
            )


def _others_fields(exam: Examination, number: int) -> Iterator[Finding]:
    """Tell where the run record is not what any other program can have written."""
    stated = exam.stated
    least = least_rules(stated.version, is_draft=stated.is_draft)
    if stated.reading_rules < least:
        facts = {"version": stated.version, "found": stated.reading_rules}
        yield Finding(
            step=number,
            verdict="failed",
            code="RULES_OLDER",
            where=Where(file=RUN, path="reading_rules"),
            facts={**facts, "least": least},
        )
    if program_record()["draft"] and not stated.run.draft:
        yield Finding(
            step=number,
            verdict="not_checked",
            code="FORMS_RELEASED",
            where=Where(file=RUN, path="draft"),
            facts={"version": stated.version},
        )


def _word(value: object) -> str:
    """Return a value as the record writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
