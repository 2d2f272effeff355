"""Every error code is raised, tested, documented and told in two languages."""

import re

import pytest

from edaphon.kernel.errors import Problem, catalogue
from tests.architecture.bilingual import placeholders
from tests.architecture.tree import ROOT, text_files

CODES = sorted(catalogue())
WORDS = re.compile(r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b")


def codes_named_under(folder: str, *, but: str = "/catalogue/") -> set[str]:
    """Return every word that looks like a code in the files of a folder."""
    return {
        word
        for name, content in text_files()
        if name.startswith(folder) and but not in name
        for word in WORDS.findall(content)
    }


ENDS = (".", "?", ")", ">", "。", "？", "）")
"""Ends of a sentence, or of a placeholder that ends one."""

USED = codes_named_under("src/edaphon/")
TESTED = codes_named_under("tests/", but="tests/architecture/")


def facts_of(code: str) -> dict[str, str]:
    """Return a word for every placeholder of a code."""
    entry = catalogue()[code]
    texts = [*entry.found.values(), *entry.needed.values(), *entry.remedy.values()]
    return {name: f"<{name}>" for text in texts for name in placeholders(text)}


@pytest.mark.parametrize("code", CODES)
def test_code_is_words_in_capitals(code):
    assert WORDS.fullmatch(code)


@pytest.mark.parametrize("code", CODES)
def test_code_is_raised_somewhere(code):
    assert code in USED


@pytest.mark.parametrize("code", CODES)
def test_code_has_a_test_of_its_own(code):
    assert code in TESTED


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_code_says_what_was_found_what_is_needed_and_what_to_do(code, language):
    problem = Problem(code=code, facts=facts_of(code))
    sentences = (
        problem.found(language), problem.needed(language), problem.remedy(language),
    )  # fmt: skip

    assert len(set(sentences)) == 3
    assert all(sentence.endswith(ENDS) for sentence in sentences)


@pytest.mark.parametrize("code", CODES)
def test_advice_is_a_sentence_and_a_title_is_not(code):
    entry = catalogue()[code]

    assert entry.remedy["en"].endswith(".")
    assert entry.remedy["zh"].endswith("。")
    assert not entry.title["en"].endswith(".")
    assert not entry.title["zh"].endswith("。")


@pytest.mark.parametrize("code", CODES)
def test_severity_is_one_of_three(code):
    assert catalogue()[code].severity in {"error", "question", "warning"}


def test_the_catalogue_lies_where_the_contract_says():
    assert (ROOT / "src/edaphon/kernel/catalogue").is_dir()
