"""``edaphon members``: list, statement, seal."""

import json
import shutil
import zipfile

import pytest
from click.testing import CliRunner

from edaphon.accounting.gathering import gather
from edaphon.cli.main import build
from edaphon.kernel.errors import EdaphonError
from edaphon.monitoring.roster.register import SALT
from tests.chained_project import continued, planned_twice
from tests.synthetic_bundle import published, relisted, unpacked
from tests.synthetic_members import (
    REGISTER,
    ROSTER,
    SEAL,
    roster_row,
    with_members,
)
from tests.synthetic_project import SyntheticProject, write_csv
from tests.unit.reporting.test_paper import text_of

PEOPLE = [{"code": f"H{number}", "name": f"Farmer {number}"} for number in (1, 2, 3)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    project = with_members(register={"path": REGISTER}, seal=SEAL)
    project.tables[REGISTER] = PEOPLE
    folder = project.write(tmp_path_factory.mktemp("project"))
    assert run("seal", folder).exit_code == 0
    published(folder)
    return folder


@pytest.fixture(scope="module")
def bundle(folder):
    return folder / "out/synthetic.zip"


def run(verb, *words):
    return CliRunner().invoke(build(), ["members", verb, *map(str, words)])


def test_members_are_listed_with_their_units(bundle):
    shown = run("list", bundle)

    assert shown.exit_code == 0
    assert "for 3 members by area times days in the period" in shown.stdout
    assert "  H3  parcels 2  32880.0000 ha·d  share" in shown.stdout  # 30 ha, 1,096 d


def test_the_list_shows_what_the_rule_counts(tmp_path):
    """Land that joined late takes part by its days, and by whole area not at all."""
    shown = {}
    for rule in ("area_days", "area"):
        project = with_members(rule)
        late = roster_row("H9", "P9", "S2", "2", joined="2024-10-01")
        project.tables[ROSTER].append(late)
        folder = project.write(tmp_path / rule)
        published(folder)
        shown[rule] = run("list", folder / "out/synthetic.zip").stdout

    assert "  H9  parcels 1  38.0000 ha·d  share" in shown["area_days"]  # 2 ha, 19 d
    assert "  H9  parcels 1  0.0000 ha  share 0 t CO2e" in shown["area"]


def test_the_list_for_machines_adds_up(bundle):
    told = json.loads(run("list", bundle, "--json").stdout)

    for method, units in told["units"].items():
        rows = [item for item in told["shares"] if item["method"] == method]
        assert sum(item["units"] for item in rows) == units
    assert told["rule"] == "area_days"


SAID = {
    "en": (
        "no carbon unit exists",
        "are never added",
        "(unverified)",
        "no units may be issued",
    ),
    "zh": ("不因此产生碳信用", "不得相加", "未经核查", "目前不可据此签发碳信用"),
}
"""What list and statement say of shares in a result that nobody has verified."""


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_list_says_what_its_tonnes_are_not(bundle, monkeypatch, language):
    monkeypatch.setenv("EDAPHON_LANG", language)

    told = run("list", bundle).stdout

    assert [word for word in SAID[language] if word not in told] == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_statement_says_what_its_tonnes_are_not(
    bundle, tmp_path, monkeypatch, language
):
    monkeypatch.setenv("EDAPHON_LANG", language)
    assert run("statement", bundle, "H3", "-o", tmp_path / "H3.pdf").exit_code == 0
    told = text_of((tmp_path / "H3.pdf").read_bytes(), tmp_path).replace("\n", " ")

    assert [word for word in SAID[language] if word not in told] == []
    assert "carbon units" not in told.lower()
    assert "碳信用份额" not in told


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_statement_is_one_page(bundle, folder, tmp_path, monkeypatch, language):
    monkeypatch.setenv("EDAPHON_LANG", language)
    target = tmp_path / "H3.pdf"

    shown = run("statement", bundle, "H3", "-o", target, "--register", folder)

    assert shown.exit_code == 0
    assert target.read_bytes().startswith(b"%PDF")
    again = run("statement", bundle, "H3", "-o", target)
    assert again.exit_code != 0
    assert "[FILE_EXISTS]" in again.stdout


def test_statements_in_two_languages_do_not_stand_in_each_others_way(
    bundle, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    for language in ("en", "zh"):
        monkeypatch.setenv("EDAPHON_LANG", language)
        assert run("statement", bundle, "H3").exit_code == 0

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "H3.en.pdf",
        "H3.zh.pdf",
    ]


def test_a_code_that_nobody_has_is_answered_with_the_nearest(bundle):
    shown = run("statement", bundle, "H33")

    assert shown.exit_code != 0
    assert "[MEMBER_UNKNOWN_CODE]" in shown.stdout
    assert "H3" in shown.stdout


def test_a_bundle_without_members_says_so(tmp_path):
    bundle = published(SyntheticProject().write(tmp_path))

    assert "[MEMBERS_NONE]" in run("list", bundle).stdout


def test_a_table_of_shares_of_another_form_is_told(bundle, tmp_path):
    forged = unpacked(bundle, tmp_path / "bundle")
    (forged / "account/shares.csv").write_text("method,member\nx,y\n")

    assert "[SHARES_FORM]" in run("list", relisted(forged)).stdout


def test_nothing_private_enters_the_bundle(bundle, folder):
    salt = (folder / SALT).read_text()
    with zipfile.ZipFile(bundle) as archive:
        names = archive.namelist()
        contents = [archive.read(name) for name in names]

    assert f"data/{SEAL}" in names
    assert [name for name in names if "private" in name] == []
    for secret in (salt.encode(), b"Farmer 2"):
        assert not any(secret in content for content in contents)


def test_a_register_that_changed_after_sealing_is_told(folder):
    seal = json.loads((folder / SEAL).read_text())
    assert seal["digest"].startswith("hmac-sha256:")
    others = [*PEOPLE[:2], {"code": "H3", "name": "Somebody else"}]
    kept = (folder / REGISTER).read_bytes()
    try:
        write_csv(folder / REGISTER, others)
        with pytest.raises(EdaphonError) as refusal:
            gather(folder)
    finally:
        (folder / REGISTER).write_bytes(kept)
    assert [item.code for item in refusal.value.problems] == ["REGISTER_CHANGED"]


OTHERS = [*PEOPLE[:2], {"code": "H3", "name": "Somebody else"}]


@pytest.fixture
def own(folder, tmp_path):
    """Return a copy of the sealed project folder that a test may change."""
    return shutil.copytree(folder, tmp_path / "own")


def test_a_statement_never_names_another_person(own, tmp_path):
    """The register is held against the seal in the bundle, not that of the folder."""
    bundle = own / "out/synthetic.zip"
    write_csv(own / REGISTER, OTHERS)
    for verb in ([], ["--again", "--reason", "the holder changed"]):
        if verb:
            assert run("seal", own, *verb).exit_code == 0
        target = tmp_path / "H3.pdf"
        shown = run("statement", bundle, "H3", "-o", target, "--register", own)

        assert shown.exit_code != 0
        assert "[REGISTER_OTHER]" in shown.stdout
        assert not target.exists()


def test_no_name_stands_on_a_statement_of_a_bundle_without_a_seal(own, tmp_path):
    text = (own / "project.yaml").read_text()
    stated = [line for line in text.splitlines() if SEAL not in line]
    (own / "project.yaml").write_text("\n".join(stated) + "\n")
    bundle = published(own)

    shown = run("statement", bundle, "H3", "-o", tmp_path / "a.pdf", "--register", own)
    assert "[REGISTER_UNSHOWN]" in shown.stdout
    assert shown.exit_code != 0
    assert run("statement", bundle, "H3", "-o", tmp_path / "b.pdf").exit_code == 0


def test_a_statement_without_salt_or_register_is_no_silent_one(own, bundle, tmp_path):
    asked = ("statement", bundle, "H3", "-o", tmp_path / "H3.pdf", "--register", own)
    (own / SALT).unlink()
    assert "[REGISTER_SALT]" in run(*asked).stdout
    (own / REGISTER).unlink()
    assert "[PATH_MISSING]" in run(*asked).stdout


def test_a_seal_is_replaced_only_with_a_reason_that_it_keeps(own):
    before = json.loads((own / SEAL).read_text())
    write_csv(own / REGISTER, OTHERS)

    refused = run("seal", own)
    assert "[REGISTER_SEALED]" in refused.stdout
    assert refused.exit_code != 0
    for words in (["--again"], ["--again", "--reason", "-"], ["--reason", "late"]):
        assert run("seal", own, *words).exit_code != 0
    assert json.loads((own / SEAL).read_text()) == before
    idle = run("seal", own, "--again", "--reason", "没有")
    assert "--reason says only “没有”" in idle.output

    assert run("seal", own, "--again", "--reason", "the holder changed").exit_code == 0
    after = json.loads((own / SEAL).read_text())
    assert after["digest"] != before["digest"]
    assert after["replaced"] == [
        {
            "digest": before["digest"],
            "people": before["people"],
            "reason": "the holder changed",
        }
    ]


def test_sealing_the_same_register_again_changes_nothing(own):
    before = (own / SEAL).read_bytes()

    assert run("seal", own).exit_code == 0
    assert (own / SEAL).read_bytes() == before


def test_a_lost_salt_is_no_new_salt(own):
    (own / SALT).unlink()
    before = (own / SEAL).read_bytes()

    shown = run("seal", own)

    assert "[REGISTER_SALT]" in shown.stdout
    assert not (own / SALT).exists()
    assert (own / SEAL).read_bytes() == before
    assert run("seal", own, "--again", "--reason", "salt lost in a fire").exit_code == 0
    assert len(json.loads((own / SEAL).read_text())["replaced"]) == 1


def test_a_seal_that_is_named_before_it_is_made_is_told_how_to_make(tmp_path):
    project = with_members(register={"path": REGISTER}, seal=SEAL)
    project.tables[REGISTER] = PEOPLE
    folder = project.write(tmp_path)

    with pytest.raises(EdaphonError) as refusal:
        gather(folder)
    assert [item.code for item in refusal.value.problems] == ["REGISTER_UNSEALED"]
    assert "edaphon members seal DIR" in refusal.value.problems[0].text("en")
    assert run("seal", folder).exit_code == 0
    gather(folder)


@pytest.fixture(scope="module")
def lost(tmp_path_factory):
    """Return the bundle of a second account: 4 % of the carbon of the land is gone."""

    def made():
        project = planned_twice(gain=2.6, points=8, controls=5)
        project.tables[ROSTER] = [
            roster_row("H1", "P1", "S1", 120),
            roster_row("H2", "P2", "S2", 80),
        ]
        project.document["members"] = {"roster": {"path": ROSTER}, "share": "area"}
        return project

    folder = made().write(tmp_path_factory.mktemp("lost"))
    published(folder)
    shutil.copy(folder / "out/synthetic.zip", folder / "first.zip")
    later = continued(made(), 0.96)
    later.sealed_at = None
    later.write(folder)
    for words in (["history", "--add", folder / "first.zip"], ["account"]):
        done = CliRunner().invoke(
            build(), [*map(str, words), str(folder)],
            env={"SOURCE_DATE_EPOCH": "1830000000"},
        )  # fmt: skip
        assert done.exit_code == 0, done.output
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("a loss (reversal)", "are to be replaced", "left to make good",
                "shares of earlier accounts are affected", "no tonne")),
        ("zh", ("发生损失（逆转）", "须另行补足", "尚待弥补",
                "以前核算的份额受到影响")),
    ],
)  # fmt: skip
def test_a_statement_of_a_period_with_a_loss_states_it(lost, tmp_path, language, said):
    """Bug: the member read a share of 0 t CO2e and nothing of what was gone."""
    target = tmp_path / "H1.pdf"
    called = ["members", "statement", lost / "out/synthetic.zip", "H1", "-o", target]
    spoken = {"EDAPHON_LANG": language}
    done = CliRunner().invoke(build(), list(map(str, called)), env=spoken)
    assert done.exit_code == 0, done.output
    page = text_of(target.read_bytes(), tmp_path)
    flat = "".join(page.split())

    assert [word for word in said if "".join(word.split()) not in flat] == []
    assert page.rstrip("\f").count("\f") == 0


@pytest.mark.slow
def test_the_list_of_members_states_a_loss_once_a_method(lost):
    printed = run("list", lost / "out/synthetic.zip").stdout
    record = json.loads(run("list", lost / "out/synthetic.zip", "--json").stdout)
    before = json.loads(run("list", lost / "first.zip", "--json").stdout)

    assert printed.count("a loss (reversal)") == 1
    assert len(record["losses"]) == 6
    assert before["losses"] == []
