"""The manifest of a bundle as it were with the members that were made again."""

from collections.abc import Mapping

from edaphon.bundle import Bundle
from edaphon.kernel import canonical
from edaphon.kernel.digests import digest


def manifest_again(bundle: Bundle, made: Mapping[str, bytes]) -> bytes:
    """Return the manifest with digest and size of every member that was made again."""
    files = []
    for name, what in bundle.manifest.items():
        sha, size = what.sha256, what.size
        if name in made:
            sha, size = digest(made[name]).removeprefix("sha256:"), len(made[name])
        files.append({"path": name, "sha256": sha, "size": size})
    return canonical.dumps({"files": files, "v": "edaphon.manifest/1"})
