"""Run the example project from raw files to a replayed bundle, and say what came out.

``make demo`` calls it. The example folder itself is left as it is: everything
happens in a copy under ``out/``.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from edaphon.cli.output import chosen_language
from edaphon.kernel.language import Language

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "huang-huai"
COPY = ROOT / "out" / "huang-huai"

WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "account": "1. Account: seal the evidence, compute, write the reports",
        "replay": "2. Replay: recompute the bundle as a stranger would",
        "where": "3. Where it lies",
        "bundle": "bundle: ", "reports": "report: ",
        "next": "Walk a figure back:",
    },
    "zh": {
        "account": "1. 核算：封存证据，计算，生成报告",
        "replay": "2. 复算：如同他人，重新计算证据包",
        "where": "3. 文件位置",
        "bundle": "证据包：", "reports": "报告：",
        "next": "追溯一个数值：",
    },
}  # fmt: skip


def edaphon(*words: str) -> None:
    """Run a verb of the command line; leave with its exit code when it fails."""
    call = [sys.executable, "-c", "from edaphon.cli.main import main; main()", *words]
    code = subprocess.run(call, check=False).returncode
    if code:
        sys.exit(code)


def fresh_copy() -> Path:
    """Copy the example without the results of an earlier run."""
    shutil.rmtree(COPY, ignore_errors=True)
    shutil.copytree(EXAMPLE, COPY, ignore=shutil.ignore_patterns("out"))
    return COPY


def shown(path: Path) -> str:
    """Return a path as the reader types it."""
    return path.relative_to(ROOT).as_posix()


def main() -> None:
    """Account, replay, and say where everything lies."""
    words = WORDS[chosen_language(sys.argv[1:], os.environ)]
    project = fresh_copy()
    print(f"\n{words['account']}\n", flush=True)
    edaphon("account", shown(project))
    (bundle,) = sorted((project / "out").glob("*.zip"))
    print(f"\n{words['replay']}\n", flush=True)
    edaphon("replay", shown(bundle))
    print(f"\n{words['where']}\n")
    print(f"{words['bundle']}{shown(bundle)}")
    for report in sorted((project / "out").rglob("*")):
        if report.suffix in {".html", ".pdf"}:
            print(f"{words['reports']}{shown(report)}")
    print(f"\n{words['next']}\n  .venv/bin/edaphon show {shown(bundle)} net_removals")


if __name__ == "__main__":
    main()
