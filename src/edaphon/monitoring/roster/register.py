"""The private register: who each member code is. It never enters a bundle.

What a bundle holds of it is a digest with a salt, so that shares can be settled years
later with the very people they were made for, and nobody can guess names from it.
"""

import hmac
import secrets
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from edaphon.evidence import Project, path_problem
from edaphon.kernel import canonical
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.files import explained
from edaphon.monitoring.checking import stops
from edaphon.monitoring.roster.record import Roster
from edaphon.monitoring.tables import TableSpec, read_table
from edaphon.monitoring.tables.header_rows import table_under

SALT = "private/members.salt"
"""Random text beside the register; without it the digest says nothing."""
SALT_BYTES = 32

VERSION = "edaphon.register/1"

MOST_OF_SEAL = 10_000
"""Most bytes of a seal."""

CODES = frozenset(("code", "member", "member code", "编号", "成员编号", "户号"))
NAMES = frozenset(("name", "姓名", "户主姓名", "户主"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Who the member codes are, where the register lies on this computer."""

    project: Project
    path: str
    """File of the register in the project folder; empty where none is stated."""
    names: Mapping[str, str]
    """Name by member code; empty where the register is not here."""

    @property
    def sealed(self) -> str:
        """Digest in the seal that the project names; empty where there is none.

        Raises
        ------
        EdaphonError
            What `loads` refuses.
        """
        name = str(self.project.get("members", "seal") or "")
        return str((read_seal(self.project.folder, name) or {}).get("digest") or "")

    def seal(self, name: str, reason: str = "") -> bytes:
        """Return the record of the register for the bundle: its digest with a salt.

        The salt is made on the first call and stays in ``private/``.

        Parameters
        ----------
        name
            Where the seal goes in the project folder; one may lie there already.
        reason
            Why another takes its place; kept in the new one, beside its digest.

        Raises
        ------
        EdaphonError
            ``PATH_MISSING`` where there is no register; ``REGISTER_SALT`` where the
            salt of the earlier seal is gone, ``REGISTER_SEALED`` where that seal is of
            another register, both without a reason only.
        """
        self._need_names()
        salt = self.project.folder / SALT
        replaced: list[object] = []
        earlier = read_seal(self.project.folder, name)
        if earlier is not None:
            if self.digest() == earlier.get("digest"):
                return canonical.dumps(earlier)
            if not reason:
                code = "REGISTER_SEALED" if salt.is_file() else "REGISTER_SALT"
                facts = {"found": SALT, "sealed": earlier.get("digest")}
                where = self.project.where("members", "seal")
                raise EdaphonError(Problem(code=code, where=where, facts=facts))
            past = {key: earlier[key] for key in ("digest", "people") if key in earlier}
            replaced = [*earlier.get("replaced", []), {**past, "reason": reason}]
        if not salt.is_file():
            with explained(salt):
                salt.write_text(secrets.token_hex(SALT_BYTES), "ascii")
                salt.chmod(0o600)
        record = {"v": VERSION, "digest": self.digest(), "people": len(self.names)}
        return canonical.dumps({**record, "replaced": replaced} if replaced else record)

    def people_of(self, sealed: str) -> Mapping[str, str]:
        """Return the names by code, if this is the register of a bundle.

        Parameters
        ----------
        sealed
            Digest in the seal that the bundle holds; empty where it holds none.

        Raises
        ------
        EdaphonError
            ``PATH_MISSING`` where there is no register, ``REGISTER_UNSHOWN`` where the
            bundle has no seal, ``REGISTER_SALT`` where there is no salt, and
            ``REGISTER_OTHER`` where the bundle was made for another register.
        """
        self._need_names()
        found = self.digest()
        if sealed and found == sealed:
            return self.names
        code = "REGISTER_OTHER" if found else "REGISTER_SALT"
        facts = {"found": found or SALT, "sealed": sealed}
        code = code if sealed else "REGISTER_UNSHOWN"
        where = Where(file=self.path)
        raise EdaphonError(Problem(code=code, where=where, facts=facts))

    def digest(self) -> str:
        """Return the digest of the register with its salt; empty without one."""
        salt = self.project.folder / SALT
        if not self.names or not salt.is_file():
            return ""
        key = salt.read_text("ascii").strip().encode()
        register = (self.project.folder / self.path).read_bytes()
        return "hmac-sha256:" + hmac.digest(key, register, "sha256").hex()

    def _need_names(self) -> None:
        if not self.names:
            where = self.project.where("members", "register")
            facts = {"found": self.path or "private/members.csv"}
            raise EdaphonError(Problem(code="PATH_MISSING", where=where, facts=facts))


def read_register(project: Project, roster: Roster) -> Register:
    """Return the register of a project, checked against its roster.

    Raises
    ------
    EdaphonError
        ``REGISTER_COLUMNS``, ``REGISTER_CODE``, ``REGISTER_UNKNOWN``, and what the
        table itself has wrong.
    """
    name = _name(project)
    path = project.folder / name
    if not name or path_problem(project.folder, name, Where()):
        return Register(project=project, path=name, names={})
    spec = TableSpec.of(project.get("members", "register"))
    raw = read_table(path, spec, name=name)
    if not raw.rows or stops(raw.problems):
        raise EdaphonError(raw.problems)
    table = table_under(raw, (raw.numbers[0],))
    if stops(table.problems):
        raise EdaphonError(table.problems)
    places = _places(table.names)
    if "code" not in places or "name" not in places:
        found = ", ".join(item for item in table.names if item)
        raise EdaphonError(
            Problem(code="REGISTER_COLUMNS", where=raw.where(), facts={"found": found})
        )
    codes = [row[places["code"]].strip() for row in table.rows]
    names = [row[places["name"]].strip() for row in table.rows]
    counted = Counter(codes)
    problems = [
        Problem(
            code="REGISTER_CODE",
            where=raw.where(number, table.letter(places["code"])),
            facts={"found": code},
        )
        for number, code in zip(table.numbers, codes, strict=True)
        if not code or counted[code] > 1
    ]
    unknown = [code for code in roster.members if code not in counted]
    if unknown:
        facts = {"count": len(unknown), "found": unknown[0]}
        where = raw.where()
        problems.append(Problem(code="REGISTER_UNKNOWN", where=where, facts=facts))
    if problems:
        raise EdaphonError(problems)
    people = dict(zip(codes, names, strict=True))
    return Register(project=project, path=name, names=people)


def _name(project: Project) -> str:
    """Return the path of the register; empty where none is stated."""
    return str(project.get("members", "register", "path") or "")


def _places(headers: tuple[str, ...]) -> dict[str, int]:
    known = {"code": CODES, "name": NAMES}
    found: dict[str, int] = {}
    for position, header in enumerate(headers):
        plain = unicodedata.normalize("NFKC", header).strip().lower().replace("_", " ")
        for key, words in known.items():
            if plain in words:
                found.setdefault(key, position)
    return found


def register_problems(project: Project, roster: Roster | None) -> list[Problem]:
    """Return what is wrong with the register, where it lies here.

    Nothing is asked of a reader of a bundle, who has none.
    """
    if roster is None:
        return []
    sealed = str(project.get("members", "seal") or "")
    try:
        found = read_register(project, roster).digest()
        if not found or not sealed:
            return []
        stated = read_seal(project.folder, sealed)
    except EdaphonError as error:
        return list(error.problems)
    told = None if stated is None else stated.get("digest")
    if stated is None or told == found:
        return []
    facts = {"found": found, "sealed": told}
    return [Problem(code="REGISTER_CHANGED", where=Where(file=sealed), facts=facts)]


def read_seal(folder: Path, name: str) -> Mapping[str, Any] | None:
    """Return the seal of a register; None where there is none.

    Parameters
    ----------
    folder
        Project folder, or the evidence of a bundle.
    name
        Path of the seal in it.

    Raises
    ------
    EdaphonError
        What `loads` refuses.
    """
    if not name or path_problem(folder, name, Where()):
        return None
    content = (folder / name).read_bytes()
    stated = canonical.loads(content, max_bytes=MOST_OF_SEAL, file=name)
    return stated if isinstance(stated, dict) else {}
