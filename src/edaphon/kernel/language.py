"""English and Chinese, side by side, with the standard library alone.

Each room keeps its own gettext domain in ``<room>/locale``; Babel makes and
checks the files (``make messages``), and this module reads the compiled ones.
"""

import gettext
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Literal, get_args

Language = Literal["en", "zh"]

LANGUAGES: tuple[Language, ...] = get_args(Language)
"""Every language Edaphon speaks; a text that lacks one of them fails a test."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Mapping[str, str]):
    """The same words in each language, asked for by language and never by position.

    Examples
    --------
    >>> Text(en="Soil", zh="土壤")["zh"]
    '土壤'
    """

    en: str
    zh: str

    def __getitem__(self, language: str) -> str:
        """Return the words in a language."""
        if language not in LANGUAGES:
            raise KeyError(language)
        words: str = getattr(self, language)
        return words

    def __iter__(self) -> Iterator[Language]:
        """Give every language."""
        return iter(LANGUAGES)

    def __len__(self) -> int:
        """Return the number of languages."""
        return len(LANGUAGES)


def chosen_language(
    arguments: Sequence[str], environment: Mapping[str, str]
) -> Language:
    """Return the language of a call: ``--lang``, ``EDAPHON_LANG``, the locale, English.

    Read before the command line is parsed, because help is printed while parsing. The
    locale is the first of ``LC_ALL``, ``LC_MESSAGES`` and ``LANG`` that is set, as
    POSIX has it.
    """
    for index, word in enumerate(arguments):
        given = word.removeprefix("--lang=") if word.startswith("--lang=") else ""
        if word == "--lang" and index + 1 < len(arguments):
            given = arguments[index + 1]
        if given in {"en", "zh"}:
            return "zh" if given == "zh" else "en"
    settings = ("EDAPHON_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    wanted = next(filter(None, map(environment.get, settings)), "")
    return "zh" if is_of("zh", wanted) else "en"


def is_of(language: Language, setting: str) -> bool:
    """Tell whether a setting such as ``zh_CN.UTF-8`` is of a language."""
    return re.match(rf"{language}(?![A-Za-z])", setting) is not None


@cache
def translator(room: str, language: Language) -> Callable[[str], str]:
    """Return the function that turns a room's English text into a language.

    Parameters
    ----------
    room
        Room whose catalogue is read, for example ``"reporting"``.
    language
        Language of the result. English is the text itself.

    Returns
    -------
    Callable[[str], str]
        Translates one text; a text without translation comes back unchanged
        (and fails the test that counts them).
    """
    if language == "en":
        return _unchanged
    folder = Path(str(resources.files(f"edaphon.{room}"))) / "locale"
    return gettext.translation(room, folder, [language]).gettext


def marked(english: str) -> str:
    """Mark a text for translation where it stands as data, and return it as it is."""
    return english


BESIDE = " | "
"""Sign between the Chinese and the English half of a plain text."""

_HAN = re.compile(r"[\u3400-\u9fff]")


def halves(given: str) -> Mapping[Language, str]:
    """Return a plain text of one or both languages, ``中文 | English``, by language.

    A half is Chinese when only it holds Chinese characters; any other text is the
    same in both languages.

    Examples
    --------
    >>> halves("第 1 行 | line 1")["en"], halves("A | B")["zh"]
    ('line 1', 'A | B')
    """
    parts = given.split(BESIDE)
    if len(parts) == 2:
        han = [bool(_HAN.search(part)) for part in parts]
        if han[0] != han[1]:
            chinese, english = parts if han[0] else parts[::-1]
            return {"en": english.strip(), "zh": chinese.strip()}
    return {"en": given, "zh": given}


def _unchanged(text: str) -> str:
    return text


FILLERS = frozenset(
    (
        "na", "no", "none", "nil", "null", "nothing", "notany", "notapplicable",
        "notavailable", "notknown", "notstated", "noreason", "noreasons", "unknown",
        "pending", "later", "ditto", "asabove", "sameasabove", "seeabove", "dash",
        "tba", "tbc", "tbd", "tobeconfirmed", "tobedetermined", "todo",
        "x", "xx", "xxx",
        "无", "没", "否", "空", "暂无", "没有", "并无", "無", "沒有", "略", "同上",
        "见上", "不详", "不明", "不清楚", "不知道", "未知", "未定", "不适用", "不適用",
        "待定", "待补", "待补充", "待填", "待填写", "待查", "待确认", "待核实",
        "待完善", "未填", "未填写", "未说明", "无说明", "无原因", "没有原因",
        "无理由", "没有理由",
    )
)  # fmt: skip
"""Words that fill a field and say nothing."""


def says_something(words: Mapping[str, object] | str | None) -> bool:
    """Tell whether somebody's words are more than a dash.

    Parameters
    ----------
    words
        A text, or one in each language.

    Examples
    --------
    >>> says_something({"en": "-", "zh": "待定"}), says_something({"en": "Ten years."})
    (False, True)
    >>> says_something("N/A")
    False
    """
    given = {"": words} if isinstance(words, str) else words or {}
    told = (
        "".join(sign for sign in str(value).lower() if sign.isalnum())
        for value in given.values()
    )
    return any(value and value not in FILLERS for value in told)
