"""Look for the programs that some tests need, and install them where that is allowed.

Tests that need a program which is still missing afterwards skip and say so.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

PROGRAMS = {"pdftotext": "poppler-utils"}
"""Program on the path, and the Debian package that brings it."""


def missing_packages() -> list[str]:
    """Return the Debian packages whose program is not on this machine."""
    return [
        package for program, package in PROGRAMS.items() if not shutil.which(program)
    ]


def may_install() -> bool:
    """Return whether this is a Debian-like system and the caller is its root."""
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def install(packages: Sequence[str]) -> bool:
    """Install Debian packages without asking; return whether it worked."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    )
    return all(
        subprocess.run(
            step, env=environment, check=False, stdout=subprocess.DEVNULL
        ).returncode
        == 0
        for step in steps
    )


def main() -> None:
    """Install what is missing, or say which tests will skip."""
    packages = missing_packages()
    if not packages:
        return
    if may_install() and install(packages):
        print("Installed for the tests:", " ".join(packages))
        return
    names = " ".join(packages)
    print(f"Not on this machine: {names}; tests that need them skip.", file=sys.stderr)


if __name__ == "__main__":
    main()
