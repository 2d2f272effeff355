"""English is the text itself; Chinese stands beside each room."""

import gettext

import pytest

from edaphon.kernel import language
from edaphon.kernel.language import LANGUAGES, marked, translator


def test_two_languages_are_spoken():
    assert LANGUAGES == ("en", "zh")


def test_english_is_the_text_itself():
    assert translator("no-such-room", "en")("Show the account.") == "Show the account."
    assert marked("Show the account.") == "Show the account."


def test_chinese_is_read_from_the_compiled_file_of_the_room(tmp_path, monkeypatch):
    folder = tmp_path / "locale" / "zh" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "example.mo").write_bytes(compiled({"Account": "核算结果"}))
    monkeypatch.setattr(language.resources, "files", lambda _: tmp_path)

    translate = translator("example", "zh")

    assert translate("Account") == "核算结果"
    assert translate("No such text") == "No such text"


def test_a_room_without_chinese_says_so():
    with pytest.raises(FileNotFoundError):
        translator("kernel", "zh")


def compiled(texts: dict[str, str]) -> bytes:
    """Return a GNU message file of a few texts (gettext manual §10.3)."""
    texts = {"": "Content-Type: text/plain; charset=UTF-8\n"} | texts
    pairs = [(key.encode(), value.encode()) for key, value in sorted(texts.items())]
    count, place = len(pairs), 28 + 16 * len(pairs)
    tables, body = [b"", b""], b""
    for which in (0, 1):
        for pair in pairs:
            tables[which] += b"".join(
                number.to_bytes(4, "little") for number in (len(pair[which]), place)
            )
            body += pair[which] + b"\0"
            place += len(pair[which]) + 1
    header = (0x950412DE, 0, count, 28, 28 + 8 * count, 0, 28 + 16 * count)
    words = b"".join(number.to_bytes(4, "little") for number in header)
    return words + tables[0] + tables[1] + body


def test_the_helper_of_this_file_writes_what_gettext_reads(tmp_path):
    path = tmp_path / "x.mo"
    path.write_bytes(compiled({"a": "甲", "b": "乙"}))
    with path.open("rb") as file:
        read = gettext.GNUTranslations(file)

    assert (read.gettext("a"), read.gettext("b")) == ("甲", "乙")
