"""Check 21: whether the earlier accounts, of which records came along, follow too.

The records of an earlier account say what was credited before. They are its bundle's by
its identity, but a bundle can be made up whole: only its raw files show that what it
says follows from anything.
"""

# spec/verification: earlier

from collections.abc import Iterator, Sequence
from pathlib import Path

from edaphon.bundle import open_bundle
from edaphon.kernel.errors import EdaphonError
from edaphon.schemas.record import stated_or
from edaphon.verification.checklist import number_of
from edaphon.verification.examination import Examination, Recomputed
from edaphon.verification.finding import Finding, Verdict, of_problem


def earlier(exam: Examination) -> Iterator[Finding]:
    """Recompute each earlier bundle that is given or lies beside; name the others."""
    listed = [str(name) for name in stated_or(exam.stated.account.earlier, [])]
    if exam.recompute is None or not (listed or exam.earlier):
        return
    given, told = _given(exam.earlier)
    yield from told
    for name in sorted(given.keys() - {*listed}):
        yield _finding("note", "EARLIER_ELSEWHERE", bundle=name)
    known = {**_beside(exam.path), **given} if listed else given
    for name in listed:
        if name not in known:
            yield _finding("not_checked", "EARLIER_NOT_RECOMPUTED", bundle=name)
        else:
            exam.progress(known[name].name)
            yield from _told(name, exam.recompute(known[name]))


def _told(name: str, found: Recomputed) -> Iterator[Finding]:
    """Tell of an earlier bundle what its own list found.

    By itself a bundle may state fewer units than follow. Here what it states is taken
    off, and what it leaves out would be credited once more.
    """
    told = ", ".join(map(str, found.failed or found.unchecked))
    if found.failed:
        yield _finding("failed", "EARLIER_FAILS", bundle=name, checks=told)
    elif found.unchecked:
        yield _finding("not_checked", "EARLIER_UNANSWERED", bundle=name, checks=told)
    for item in found.understated:
        yield _finding(
            "failed" if found.is_exact else "not_checked",
            "EARLIER_UNDERSTATED",
            bundle=name,
            method=item.method,
            stated=str(item.stated),
            found=str(item.recomputed),
        )


def _given(paths: Sequence[Path]) -> tuple[dict[str, Path], list[Finding]]:
    """Return the bundles that were given by identity, and what is wrong with others."""
    found: dict[str, Path] = {}
    told: list[Finding] = []
    for path in paths:
        try:
            found.setdefault(_identity(path), path)
        except EdaphonError as error:
            told += [
                of_problem(number_of("earlier"), "not_checked", problem)
                for problem in error.problems
            ]
    return found, told


def _finding(verdict: Verdict, code: str, **facts: str) -> Finding:
    return Finding(step=number_of("earlier"), verdict=verdict, code=code, facts=facts)


def _identity(path: Path) -> str:
    """Return the identity of a bundle; what its file is called says nothing."""
    with open_bundle(path) as bundle:
        return str(bundle.id)


def _beside(path: Path) -> dict[str, Path]:
    """Return the whole bundles that lie in the folder of a bundle, by identity."""
    found: dict[str, Path] = {}
    for other in sorted(path.resolve().parent.glob("*.zip")):
        try:
            found.setdefault(_identity(other), other)
        except EdaphonError:
            continue  # no bundle of ours, or a damaged one: nobody named it
    return found
