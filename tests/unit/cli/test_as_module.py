"""The command runs as a module too, and says the same."""

import subprocess
import sys

import pytest

from edaphon import __version__


@pytest.mark.parametrize("module", ["edaphon", "edaphon.cli.main"])
def test_python_m_is_the_command(module):
    ran = subprocess.run(
        [sys.executable, "-m", module, "--version"],
        capture_output=True, text=True, timeout=60, check=False, encoding="utf-8",
    )  # fmt: skip

    assert ran.stdout == f"edaphon {__version__}\n", ran.stderr
    assert ran.returncode == 0
