"""What the records of a bundle name by digest, against what the bundle holds."""

from collections.abc import Iterator

from edaphon.accounting import (
    ACCOUNT,
    OBSERVATIONS,
    PROJECT,
    RECORD,
    RUN,
    method_folder,
)
from edaphon.bundle import Bundle
from edaphon.kernel.errors import Problem, Where
from edaphon.methods import code_of_files
from edaphon.verification.records import CODE, Records

SOURCE = "source/"
"""Where the folder of a method keeps the source text of its pack, for reading."""

PLAN = "plan/"
"""Folder of the sampling plan, whatever its name."""


def link_problems(bundle: Bundle, records: Records) -> Iterator[Problem]:
    """Give ``BUNDLE_LINK`` for each digest that is not that of the file it means."""
    account = records.account
    for field, name in (("evidence", OBSERVATIONS), ("project_document", PROJECT)):
        where = Where(file=f"{ACCOUNT}#{field}")
        yield from _linked(bundle, name, getattr(account, field), where)
    if account.plan and account.plan not in _digests(bundle):
        yield _broken(account.plan, Where(file=f"{ACCOUNT}#plan"))
    yield from _linked(bundle, CODE, records.code, Where(file=RUN, path="program"))
    for place, item in enumerate(account.accounts):
        where = Where(file=ACCOUNT, path=f"accounts/{place}/method")
        name = f"{method_folder(item.method.id)}/{RECORD}"
        yield from _linked(bundle, name, item.method.digest, where)
    for method, stated in records.packs.items():
        if stated != pack_code_in(bundle, method):
            yield _broken(stated, Where(file=RUN, path="program/packs"))


def pack_code_in(bundle: Bundle, method: str) -> str:
    """Return the digest of the code of a pack, from its source in the bundle."""
    folder = f"{method_folder(method)}/{SOURCE}"
    names = [name for name in bundle.names if name.startswith(folder)]
    return code_of_files(
        {name.removeprefix(folder): bundle.read(name) for name in names}
    )


def _digests(bundle: Bundle) -> set[str]:
    """Return the digests of evidence: a project may keep its plan among its data."""
    return {
        f"sha256:{what.sha256}"
        for name, what in bundle.manifest.items()
        if name.startswith((PLAN, "data/"))
    }


def _linked(bundle: Bundle, name: str, stated: str, where: Where) -> Iterator[Problem]:
    what = bundle.manifest.get(name)
    if what is None or f"sha256:{what.sha256}" != stated:
        yield _broken(stated, where)


def _broken(stated: str, where: Where) -> Problem:
    return Problem(code="BUNDLE_LINK", where=where, facts={"found": stated})
