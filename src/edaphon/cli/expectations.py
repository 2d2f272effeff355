"""The blank expectations and costs of a project, in the language of the call."""

from importlib import resources
from pathlib import Path

from edaphon.kernel.errors import EdaphonError
from edaphon.kernel.language import Language

TEXTS = {"plan/expected.yaml": "expected.yaml.txt", "plan/costs.csv": "costs.csv.txt"}
"""File of the folder, and the template that it is made from."""

STRATUM = "# --- one of these for each stratum"
"""Line of the template after which a stratum stands, up to the line END."""

END = "# --- end of the strata"


def templates(folder: Path, language: Language) -> dict[str, bytes]:
    """Return the files to fill in, with the project's own strata and layers.

    Parameters
    ----------
    folder
        Project folder.
    language
        Language of the comments.

    Raises
    ------
    EdaphonError
        What makes the project document unreadable.
    """
    from edaphon.evidence import read, read_plan  # noqa: PLC0415 - slow to load

    project, problems = read(folder, needed=frozenset(("", "v", "id", "strata")))
    if project is None:
        raise EdaphonError(problems)
    plan, _ = read_plan(project)
    layers = ", ".join(f"{top}-{bottom}" for top, bottom in plan.layers)
    told = {"en": f": {layers} cm", "zh": f"：{layers} cm"}[language] if layers else ""
    held = resources.files("edaphon.cli") / "templates" / language
    found = {path: (held / name).read_text("utf-8") for path, name in TEXTS.items()}
    path = next(iter(TEXTS))
    before, _, rest = found[path].partition(STRATUM + "\n")
    entry, _, after = rest.partition(END + "\n")
    strata = "".join(
        entry.replace("{stratum}", item.id).replace("{layers}", told)
        for item in project.strata
    )
    whole = f"{before}{strata}{after}".replace("{id}", project.id)
    return {**{name: text.encode() for name, text in found.items()},
            path: whole.encode()}  # fmt: skip
