"""The files and commands that a how-to page shows, taken from the page as it stands."""

import re
import tomllib
from pathlib import Path

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def write_files(page: Path, folder: Path) -> list[str]:
    """Write every block that begins with ``# path``; return the paths."""
    paths = []
    for kind, content in _BLOCK.findall(page.read_text("utf-8")):
        first, _, rest = content.partition("\n")
        if kind not in {"python", "yaml", "toml"} or not first.startswith("# "):
            continue
        path = first.removeprefix("# ")
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(rest, "utf-8")
        paths.append(path)
    return paths


def commands(page: Path) -> list[str]:
    """Return the lines after a dollar sign."""
    found = [content for kind, content in _BLOCK.findall(page.read_text("utf-8"))
             if kind == "console"]  # fmt: skip
    lines = "".join(found).splitlines()
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]


def shown(page: Path) -> list[str]:
    """Return the blocks of output that the page promises."""
    return [
        content for kind, content in _BLOCK.findall(page.read_text("utf-8"))
        if kind == "text"
    ]  # fmt: skip


def install(project: Path) -> Path:
    """Announce a project's entry points as an installer would; return its folder."""
    told = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"]
    dist = project / f"{told['name'].replace('-', '_')}-{told['version']}.dist-info"
    dist.mkdir()
    (dist / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {told['name']}\nVersion: {told['version']}\n"
    )
    lines = [
        f"[{group}]\n" + "".join(f"{key} = {value}\n" for key, value in points.items())
        for group, points in told["entry-points"].items()
    ]
    (dist / "entry_points.txt").write_text("".join(lines))
    return project
