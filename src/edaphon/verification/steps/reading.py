"""Checks 4 to 6: the form of the records, their links, and the program."""

# spec/verification: records, links, program

from collections.abc import Iterator

from edaphon import __version__
from edaphon.accounting import ACCOUNT, RECORD, RUN, method_folder
from edaphon.kernel.environment import code_digest
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.verification.checklist import number_of
from edaphon.verification.examination import Examination
from edaphon.verification.finding import Finding, of_problem
from edaphon.verification.records import CODE, read_records
from edaphon.verification.way_back import way_back


def records(exam: Examination) -> Iterator[Finding]:
    """Read account, evidence and run record by their forms."""
    number = number_of("records")
    try:
        exam.records = read_records(exam.opened)
        exam.maker = (exam.records.version, exam.records.code)
    except EdaphonError as error:
        for problem in error.problems:
            other = problem.code == "RECORD_VERSION"
            if other:
                _know_maker(exam, problem)
            yield of_problem(number, "not_checked" if other else "failed", problem)


def _know_maker(exam: Examination, problem: Problem) -> None:
    """Keep who made records of another form, as far as the bundle tells it."""
    version, code = (str(problem.facts[name]) for name in ("version", "code"))
    exam.maker = (version.strip("?"), code.strip("?"))
    if exam.maker[1]:
        exam.program = "same" if code == code_digest() else "other"


def links(exam: Examination) -> Iterator[Finding]:
    """Compare every digest that a record names with what the bundle holds."""
    number = number_of("links")
    account = exam.stated.account
    names = ("evidence", "project_document", "plan")
    stated = {name: getattr(account, name) for name in names}
    named = {
        f"{ACCOUNT}#{name}": one for name, one in stated.items() if isinstance(one, str)
    }
    try:
        exam.opened.require({place: one for place, one in named.items() if one})
    except EdaphonError as error:
        for problem in error.problems:
            yield of_problem(number, "failed", problem)
    yield from _linked(exam, CODE, exam.stated.code, Where(file=RUN, path="program"))
    for place, item in enumerate(account.accounts):
        where = Where(file=ACCOUNT, path=f"accounts/{place}/method")
        name = f"{method_folder(item.method.id)}/{RECORD}"
        yield from _linked(exam, name, item.method.digest, where)


def _linked(
    exam: Examination, name: str, stated: str, where: Where
) -> Iterator[Finding]:
    """Tell where the member that a record means has not the digest that it names."""
    what = exam.opened.manifest.get(name)
    if what is None or f"sha256:{what.sha256}" != stated:
        number, facts = number_of("links"), {"found": stated}
        yield Finding(
            step=number, verdict="failed", code="BUNDLE_LINK", where=where, facts=facts
        )


def program(exam: Examination) -> Iterator[Finding]:
    """Compare the digest of the code that made the account with this program's."""
    number = number_of("program")
    here = code_digest()
    exam.program = "same" if exam.stated.code == here else "other"
    facts = {
        "version": exam.stated.version,
        "code": exam.stated.code,
        "here": __version__,
        "here_code": here,
        "way": way_back(exam.stated),
    }
    if exam.program == "other":
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
