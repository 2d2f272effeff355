"""Small records, bundles and examinations, written by hand and held in memory."""

from pathlib import Path
from string import Formatter
from types import SimpleNamespace

from edaphon.bundle.packing import Content
from edaphon.kernel.digests import digest
from edaphon.kernel.errors import EdaphonError, Problem, Where, catalogue
from edaphon.monitoring import NEWEST
from edaphon.schemas.models.trace import Axis, Input, Origin, Rows, Step, Taken, Text
from edaphon.verification.examination import Examination

METHOD = "house.test/1.0"


def axis(name, labels, parent="", parents=(), *, holds=None, **attributes):
    """Return an axis; its elements lie under the first one above, unless told."""
    return Axis(
        method=METHOD,
        name=name,
        parent=parent,
        labels=list(labels),
        parents=list(parents) or [0] * len(labels),
        attributes={key: list(column) for key, column in attributes.items()},
        holds=holds or {},
    )


def given(name, over, values, rows=None):
    """Return an input; ``rows`` are those behind each of its values."""
    held = {}
    if rows is not None:
        offsets = [sum(map(len, rows[:end])) for end in range(len(rows) + 1)]
        held["rows"] = Rows(offsets=offsets, ids=[item for row in rows for item in row])
    return Input(
        method=METHOD,
        step=0,
        name=name,
        over=over,
        unit="1",
        values=list(values),
        class_="T",
        origin=Origin(kind="observations", paths=[]),
        **held,
    )


def made(name, over, values, *inputs, class_="T"):
    """Return what an equation made of its inputs."""
    return Step(
        method=METHOD,
        step=0,
        name=name,
        over=over,
        unit="1",
        values=list(values),
        class_=class_,
        title=Text(en=name.title(), zh="量"),
        equation="1",
        symbol="X",
        formula="",
        source="",
        mark="S",
        inputs=list(inputs),
        parameters=[],
    )


def taken(name, where=None, **guards):
    """Return one argument of an equation, which bears the name of its source."""
    return Taken(argument=name, from_=name, where=where or {}, **guards)


def fault(name, file="", **facts):
    """Return a problem of the catalogue whose every fact is told, if only as x."""
    entry = catalogue()[name]
    texts = [*entry.found.values(), *entry.needed.values(), *entry.remedy.values()]
    asked = {item for text in texts for _, item, _, _ in Formatter().parse(text)}
    told = dict.fromkeys(asked - {None}, "x") | facts
    return Problem(code=name, where=Where(file=file), facts=told)


class Held:
    """A bundle of a few members, as the checks read one."""

    def __init__(self, members):
        self._members = dict(members)
        self.names = tuple(sorted(self._members))
        self.id = "the bundle"
        self.is_open = True
        self.manifest = {
            name: Content(digest(text).removeprefix("sha256:"), len(text))
            for name, text in sorted(self._members.items())
        }

    def read(self, name):
        """Return a member; one that is missing is refused by name."""
        if name not in self._members:
            problem = Problem(code="BUNDLE_MISSING", facts={"name": name})
            raise EdaphonError(problem)
        return self._members[name]

    def close(self):
        """Note that nobody reads on."""
        self.is_open = False

    def extract(self, folder, under="data/"):
        """Write the members below a folder."""
        for name in self.names:
            if name.startswith(under):
                file = folder / name.removeprefix(under)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(self._members[name])


def stated(*methods, **changes):
    """Return records that name a program and the digests of methods."""
    fields = {
        "version": "1",
        "code": "sha256:1",
        "packs": {},
        "is_draft": False,
        "reading_rules": NEWEST,
        "run": SimpleNamespace(draft=True, generated_at="2026-01-01T00:00:00+00:00"),
        "run_record": {},
        "methods": tuple(name for name, _ in methods),
        "account": SimpleNamespace(
            accounts=[
                SimpleNamespace(method=SimpleNamespace(id=name, digest=hashed))
                for name, hashed in methods
            ]
        ),
    }
    return SimpleNamespace(**(fields | changes))


def examined(members=None, **changes):
    """Return the examination of a bundle of these members; of none without."""
    fields = {
        "path": Path("bundle.zip"),
        "folder": Path("folder"),
        "reports": None,
        "progress": lambda _: None,
        "reverse_rows": False,
        "bundle": None if members is None else Held(members),
    }
    return Examination(**(fields | changes))
