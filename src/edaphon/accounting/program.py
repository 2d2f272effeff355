"""What the run record says of the program that ran, whoever runs it and when."""

from typing import Any

from edaphon import __version__
from edaphon.accounting.bundle_members import RUN, VERSIONS
from edaphon.kernel.environment import code_digest
from edaphon.monitoring import READING_RULES

IS_DRAFT = False
"""Whether a form of a record may still change; a test compares it with the forms."""


def program_record() -> dict[str, Any]:
    """Return the fields of the run record that follow from the program alone."""
    return {
        "v": VERSIONS[RUN],
        "program": {"version": __version__, "code": code_digest()},
        "reading_rules": READING_RULES,
        "draft": IS_DRAFT,
    }
