"""The seed rule: nobody may choose the random numbers of an account.

A seed is made from the sealed sampling plan and from the first signed head of a
transparency log that contains it; whoever writes the plan cannot know the head,
and whoever signs the head cannot choose the plan.
"""

# spec/bundle §5

import hashlib
from dataclasses import dataclass

from edaphon.kernel.errors import EdaphonError, Problem

PREFIX = b"edaphon/seed/v1\n"
"""Domain of the hash."""

NO_ROOT = bytes(32)
"""Root used when no log has seen the plan."""

ENTROPY_BYTES = 16
"""Leading bytes of the seed that feed the generator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogHead:
    """The first head of a log that contains the sealed plan."""

    root: bytes
    """Root of the log [32 bytes]."""
    signature: bytes
    """Signature of a witness over that head [64 bytes]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """The seed of an account."""

    digest: bytes
    """SHA-256 of prefix, root, plan and signature [32 bytes]."""
    witnessed: bool
    """False when no log head entered: the developer could have tried plans."""

    @property
    def entropy(self) -> int:
        """First 16 bytes, big-endian; entropy of the seed sequence."""
        return int.from_bytes(self.digest[:ENTROPY_BYTES], "big")

    def hexadecimal(self) -> str:
        """Return the 64 hex digits of the seed."""
        return self.digest.hex()


def seed_of(plan_digest: str, head: LogHead | None = None) -> Seed:
    r"""Return the seed of an account from its sealed plan.

    Parameters
    ----------
    plan_digest
        Digest of the plan's bytes, ``sha256:`` and 64 hex digits.
    head
        First head of a log that contains the plan; None where no log is kept:
        the root is then 32 zero bytes, the signature is empty, and the seed says
        that it is not witnessed.

    Returns
    -------
    Seed
        SHA-256("edaphon/seed/v1\n" ‖ root ‖ sha256(plan) ‖ signature).

    Raises
    ------
    EdaphonError
        ``SEED_INPUT`` when a digest, root or signature has another length.

    Examples
    --------
    >>> seed_of("sha256:" + "00" * 32).witnessed
    False
    """
    plan = _plan_bytes(plan_digest)
    root = head.root if head else NO_ROOT
    signature = head.signature if head else b""
    if len(root) != 32 or (head is not None and len(signature) != 64):
        lengths = f"root {len(root)}, signature {len(signature)}"
        raise EdaphonError(Problem(code="SEED_INPUT", facts={"found": lengths}))
    mixed = hashlib.sha256(PREFIX + root + plan + signature).digest()
    return Seed(digest=mixed, witnessed=head is not None)


def _plan_bytes(plan_digest: str) -> bytes:
    try:
        plan = bytes.fromhex(plan_digest.removeprefix("sha256:"))
    except ValueError:
        plan = b""
    if len(plan) != 32 or not plan_digest.startswith("sha256:"):
        raise EdaphonError(Problem(code="SEED_INPUT", facts={"found": plan_digest}))
    return plan
