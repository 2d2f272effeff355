"""The strains of a product: each with the number of its deposit."""

from collections.abc import Iterator
from dataclasses import replace

from edaphon.kernel.language import Text
from edaphon.starting.question import Question
from edaphon.starting.state import State

NEXT = Text(
    en="Another strain? Blank: these were all.", zh="还有其他菌株吗？没有的留空。"
)
DEPOSIT = Text(
    en="Under which number is it deposited, and where?", zh="保藏机构及保藏编号？"
)
DEPOSIT_HELP = Text(
    en="As on the certificate of the collection: CGMCC No. 1234, DSM 10, ATCC 6633. "
    "Without it the identity of the product is not shown.",
    zh="同保藏证明，如 CGMCC No. 1234、ACCC 10001。没有保藏编号的，菌剂身份不予认定。",
)


def strains(state: State, asked: Question) -> Iterator[Question]:
    """Yield what is open of the strains, one after the other until one is blank.

    Parameters
    ----------
    state
        Folder and answers.
    asked
        The question after the first strain.
    """
    stated = state.at("practice.product.strains")
    if stated is not None and "strain:1" not in state.answers:
        return
    for number in range(1, len(state.answers) + 2):
        name = f"strain:{number}"
        if name not in state.answers:
            says = asked.asks if number == 1 else NEXT
            yield replace(asked, id=name, asks=says, kind="text")
            return
        if not state.answers[name]:
            return
        if f"{name}.deposit" not in state.answers:
            yield replace(
                asked, id=f"{name}.deposit", asks=DEPOSIT, helps=DEPOSIT_HELP,
                kind="text",
            )  # fmt: skip


def named(state: State) -> list[dict[str, str]]:
    """Return the strains as answered."""
    return [
        {"name": answer, **({"deposit": kept} if kept else {})}
        for name, answer in state.answers.items()
        if name.startswith("strain:") and "." not in name and answer
        for kept in (state.answers.get(f"{name}.deposit", ""),)
    ]
