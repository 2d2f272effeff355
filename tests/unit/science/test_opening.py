"""How soon the room is there, and that it holds what it lists."""

import subprocess
import sys

import edaphon.science


def test_every_listed_name_is_there():
    assert all(hasattr(edaphon.science, name) for name in edaphon.science.__all__)


def test_the_room_opens_without_scipy():
    code = "import sys, edaphon.science; sys.exit('scipy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
