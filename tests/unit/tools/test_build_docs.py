"""A block that is lost in translation stops the documentation."""

import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parents[3] / "tools"


@pytest.fixture
def build_docs(monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(str(TOOLS))
    import build_docs  # noqa: PLC0415 - lies outside the package

    (tmp_path / "page.md").write_text("A page.\n")
    monkeypatch.setattr(build_docs, "DOCS", tmp_path)
    yield build_docs
    sys.modules.pop("build_docs", None)


def page(folder, *blocks):
    folder.mkdir()
    text = "".join(f"<pre><span></span>{block}\n</pre>" for block in blocks)
    (folder / "page.html").write_text(f"<p>::</p>{text}", "utf-8")
    return folder


@pytest.mark.parametrize(
    ("chinese", "lost"),
    [(("$ a", "乙"), 0), (("$ a", "::"), 1), (("$ a",), 1), (("$ a", ""), 1)],
)
def test_a_block_that_translation_lost_is_told(build_docs, tmp_path, chinese, lost):
    english = page(tmp_path / "en", "$ a", "b")

    found = build_docs.lost_blocks(english, page(tmp_path / "zh", *chinese))

    assert len(found) == lost
