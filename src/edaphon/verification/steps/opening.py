"""Checks 1 to 3: the container, the manifest and the crate keep their rules."""

# spec/verification: container, manifest, crate

from collections.abc import Iterator

from edaphon.bundle import open_bundle
from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.verification.checklist import number_of
from edaphon.verification.examination import Examination
from edaphon.verification.finding import Finding, of_problem


def container(exam: Examination) -> Iterator[Finding]:
    """Open the bundle; what is wrong with manifest or crate is told by their checks.

    Raises
    ------
    EdaphonError
        ``BUNDLE_NOT_ONE``: the call names something else, which no check fits.
    """
    exam.progress("opening")
    try:
        exam.bundle = open_bundle(exam.path)
    except EdaphonError as error:
        if any(problem.code == "BUNDLE_NOT_ONE" for problem in error.problems):
            raise
        exam.opening = error.problems
    yield from _those_of(exam, "container")


def manifest(exam: Examination) -> Iterator[Finding]:
    """Tell what is wrong with the manifest, or with a file that it lists."""
    yield from _those_of(exam, "manifest")


def crate(exam: Examination) -> Iterator[Finding]:
    """Tell what is wrong with the crate."""
    yield from _those_of(exam, "crate")


def _those_of(exam: Examination, name: str) -> Iterator[Finding]:
    for problem in exam.opening:
        if _place(problem) == name:
            yield of_problem(number_of(name), "failed", problem)


def _place(problem: Problem) -> str:
    if problem.where.file == "ro-crate-metadata.json":
        return (
            "manifest" if problem.code in {"BUNDLE_HASH", "BUNDLE_MISSING"} else "crate"
        )
    is_manifest = problem.where.file == "manifest.json" and "ZIP" not in problem.code
    return (
        "manifest" if is_manifest or problem.code.startswith("BUNDLE") else "container"
    )
