"""Interface texts are found where they stand, and compiled the same everywhere."""

import gettext
import io

from babel.messages.catalog import Catalog

import messages

MODULE = """
from edaphon.cli.output import text
from edaphon.kernel.language import marked, translator

VERBS = {"new": marked("Make a folder")}
say = translator("reporting", "zh")
print(text("Done"), say("Page {number}"), translator("cli", "en")("Once"))
print(problem.text("en"), text(variable), other("Not a text"))
"""


def found_in(source: str) -> set[str]:
    return {text.english for text in messages.texts_of_module(source, "module.py")}


def test_texts_are_found_by_the_function_that_translates_them():
    assert found_in(MODULE) == {"Make a folder", "Done", "Page {number}", "Once"}


def test_a_method_called_text_is_no_translation():
    assert found_in('problem.text("en")') == set()


def test_texts_of_a_template_are_found():
    found = messages.texts_of_template('<h1>{{ _("Account") }}</h1>', "page.html")

    assert [text.english for text in found] == ["Account"]


def test_compiled_texts_are_read_by_the_standard_library():
    catalog = Catalog(locale="zh")
    catalog.add("Net removals", "净清除量")
    catalog.add(("{n} sample", "{n} samples"), ("{n} 个样品",))

    read = gettext.GNUTranslations(io.BytesIO(messages.mo_bytes(catalog)))

    assert read.gettext("Net removals") == "净清除量"
    assert read.ngettext("{n} sample", "{n} samples", 3) == "{n} 个样品"
    assert read.gettext("Unknown") == "Unknown"


def test_a_text_file_names_no_day_and_no_person():
    catalog = Catalog(locale="zh", last_translator="Somebody <a@example.org>")
    catalog.add("Net removals", "净清除量")

    written = messages.po_bytes(catalog).decode()

    assert "Date" not in written
    assert "Somebody" not in written
    assert written == messages.po_bytes(catalog).decode()


def test_untranslated_text_is_not_compiled():
    catalog = Catalog(locale="zh")
    catalog.add("Net removals", "")

    read = gettext.GNUTranslations(io.BytesIO(messages.mo_bytes(catalog)))

    assert read.gettext("Net removals") == "Net removals"
