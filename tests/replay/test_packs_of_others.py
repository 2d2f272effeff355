"""A pack of another package: what its author may change, and what replay then says."""

import importlib
import shutil
import sys
import zipfile
from unittest.mock import patch

import pytest

from edaphon.cli import replay_words
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.methods.engine import pack as packs
from edaphon.verification import verify
from edaphon.verification.steps import recomputing
from tests.replay.frozen import make
from tests.replay.test_tampering import edited, likeness, sentences, told
from tests.synthetic_bundle import published, relisted, stand_in, unpacked

PACKAGE = "author_pair"

FALSE = {"id": make.METHOD, "name": "units", "how": "it gives 2, the body 1"}


@pytest.fixture(scope="module", autouse=True)
def bundle(tmp_path_factory):
    """Bundle of an account under the pack while it is a draft, with reports."""
    root = tmp_path_factory.mktemp("author")
    with installed(root / PACKAGE):
        return published(make.project().write(root / "project"), [make.METHOD])


@pytest.fixture
def author(tmp_path):
    """Folder of the pack, installed, to be edited by its author."""
    with installed(tmp_path / PACKAGE):
        yield tmp_path / PACKAGE


class installed:  # noqa: N801 - read as a word
    """Copy the pack into a folder and let it be found as if it were installed."""

    def __init__(self, folder):
        shutil.copytree(make.HERE / "pack", folder)
        edit(folder / "pack.yaml", "status: released", "status: draft")
        shutil.rmtree(folder / "__pycache__", ignore_errors=True)
        self.root = str(folder.parent)

    def __enter__(self):
        known = {**packs._packages(), make.METHOD: PACKAGE}
        self.patches = [
            patch.object(packs, "_packages", lambda: known),
            patch.object(sys, "path", [self.root, *sys.path]),
        ]
        for item in self.patches:
            item.start()
        forget()

    def __exit__(self, *_):
        for item in reversed(self.patches):
            item.stop()
        forget()


def forget():
    """Let the pack be read anew from where it lies now."""
    for name in [name for name in sys.modules if name.startswith(PACKAGE)]:
        del sys.modules[name]
    importlib.invalidate_caches()
    packs.pack.cache_clear()


def edit(file, old, new):
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    packs.pack.cache_clear()


def replayed(bundle):
    return verify(bundle, reports=stand_in)


def verdicts(found):
    return {item.verdict for item in found.findings if item.code != "LOG_NONE"}


def codes(found, verdict):
    return {item.code for item in found.findings if item.verdict == verdict}


@pytest.mark.usefixtures("author")
def test_the_same_pack_replays_to_the_last_byte(bundle):
    found = replayed(bundle)

    assert found.passed()
    assert found.is_identical
    assert (found.figures, found.program, found.method) == ("identical", "same", "same")


def test_a_draft_that_was_released_since_is_a_note(bundle, author):
    edit(author / "pack.yaml", "status: draft", "status: released")
    found = replayed(bundle)

    assert found.passed()
    assert found.is_identical
    assert codes(found, "note") == {"METHOD_STATUS"}
    english, chinese = sentences(found, "METHOD_STATUS")
    assert "calls frozen.pair/1.0 a draft; here it is released" in english
    assert "changes no figure" in english
    assert "为草案，本机为已发布" in chinese


@pytest.mark.usefixtures("author")
def test_a_status_that_the_bundle_invents_is_a_note_too(bundle, tmp_path):
    folder = unpacked(bundle, tmp_path / "bundle")

    def released(record):
        account = record["accounts"][0]
        account["method"].update(draft=False)
        against = account["issuable_against"]
        against[:] = [item for item in against if "draft" not in item["en"]]

    edited(folder, "account/account.json", released)
    found = replayed(folder)

    assert "METHOD_STATUS" in codes(found, "note")
    assert found.figures in {"identical", "within_tolerance"}


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("pack.yaml", "title: {en: ", "title: {en: New "),
        ("equations.py", '"""', '"""New. '),
        ("references.yaml", "\n", "  # seen\n"),
    ],
)
def test_an_edit_of_words_is_another_program_and_accuses_nobody(
    bundle, author, name, old, new
):
    edit(author / name, old, new)
    found = replayed(bundle)

    assert (found.program, found.method) == ("other", "same")
    assert not found.failed
    assert found.figures in {"identical", "within_tolerance"}
    assert "PACK_OTHER" in codes(found, "note")
    assert found.unchecked()
    english, chinese = sentences(found, "PACK_OTHER")
    assert f"{make.METHOD} with code sha256:" in english
    assert "install the method pack with the code that ran" in english
    assert "的代码摘要值为 sha256:" in chinese
    (line,) = replay_words.conclusion(found, ())
    assert "not everything could be checked here" in line


def test_what_editors_leave_behind_is_no_code(bundle, author):
    (author / ".pack.yaml.swp").write_bytes(b"x")

    assert replayed(bundle).passed()


def test_another_parameter_is_another_method_and_accuses_nobody(bundle, author):
    edit(author / "parameters" / "saved_per_n.yaml", '"5.3"', '"5.4"')
    found = replayed(bundle)

    assert found.method == "other"
    assert not found.failed
    assert told(found) == {
        "METHOD_CHANGED",
        "FIGURES_ELSEWHERE",
        "UNITS_UNCHECKED",
        "REPORTS_ELSEWHERE",
        "MEMBER_ELSEWHERE",
    }
    english, chinese = sentences(found, "REPORTS_ELSEWHERE")
    assert "2 files of reports" in english
    assert "并不说明报告有误" in chinese
    assert likeness(found)["report/report.json"] == "not_compared"
    assert found.unchecked() == (8, 9, 10, 11, 12)


@pytest.mark.usefixtures("author")
def test_a_source_that_is_not_what_the_run_record_names_fails(bundle, tmp_path):
    folder = unpacked(bundle, tmp_path / "bundle")
    source = folder / "method/frozen.pair-1.0/source/pack/equations.py"
    source.write_text("# changed\n" + source.read_text("utf-8"), "utf-8")
    found = replayed(relisted(folder))

    assert [item.code for item in found.of(5)] == ["BUNDLE_LINK"]
    assert found.failed


@pytest.mark.usefixtures("author")
def test_a_forged_report_under_a_pack_of_others_still_fails(bundle, tmp_path):
    folder = unpacked(bundle, tmp_path / "bundle")
    (folder / "report/report.en.html").write_text("Twice as much.")
    found = replayed(relisted(folder))

    assert codes(found, "failed") == {"MEMBER_DIFFERS"}


def test_a_body_that_computes_otherwise_may_be_the_bundle_or_the_pack(bundle, author):
    edit(author / "equations.py", "return float(", "return 1.0 + float(")
    found = replayed(bundle)

    assert (found.figures, found.program, found.method) == ("differ", "other", "same")
    (line,) = replay_words.conclusion(found, ())
    assert "it may be the bundle or the pack" in line
    assert make.METHOD in line


@pytest.mark.usefixtures("author")
def test_a_bundle_that_seals_a_false_formula_does_not_pass(bundle):
    false = Problem(code="METHOD_FORMULA", where=Where(path="units"), facts=FALSE)
    with patch.object(recomputing, "unproved_problems", lambda _: [false]):
        found = replayed(bundle)

    assert codes(found, "failed") == {"METHOD_FORMULA"}


@pytest.mark.usefixtures("author")
def test_no_account_is_made_under_a_formula_that_the_code_does_not_compute(
    author, tmp_path
):
    edit(author / "equations.py", "U = floor(saved_per_n", "U = floor(2 · saved_per_n")
    with pytest.raises(EdaphonError) as caught:
        published(make.project().write(tmp_path / "project"), [make.METHOD])

    assert [item.code for item in caught.value.problems] == ["METHOD_FORMULA"]


def test_without_the_pack_every_file_is_named(bundle):
    found = replayed(bundle)

    assert told(found) == {"METHOD_UNKNOWN"}
    assert found.unchecked() == (8, 9, 10, 11, 12, 21)
    named = {item.member for item in found.comparisons}
    with zipfile.ZipFile(bundle) as archive:
        assert named == {*archive.namelist()} - {"manifest.json"}
    reasons = {item.reason for item in found.not_compared}
    assert reasons == {"rests"}
