"""The laboratories that the answers name, and their accreditation."""

from collections.abc import Iterator

from edaphon.kernel.language import Text
from edaphon.starting.question import Question
from edaphon.starting.state import State

NAMED, ACCREDITED = "laboratory:", "accreditation:"
"""Begin the ids of the questions which laboratory analysed, and what accredits it."""

HELPS = Text(
    en="Body and number as on its reports: CNAS L1234, DAkkS D-PL-12345-01-00. "
    "Blank: not known; the report then says nothing of it.",
    zh="填写检测报告所载的机构和编号，如 CNAS L1234、CMA 编号。"
    "不填视为未知，报告不作说明。",
)


def named(state: State) -> list[str]:
    """Return the laboratories that analysed a campaign, each once."""
    told = [text for name, text in state.answers.items() if name.startswith(NAMED)]
    return [*dict.fromkeys(filter(None, told))]


def accreditations(state: State, section: Text) -> Iterator[Question]:
    """Yield what accredits each laboratory, where project.yaml lists none."""
    for name in [] if state.at("laboratory") else named(state):
        if f"{ACCREDITED}{name}" not in state.answers:
            yield Question(
                id=f"{ACCREDITED}{name}",
                section=section,
                asks=Text(
                    en=f"By whom is {name} accredited, under which number?",
                    zh=f"{name} 的资质认定或认可证书编号？",
                ),
                helps=HELPS,
                may_be_blank=True,
            )


def laboratories(state: State) -> Iterator[tuple[str, object]]:
    """Yield the laboratories of which an accreditation was answered."""
    held = {name: state.answers.get(f"{ACCREDITED}{name}", "") for name in named(state)}
    if not state.at("laboratory") and any(held.values()):
        yield (
            "laboratory",
            [
                {
                    "name": {state.language: name},
                    **({"accreditation": told} if told else {}),
                }
                for name, told in held.items()
            ],
        )
