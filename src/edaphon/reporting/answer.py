"""What a field of the disclosure list may be answered with."""

from collections.abc import Callable
from dataclasses import dataclass

from edaphon.reporting.content_form import Content
from edaphon.reporting.wording import Text


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """A field that this account does not fall under, with the reason."""

    reason: Text


Answer = Text | NotApplicable | None
"""Text from the evidence, the reason why the field does not apply, or nothing."""

Answering = Callable[[Content], Answer]
