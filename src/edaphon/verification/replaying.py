"""Recompute a bundle from its raw files and compare, without network or database."""

import json
import math
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Literal

from edaphon.accounting import (
    ACCOUNT,
    EVIDENCE,
    OBSERVATIONS,
    RUN,
    TRACE,
    Account,
    accounts,
    gather,
    records,
    result,
)
from edaphon.bundle import Bundle
from edaphon.kernel import canonical
from edaphon.kernel.digests import digest
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.methods import pack, pack_ids

RELATIVE, ABSOLUTE = 1e-9, 1e-9
"""Tolerance of class T for closed formulas (trust sheet 1.5)."""

Verdict = Literal["identical", "within_tolerance", "different", "not_compared"]

Reports = Callable[[Mapping[str, bytes | Path]], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One recomputed member against the one in the bundle."""

    member: str
    verdict: Verdict
    differences: tuple[str, ...] = ()
    """Paths of the values that differ, the first few."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsCheck:
    """Units that an account states against those that the replay gives."""

    method: str
    stated: int
    recomputed: int
    status: str
    """Status of the account as recomputed."""

    @property
    def holds(self) -> bool:
        """Tell whether no more is stated than the replay gives."""
        return self.stated <= self.recomputed


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What a stranger knows after recomputing a bundle."""

    bundle: str
    """Identity: digest of the manifest."""
    manifest: str
    """Digest of the manifest with every recomputed member in its place."""
    comparisons: tuple[Comparison, ...]
    units: tuple[UnitsCheck, ...]
    run: Mapping[str, Any]

    @property
    def passed(self) -> bool:
        """Tell whether nothing differs beyond tolerance and no unit is overstated."""
        return all(item.verdict != "different" for item in self.comparisons) and all(
            item.holds for item in self.units
        )

    @property
    def numbers_agree(self) -> bool:
        """Tell whether evidence, account and trace agree, whatever the reports say."""
        results = [
            item for item in self.comparisons if not item.member.startswith("report/")
        ]
        return all(item.verdict != "different" for item in results) and all(
            item.holds for item in self.units
        )

    @property
    def is_identical(self) -> bool:
        """Tell whether every recomputed byte is the same."""
        return self.manifest == self.bundle


def replay(
    bundle: Bundle,
    *,
    reports: Reports | None = None,
    progress: Callable[[str], None] | None = None,
    reverse_rows: bool = False,
) -> Replay:
    """Recompute every account of a bundle from its raw files.

    Parameters
    ----------
    bundle
        An opened bundle; every file was compared with the manifest.
    reports
        Makes the reports again; without it they are not compared.
    progress
        Told what is being done.
    reverse_rows
        Read every table from its last row, to show that the order does not matter.

    Raises
    ------
    EdaphonError
        ``METHOD_UNKNOWN`` or ``METHOD_CHANGED`` when the method that was used is not
        at hand, so that nothing can be said; ``BUNDLE_LINK`` when the account names
        other evidence than the bundle holds.
    """
    stated = canonical.loads(bundle.read(ACCOUNT), file=ACCOUNT)
    methods = _methods(stated)
    bundle.require(_named(stated))
    with tempfile.TemporaryDirectory(prefix="edaphon-replay-") as folder:
        root = Path(folder)
        bundle.extract(root)
        _extract_plan(bundle, root)
        evidence, _ = gather(root, progress=progress, reverse_rows=reverse_rows)
        if progress:
            progress("account")
        done = accounts(evidence, methods)
        made: dict[str, bytes] = dict(result(evidence, done))
        run = canonical.loads(bundle.read(RUN), file=RUN) if RUN in bundle.names else {}
        if reports is not None:
            if progress:
                progress("reports")
            made.update(reports({**records(evidence, done, run=run), **made}))
    _require_link(stated, evidence.digest)
    digests = {name: digest(content) for name, content in made.items()}
    return Replay(
        bundle=str(bundle.id),
        manifest=_manifest(bundle, made, digests),
        comparisons=tuple(_compare(bundle, made, digests)),
        units=tuple(_units(stated, done)),
        run=run,
    )


def _methods(stated: Mapping[str, Any]) -> list[str]:
    """Return the packs an account was made with, refusing those not at hand."""
    problems, found = [], []
    for item in stated["accounts"]:
        method = item["method"]
        name = str(method["id"])
        found.append(name)
        if name not in pack_ids():
            facts = {"id": name, "known": ", ".join(pack_ids())}
            problems.append(Problem(code="METHOD_UNKNOWN", facts=facts))
        elif pack(name).digest != method["digest"]:
            facts = {"id": name, "stated": method["digest"], "here": pack(name).digest}
            problems.append(Problem(code="METHOD_CHANGED", facts=facts))
    if problems:
        raise EdaphonError(problems)
    return found


def _named(stated: Mapping[str, Any]) -> dict[str, str]:
    """Return the digests that an account names, by where it names them."""
    names = ("evidence", "project_document", "plan")
    return {f"{ACCOUNT}#{name}": str(stated[name]) for name in names if name in stated}


def _extract_plan(bundle: Bundle, root: Path) -> None:
    (root / "plan").mkdir(exist_ok=True)
    bundle.extract(root / "plan", under="plan/")


def _require_link(stated: Mapping[str, Any], evidence: str) -> None:
    """Refuse an account that names other evidence than the bundle's raw files give."""
    if stated["evidence"] != evidence:
        facts = {"found": stated["evidence"]}
        where = Where(file=ACCOUNT, path="evidence")
        raise EdaphonError(Problem(code="BUNDLE_LINK", where=where, facts=facts))


def _manifest(
    bundle: Bundle, made: Mapping[str, bytes], digests: Mapping[str, str]
) -> str:
    """Return the digest of the manifest as it were with the recomputed members."""
    files = []
    for name, what in bundle.manifest.items():
        sha = digests.get(name, what.sha256).removeprefix("sha256:")
        size = len(made[name]) if name in made else what.size
        files.append({"path": name, "sha256": sha, "size": size})
    return digest(canonical.dumps({"files": files, "v": "edaphon.manifest/1"}))


def _compare(
    bundle: Bundle, made: Mapping[str, bytes], digests: Mapping[str, str]
) -> Iterator[Comparison]:
    reports = [name for name in sorted(bundle.manifest) if name.startswith("report/")]
    for name in (EVIDENCE, OBSERVATIONS, ACCOUNT, TRACE, *reports):
        if name not in made:
            yield Comparison(member=name, verdict="not_compared")
        elif digests[name] == f"sha256:{bundle.manifest[name].sha256}":
            yield Comparison(member=name, verdict="identical")
        else:
            yield _apart(bundle, name, made[name])


def _apart(bundle: Bundle, name: str, found: bytes) -> Comparison:
    """Compare a member that is not byte for byte the same, value by value."""
    stated = bundle.read(name)
    if not name.endswith((".json", ".jsonl")):
        return Comparison(member=name, verdict="different", differences=(name,))
    apart = [
        path
        for before, after in zip(_documents(stated), _documents(found), strict=False)
        for path in differences(before, after)
    ]
    same_length = stated.count(b"\n") == found.count(b"\n")
    verdict: Verdict = "within_tolerance" if same_length and not apart else "different"
    return Comparison(member=name, verdict=verdict, differences=tuple(apart[:10]))


def _documents(text: bytes) -> list[Any]:
    return [json.loads(line) for line in text.splitlines() if line]


def differences(before: Any, after: Any, path: str = "") -> Iterator[str]:  # noqa: ANN401 - any JSON value
    """Yield the path of every value that differs beyond the tolerance of class T."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in sorted({*before, *after}):
            place = f"{path}/{key}"
            if key in before and key in after:
                yield from differences(before[key], after[key], place)
            else:
                yield place
    elif isinstance(before, list) and isinstance(after, list):
        if len(before) != len(after):
            yield path
            return
        for number, (first, second) in enumerate(zip(before, after, strict=True)):
            yield from differences(first, second, f"{path}/{number}")
    elif not _alike(before, after):
        yield path


def _alike(before: Any, after: Any) -> bool:  # noqa: ANN401 - any JSON value
    if before == after:
        return True
    first, second = _float(before), _float(after)
    if first is None or second is None:
        return False
    return abs(first - second) <= max(ABSOLUTE, RELATIVE * abs(first))


def _float(value: Any) -> float | None:  # noqa: ANN401 - any JSON value
    """Return a number or decimal text as a float; whole units are never tolerated."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, float):
        return value
    if isinstance(value, str) and "." in value:
        try:
            return float(Decimal(value))
        except InvalidOperation:
            return None
    return None


def _units(stated: Mapping[str, Any], done: Sequence[Account]) -> Iterator[UnitsCheck]:
    for item, account in zip(stated["accounts"], done, strict=True):
        allowed = 0
        if account.status == "credited" and math.isfinite(account.computed_units):
            allowed = account.units
        yield UnitsCheck(
            method=account.pack.id,
            stated=int(item["units"]),
            recomputed=allowed,
            status=account.status,
        )
