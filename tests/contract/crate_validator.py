"""Run roc-validator over a crate without any network, contexts served from disk.

Called as a program, because the validator keeps its cache in one object per process:
``crate_validator.py CONTEXTS CACHE CRATE PROFILE...`` prints one line per issue.
"""

# ruff: noqa: PLC0415 - the test run collects this file without needing the validator

import io
import sys
from pathlib import Path

ACCEPTED = "application/ld+json, application/json;q=0.9, */*;q=0.1"


def fill_cache(contexts: Path, cache: Path) -> None:
    """Put the RO-Crate contexts into the validator's cache."""
    import requests
    from requests.adapters import BaseAdapter
    from requests_cache import CachedSession
    from urllib3 import HTTPResponse

    class FromDisk(BaseAdapter):
        def send(self, request, **_):
            version = request.url.removesuffix("/context").rpartition("/")[2]
            body = (contexts / f"ro-crate-{version}.context.jsonld").read_bytes()
            response = requests.Response()
            response.status_code = 200
            response.url, response.request = request.url, request
            response.headers["Content-Type"] = "application/ld+json"
            response.raw = HTTPResponse(
                io.BytesIO(body), headers=dict(response.headers), preload_content=False
            )
            return response

        def close(self):
            """Nothing is held open."""

    with CachedSession(str(cache), backend="sqlite", expire_after=-1) as session:
        session.mount("https://w3id.org/", FromDisk())
        for version in ("1.1", "1.2", "1.3"):
            url = f"https://w3id.org/ro/crate/{version}/context"
            session.get(url, headers={"Accept": ACCEPTED})


def issues(crate: Path, cache: Path, profile: str) -> list[str]:
    """Return what breaks a REQUIRED rule of a profile."""
    from rocrate_validator import services
    from rocrate_validator.models import ValidationSettings

    settings = ValidationSettings(
        rocrate_uri=str(crate),
        profile_identifier=profile,
        requirement_severity="REQUIRED",
        offline=True,
        cache_path=cache,
        skip_availability_check=True,
    )
    result = services.validate(settings)
    return [f"{profile}: {issue.message}" for issue in result.get_issues()]


def main() -> None:
    contexts, cache, crate = map(Path, sys.argv[1:4])
    fill_cache(contexts, cache)
    for profile in sys.argv[4:]:
        for line in issues(crate, cache, profile):
            sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
