"""A roster and a register for the made-up project."""

from tests.synthetic_project import SyntheticProject

ROSTER = "activity/roster.csv"
REGISTER = "private/members.csv"
SEAL = "activity/register.seal.json"


def roster_row(
    member: str,
    parcel: str,
    stratum: str,
    area: float | str,
    joined: str = "2021-01-01",
    left: str = "none",
) -> dict[str, str]:
    """Return one row of a roster."""
    return {
        "member": member, "parcel": parcel, "stratum": stratum, "area_ha": str(area),
        "joined": joined, "left": left,
    }  # fmt: skip


def with_members(share: str = "area_days", **stated: object) -> SyntheticProject:
    """Return a project of 200 ha whose land three members hold: 120, 50 and 30 ha."""
    made = SyntheticProject()
    made.tables[ROSTER] = [
        roster_row("H1", "P1", "S1", 120),
        roster_row("H2", "P2", "S2", 50),
        roster_row("H3", "P3", "S2", 20),
        roster_row("H3", "P4", "S2", 10),
    ]
    made.document["members"] = {"roster": {"path": ROSTER}, "share": share, **stated}
    return made
