"""Rules that packs share about earlier accounts of the same land."""

from msgspec import UNSET

from edaphon.methods.engine.condition import Facts, Outcome, not_assessed


def earlier_unsaid(facts: Facts) -> Outcome | None:
    """Return that nothing is decided where earlier accounts are not spoken of."""
    if facts.project.earlier is not UNSET:
        return None
    return not_assessed(
        (
            "It is not stated whether this land had an account before.",
            "未说明该土地以前是否做过核算。",
        ),
        (
            (
                "State earlier: none where there was none; else put each earlier "
                "bundle there: edaphon history DIR --add BUNDLE."
            ),
            (
                "以前没有核算的，请填写 earlier: none；否则请用 edaphon history DIR "
                "--add BUNDLE 逐一接入以前的证据包。"
            ),
        ),
    )


def accounts_by_record(count: int) -> tuple[str, str]:
    """Return how many earlier accounts came along, in English and Chinese.

    Examples
    --------
    >>> accounts_by_record(1)[0], accounts_by_record(2)[0]
    ('1 earlier account by record', '2 earlier accounts by record')
    """
    noun = "account" if count == 1 else "accounts"
    return f"{count} earlier {noun} by record", f"按记录接入以前 {count} 次核算"
