"""The command line with a stand-in for the reports, started by tests of this folder.

``python -m tests.replay.stand_in VERB ...``; the reports take seconds and have
tests of their own, and these tests start the program many times. With ``READY`` set
it says when its modules are loaded and its work begins.
"""

import os
import sys

from edaphon.cli.main import main
from edaphon.reporting import publication
from tests.synthetic_bundle import stand_in

if __name__ == "__main__":
    publication.report_members = stand_in  # type: ignore[assignment]
    sys.argv[0] = "edaphon"
    if "READY" in os.environ:
        print("ready", flush=True)  # noqa: T201 - the test waits for this line
    main()
