"""Every error code is raised, tested, documented and told in two languages."""

import re

from edaphon.kernel.errors import Entry, Problem, catalogue
from tests.architecture.bilingual import placeholders
from tests.architecture.tree import strings_of, trees_under, words_of_strings

WORDS = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")

ENDS = (".", "?", ")", ">", "。", "？", "）")
"""Ends of a sentence, or of a placeholder that ends one."""


def facts_of(entry: Entry) -> dict[str, str]:
    """Return a word for every placeholder of a code."""
    texts = [*entry.found.values(), *entry.needed.values(), *entry.remedy.values()]
    return {name: f"<{name}>" for text in texts for name in placeholders(text)}


def sentences_of(entry: Entry, language: str) -> tuple[str, str, str]:
    """Return what a problem of this code says in three sentences."""
    problem = Problem(code=entry.code, facts=facts_of(entry))
    return problem.found(language), problem.needed(language), problem.remedy(language)


def test_every_code_is_words_in_capitals_of_one_of_three_severities():
    severities = {"error", "question", "warning"}
    odd = [
        code
        for code, entry in catalogue().items()
        if not WORDS.fullmatch(code) or entry.severity not in severities
    ]

    assert odd == []


def test_every_code_is_raised_somewhere():
    used = {text for tree in trees_under("src/edaphon/") for text in strings_of(tree)}

    assert sorted(catalogue().keys() - used) == []


def test_every_code_has_a_test_of_its_own():
    tested = {
        word
        for room in ("contract", "examples", "golden", "property", "replay", "unit")
        for tree in trees_under(f"tests/{room}/")
        for word in words_of_strings(tree)
    }

    assert sorted(catalogue().keys() - tested) == []


def test_every_code_says_what_was_found_what_is_needed_and_what_to_do():
    said = {
        (code, language): sentences_of(entry, language)
        for code, entry in catalogue().items()
        for language in ("en", "zh")
    }

    assert {
        place: sentences
        for place, sentences in said.items()
        if len(set(sentences)) != 3 or not all(s.endswith(ENDS) for s in sentences)
    } == {}


def test_every_advice_is_a_sentence_and_no_title_is_one():
    wrong = [
        (code, language)
        for code, entry in catalogue().items()
        for language, end in (("en", "."), ("zh", "。"))
        if not entry.remedy[language].endswith(end)
        or entry.title[language].endswith(end)
    ]

    assert wrong == []
