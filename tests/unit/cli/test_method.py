"""``edaphon method``: list, show and test packs."""

import json
import re
from dataclasses import replace
from unittest.mock import Mock

import pytest
from click.testing import CliRunner

from edaphon.cli.method import command
from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.methods.engine import worked_examples as examples_module
from edaphon.methods.engine.pack import pack

VM, MCS = "verra.vm0042/2.2", "edaphon.mcs/1.1"


def run(*words: str, language: str = "en"):
    """Run the verb in a language."""
    return CliRunner().invoke(command, list(words), env={"EDAPHON_LANG": language})


def test_list_names_packs_with_title_marks_and_land():
    done = run("list")

    assert done.exit_code == 0
    assert f"{MCS}\n  Unified method of microbial carbon sequestration" in done.stdout
    assert "paddy and managed wetland" in done.stdout
    assert "Facts by mark: P " in done.stdout


def test_list_speaks_chinese():
    done = run("list", language="zh")

    assert "微生物固碳统一核算方法" in done.stdout
    assert "农田、草地、稻田及人工管理湿地" in done.stdout


def test_list_for_machines():
    records = {item["id"]: item for item in json.loads(run("list", "--json").stdout)}

    assert records[VM]["digest"] == pack(VM).digest
    assert records[VM]["confirmed"] is False
    assert records[MCS]["marks"]["M"] == 0


def test_a_clause_leads_to_function_file_line_symbol_and_unit():
    done = run("show", VM, "--clause", "Eq. 74")

    assert done.exit_code == 0
    assert "(74) Uncertainty deduction" in done.stdout
    assert "UNC = SE_rel · t(p, df)" in done.stdout
    lines = done.stdout.splitlines()
    line = next(item for item in lines if item.strip().startswith("uncertainty  "))
    assert line.split()[-1].rpartition(":")[0].endswith("v2_2/soil.py")
    assert int(line.rpartition(":")[2]) > 0
    assert "VM0042 v2.2 §8.6.4 Eq. 74 [P]" in done.stdout


def test_an_equation_is_shown_by_number_or_name_in_chinese():
    by_number = run("show", MCS, "--equation", "10", language="zh").stdout
    by_name = run("show", MCS, "--equation", "buffer", language="zh").stdout

    assert "(10) 缓冲池扣留量" in by_name
    assert by_name in by_number
    assert "B = max(b · R, B_0 + b · max(0, R − R_0))" in by_name


def test_a_clause_for_machines():
    found = json.loads(run("show", VM, "--clause", "Eq. 47", "--json").stdout)

    assert found[0]["name"] in {"soil_change_project", "mean_change"}
    assert {"function", "place", "symbol", "unit", "formula", "mark"} <= set(found[0])


def test_an_unknown_clause_is_told_with_the_numbers_there_are():
    done = run("show", VM, "--clause", "Eq. 99")

    assert done.exit_code == 2
    assert "no equation for “Eq. 99”" in done.stderr
    assert "74, 74a, 74b, 74c" in done.stderr


def test_an_unknown_pack_ends_with_what_is_known():
    done = run("show", "verra.vm0042/9")

    assert done.exit_code == 2
    assert "[METHOD_UNKNOWN]" in done.stdout
    assert MCS in done.stdout


def test_show_prints_the_document_as_markdown():
    done = run("show", MCS)

    assert done.exit_code == 0
    assert done.stdout.startswith("# Unified method of microbial carbon sequestration")
    assert "$$" in done.stdout


@pytest.mark.parametrize("language", ["en", "zh"])
def test_show_writes_page_and_graph(tmp_path, language):
    page, graph, text = (tmp_path / f"m.{end}" for end in ("html", "svg", "md"))
    for file in (page, graph, text):
        done = run("show", VM, "-o", str(file), language=language)
        assert done.exit_code == 0
        assert done.stdout == ""

    assert pack(VM).title[language] in page.read_text("utf-8")
    assert pack(VM).title[language] in text.read_text("utf-8")
    assert graph.read_text("utf-8").startswith("<svg")


def test_show_refuses_another_form_and_writes_nothing(tmp_path):
    done = run("show", VM, "-o", str(tmp_path / "m.docx"))

    assert done.exit_code == 2
    assert ".html, .md or .svg" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_show_for_machines_holds_every_equation():
    record = json.loads(run("show", MCS, "--json").stdout)

    assert len(record["equations"]) == len(pack(MCS).equations)


def test_test_runs_every_example_and_says_so():
    done = run("test", MCS)

    assert done.exit_code == 0
    assert "W1: two strata, five years" in done.stdout
    assert "holds  units: expected 580, found 580" in done.stdout
    assert re.search(r"(\d{2,}) of \1 comparisons hold", done.stdout)
    assert re.search(r"on every edge: (\d{2,}) of \1 equations", done.stdout)
    assert re.search(r"what the code computes: (\d{2,}) of \1\.", done.stdout)
    assert ", within " in done.stdout


def test_a_pack_that_cannot_be_loaded_compares_nothing(monkeypatch):
    broken = EdaphonError(Problem(code="METHOD_PACK", facts={"id": MCS, "lacking": ""}))
    monkeypatch.setattr("edaphon.methods.pack", Mock(side_effect=broken))
    done = run("test", MCS)

    assert done.exit_code == 1
    assert "comparisons hold" not in done.stdout
    assert "Nothing could be compared:\n[METHOD_PACK]" in done.stdout


def test_equations_without_a_worked_example_are_named(monkeypatch):
    monkeypatch.setattr(examples_module, "_files", lambda _: [])
    done = run("test", MCS)

    assert "No worked example." in done.stdout
    assert re.search("Without a worked example: .*buffer", done.stdout)


def test_test_for_machines():
    records = json.loads(run("test", "--json").stdout)

    assert {item["id"] for item in records} >= {MCS, VM}
    assert all(one["holds"] for item in records for one in item["checks"])
    assert all(item["problems"] == [] for item in records)


def test_test_ends_with_one_when_a_number_differs(monkeypatch, tmp_path):
    wrong = {
        "name": {"en": "A wrong number", "zh": "错误的数"},
        "equation": "buffer", "given": {
            "soil_removal": 100, "buffer_share": 0.2,
            "buffer_before": 0, "removal_before": 0,
        },
        "expect": {"value": 21}, "within": 1e-9,
    }  # fmt: skip
    file = tmp_path / "1.yaml"
    file.write_text(json.dumps([wrong]), "utf-8")
    monkeypatch.setattr(examples_module, "_files", lambda _: [file])
    done = run("test", MCS)

    assert done.exit_code == 1
    assert "differs  value: expected 21, found 20" in done.stdout
    assert "0 of 1 comparisons hold." in done.stdout


def test_test_ends_with_one_when_units_disagree(monkeypatch):
    method = pack(MCS)
    kilograms = [
        item.under(unit="kg{CO2e}") if item.name == "buffer" else item
        for item in method.equations
    ]
    broken = replace(method, equations=tuple(kilograms))
    monkeypatch.setattr("edaphon.methods.pack", lambda _id: broken)
    monkeypatch.setattr(examples_module, "_files", lambda _: [])
    done = run("test", MCS)

    assert done.exit_code == 1
    assert "[METHOD_UNIT]" in done.stdout
    assert "buffer gives kg{CO2e}" in done.stdout


def block_of(printed, title):
    """Return the lines of one document: those below its line that are further in."""
    lines = printed.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(f"  {title}: "))
    rest = lines[start + 1 :]
    ends = (at for at, line in enumerate(rest) if not line.startswith("    "))
    return [lines[start], *rest[: next(ends, len(rest))]]


TITLE = "VM0042 Improved Agricultural Land Management"


def test_a_day_shows_which_edition_rules_what_was_before_and_what_comes():
    done = run("show", VM, "--on", "2026-06-11")
    (head, *lines) = block_of(done.stdout, TITLE)
    editions = [line.split()[0] for line in lines if line[4] != " "]

    assert done.exit_code == 0
    assert done.stdout.startswith(f"{VM}  2026-06-11\n")
    assert head.endswith("edition 2.2 rules on 2026-06-11; the pack implements it")
    assert editions == ["1.0", "2.0", "2.1", "2.2", "3.0"]
    assert "    2.2  2025-10-21 –  [in force]  implemented" in lines
    assert "    2.1  2024-09-11 – 2025-10-20  [superseded]  not implemented" in lines
    assert "    3.0  day not known –  [next]  not implemented" in lines
    assert "May still be used with: day of the request by 2026-12-31." in done.stdout
    assert "As drafted: cumulative accounting" in done.stdout
    assert "document history [P]" in done.stdout
    assert "The pack implements every edition that rules" in done.stdout


def test_the_marks_of_a_day_are_explained():
    """Bug: P, S and M stood at the end of lines without a word."""
    told = run("show", VM, "--on", "2026-06-11").stdout.splitlines()[-1]

    assert told.startswith("Marks: P seen in the primary text; S ")
    assert " M " in told
    assert " O " not in told


def test_a_day_is_shown_in_chinese_and_for_machines():
    told = run("show", VM, "--on", "2026-06-11", language="zh").stdout
    record = json.loads(run("show", VM, "--on", "2026-06-11", "--json").stdout)

    assert "  VCS 标准：2026-06-11 适用 5.0 版，方法包已采用" in told
    assert "    5.0  2025-12-16 –  [有效]  已采用" in told
    assert "可继续采用的条件：提交申请日期不晚于 2026-12-31。" in told
    assert (record["id"], record["day"], record["next"]) == (
        VM, "2026-06-11", ["vm0042-3.0"],
    )  # fmt: skip
    assert record["used"][0] == "vm0042-2.2"
    assert "problems" not in record


def test_a_past_day_is_answered_and_not_only_refused():
    """Bug: it named no edition but those that refused, and no other document."""
    done = run("show", VM, "--on", "2022-06-01")
    (head, *lines) = block_of(done.stdout, TITLE)
    record = json.loads(run("show", VM, "--on", "2022-06-01", "--json").stdout)

    assert done.exit_code == 1
    assert "edition 1.0 rules on 2022-06-01; the pack does not implement it" in head
    assert head.endswith("it implements 2.2 [EDITION_OTHER]")
    assert "    1.0  2020-10-19 – 2023-05-29  [in force]  not implemented" in lines
    assert not any("May still be used" in line for line in lines)
    assert "no edition that is known here covers 2022-06-01" in done.stdout
    assert "it makes no account for that day" in done.stdout
    assert "of every document is 2026-06-11" in done.stdout
    assert (record["used"], record["not_followed"]) == ([], ["vm0042-1.0"])
    assert "EDITION_OTHER" in [item["code"] for item in record["problems"]]


def test_a_day_on_which_another_edition_rules_is_refused():
    done = run("show", VM, "--on", "2025-10-20")

    assert done.exit_code == 1
    assert "edition 2.1 rules on 2025-10-20; the pack does not" in done.output
    assert "[EDITION_OTHER]" in done.output


@pytest.mark.parametrize("day", ["2025-02-29", "tomorrow"])
def test_what_is_no_day_is_a_wrong_call(day):
    done = run("show", VM, "--on", day)

    assert done.exit_code == 2
    assert f"“{day}” is no day; write it as 2026-06-11." in done.output


def test_the_document_lists_every_edition_in_both_languages():
    row = "| VCS Standard | 4.7 | 2024-04-16 | 2024-04-16 | 2025-12-15 | no |"

    assert row in run("show", VM).stdout
    assert "| VCS 标准 | 4.7 | 2024-04-16 |" in run("show", VM, language="zh").stdout


def test_test_ends_with_one_when_editions_overlap(monkeypatch):
    method = pack(VM)
    editions = [dict(item) for item in method.document["editions"]]
    for item in editions:
        if item["id"] == "vm0042-2.1":
            item["to"] = "2025-10-21"
    broken = replace(method, document={**method.document, "editions": editions})
    monkeypatch.setattr("edaphon.methods.pack", lambda _id: broken)
    monkeypatch.setattr(examples_module, "_files", lambda _: [])
    done = run("test", VM)

    assert done.exit_code == 1
    assert "[EDITION_OVERLAP] pack.yaml" in done.stdout
    assert "vm0042: edition 2.2 begins on 2025-10-21, while edition" in done.stdout


@pytest.mark.parametrize("verb", ["list", "show", "test"])
def test_help_of_each_part_ends_with_an_example(verb):
    done = run(verb, "--help")

    assert f"Example: edaphon method {verb}" in " ".join(done.stdout.split())
