"""Run the example projects from raw files to replayed bundles, and say what came out.

``make demo`` calls it. The example folders themselves are left as they are: everything
happens in copies under ``out/``.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from edaphon.kernel.language import Language, chosen_language

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
OUT = ROOT / "out"

WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "one": "huang-huai: one account of wheat and maize",
        "account": "1. Account: seal the evidence, compute, write the reports",
        "replay": "2. Replay: recompute the bundle as a stranger would",
        "where": "3. Where it lies",
        "bundle": "bundle: ", "reports": "report: ",
        "next": "Walk a figure back:",
        "two": "jin-xi: two accounts of millet, 40 households, and a dry year",
        "first": "4. First account, 2019 to 2022: carbon is gained and credited",
        "kept": "The bundle is kept: whoever replays the chain needs it.",
        "grow": "5. Three years later the folder has grown; the first account enters "
        "by record",
        "second": "6. Second account, 2019 to 2025: carbon was lost after a drought. "
        "Expect nothing new: a reversal under one method, under the other a deficit "
        "that the next account makes good first",
        "chain": "7. The chain, and the replay of its end",
        "members": "The share of a household in the first account:",
    },
    "zh": {
        "one": "huang-huai：小麦-玉米，一次核算",
        "account": "1. 核算：封存证据，计算，生成报告",
        "replay": "2. 复算：如同他人，重新计算证据包",
        "where": "3. 文件位置",
        "bundle": "证据包：", "reports": "报告：",
        "next": "追溯一个数值：",
        "two": "jin-xi：谷子，40 户农户，两次核算，其间一个干旱年",
        "first": "4. 首次核算（2019～2022年）：土壤碳增加，予以计入",
        "kept": "保留该证据包：复算核算链时需要。",
        "grow": "5. 三年后补充资料，并按记录接入首次核算",
        "second": "6. 第二次核算（2019～2025年）：干旱造成碳损失，两种方法均无新增；"
        "一种方法发生逆转，另一种方法结转亏缺，由下次核算优先弥补",
        "chain": "7. 核算链，以及最后一次核算的复算",
        "members": "某农户在首次核算中的份额：",
    },
}  # fmt: skip

HOUSEHOLD = "H0040"
"""Household whose share the demonstration shows how to print."""


def edaphon(*words: str) -> None:
    """Run a verb of the command line; leave with its exit code when it fails."""
    call = [sys.executable, "-c", "from edaphon.cli.main import main; main()", *words]
    code = subprocess.run(call, check=False).returncode
    if code:
        sys.exit(code)


def fresh_copy(name: str) -> Path:
    """Copy an example without the results of an earlier run."""
    target = OUT / name
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(EXAMPLES / name, target, ignore=shutil.ignore_patterns("out"))
    return target


def shown(path: Path) -> str:
    """Return a path as the reader types it."""
    return path.relative_to(ROOT).as_posix()


def say(text: str) -> None:
    """Print a heading between empty lines, before what the next program prints."""
    print(f"\n{text}\n", flush=True)


def show_files(words: Mapping[str, str], bundle: Path) -> None:
    """Say where a bundle and its reports lie."""
    print(f"{words['bundle']}{shown(bundle)}")
    for report in sorted(bundle.parent.rglob("*")):
        if report.suffix in {".html", ".pdf"}:
            print(f"{words['reports']}{shown(report)}")


def one_account(words: Mapping[str, str]) -> None:
    """Account, replay, and say where everything lies."""
    say(words["one"])
    project = fresh_copy("huang-huai")
    say(words["account"])
    edaphon("account", shown(project))
    bundle = project / "out/huang-huai.zip"
    say(words["replay"])
    edaphon("replay", shown(bundle))
    say(words["where"])
    show_files(words, bundle)
    print(f"\n{words['next']}\n  .venv/bin/edaphon show {shown(bundle)} net_removals")


def two_accounts(words: Mapping[str, str]) -> None:
    """Account, let the folder grow, put the first account in front, account again."""
    say(words["two"])
    project, kept = fresh_copy("jin-xi"), OUT / "jin-xi-2022.zip"
    say(words["first"])
    edaphon("account", shown(project))
    shutil.copyfile(project / "out/jin-xi.zip", kept)
    print(f"\n{words['kept']}\n{words['bundle']}{shown(kept)}")
    say(words["grow"])
    shutil.copytree(EXAMPLES / "jin-xi-2025", project, dirs_exist_ok=True)
    edaphon("history", shown(project), "--add", shown(kept))
    say(words["second"])
    edaphon("account", shown(project))
    bundle = project / "out/jin-xi.zip"
    say(words["chain"])
    edaphon("history", shown(project))
    edaphon("replay", shown(bundle))
    print()
    show_files(words, bundle)
    register = f"--register {shown(project)}"
    print(
        f"\n{words['members']}\n  .venv/bin/edaphon members statement {shown(kept)} "
        f"{HOUSEHOLD} {register}"
    )


def main() -> None:
    """Show one account, and then a chain of two."""
    words = WORDS[chosen_language(sys.argv[1:], os.environ)]
    one_account(words)
    two_accounts(words)


if __name__ == "__main__":
    main()
