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
