"""Why an edition rules, in English and Chinese."""

from edaphon.kernel.language import Text
from edaphon.methods.editions.ruling import FACT_WORDS, Used, facts_needed


def reason(item: Used, day: str) -> Text:
    """Return why an edition rules, and what would have opened an older one."""
    edition = item.edition
    if item.because == "transition":
        pairs = []
        for name, last in edition.transition.items():
            en, zh = FACT_WORDS[name]
            known = item.facts[name]
            pairs.append(
                (
                    f"{en} {known}, no later than {last}",
                    f"{zh}为 {known}，不晚于 {last}",
                )
            )
        english = "; ".join(one for one, _ in pairs)
        chinese = "；".join(one for _, one in pairs)
        return Text(
            en=f"On {day} no longer in force (until {edition.until}), and may still be "
            f"used: {english}.",
            zh=f"{day} 已过有效期（至 {edition.until}），"
            f"依过渡规定仍可采用：{chinese}。",
        )
    english = f" until {edition.until}" if edition.until else ""
    chinese = f" 至 {edition.until}" if edition.until else " 起"
    told = Text(
        en=f"In force on {day}: from {edition.since}{english}.",
        zh=f"{day} 有效：自 {edition.since}{chinese}。",
    )
    if not item.open_to:
        return told
    needed = [facts_needed(one, {}) for one in item.open_to]
    return Text(
        en=told.en + " The later rule holds. " + " ".join(one["en"] for one in needed),
        zh=told.zh + "按较新版本执行。" + "".join(one["zh"] for one in needed),
    )
