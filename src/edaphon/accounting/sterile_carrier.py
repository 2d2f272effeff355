"""Whether control land got the sterile carrier: by a record, never by a bare word."""

from collections.abc import Iterator

from msgspec import UNSET

from edaphon.evidence import Project, paper_fault
from edaphon.kernel.errors import Problem
from edaphon.kernel.language import Text

PLACE = ("practice", "product", "sterile_carrier_record")
"""Where a project names the record of the application."""

FAULTS = {
    "absent": Text(en="there is no record", zh="没有施用记录"),
    "no_paper": Text(en="the record names no file", zh="施用记录未注明文件"),
    "too_early": Text(
        en="the record is signed before the practice starts",
        zh="施用记录的签署日期早于措施开始日期",
    ),
    "not_a_paper": Text(en="the file is not under papers/", zh="文件不在 papers/ 内"),
    "serves_elsewhere": Text(
        en="the file serves another purpose too", zh="该文件另有他用"
    ),
}
"""What stands against the word that control land got the carrier."""


def is_shown(project: Project) -> bool:
    """Tell whether a record on file shows that control land got the carrier."""
    product = project.model.practice.product
    stated = product is not UNSET and product.sterile_carrier_on_control is True
    return stated and not _fault(project)


def carrier_problems(project: Project) -> Iterator[Problem]:
    """Warn of a word about the carrier that counts for nothing.

    Yields
    ------
    Problem
        ``CARRIER_BARE`` with what stands against it.
    """
    product = project.model.practice.product
    if product is UNSET or product.sterile_carrier_on_control is not True:
        return
    if fault := _fault(project):
        where = project.where("practice", "product", "sterile_carrier_on_control")
        facts = {"fault": FAULTS[fault]}
        yield Problem(code="CARRIER_BARE", where=where, facts=facts)


def _fault(project: Project) -> str:
    """Return what stands against the record, empty for nothing."""
    practice = project.model.practice
    record = (
        UNSET
        if practice.product is UNSET
        else (practice.product.sterile_carrier_record)
    )
    if record is UNSET:
        return "absent"
    if record.file is UNSET:
        return "no_paper"
    if record.signed_on < practice.start:
        return "too_early"
    return paper_fault(project, PLACE, record.file)
