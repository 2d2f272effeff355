"""The command line with a stand-in for the reports, started by tests of this folder.

``python -m tests.replay.stand_in VERB ...``; the reports take seconds and have
tests of their own, and these tests start the program many times. With ``READY`` set
it says when its modules are loaded and its work begins.
"""

import os
import sys
from collections.abc import Sequence

import edaphon.cli.main as program
from edaphon.service import publication
from tests.synthetic_bundle import stand_in

run = program._run


def announced(given: Sequence[str]) -> None:
    """Say that the call has begun, and run it."""
    print("ready", flush=True)  # noqa: T201 - the test waits for this line
    run(given)


if __name__ == "__main__":
    publication.report_members = stand_in  # type: ignore[assignment]
    sys.argv[0] = "edaphon"
    if "READY" in os.environ:
        program._run = announced
    program.main()
