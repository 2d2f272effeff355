"""Why an edition rules, in English and Chinese."""

from edaphon.kernel.language import Text
from edaphon.methods.editions.ruling import FACT_WORDS, Ruling, Used, facts_needed


def reason(item: Used) -> Text:
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
        return Text(
            en=f"In force until {edition.until}; may still be used: "
            f"{'; '.join(one for one, _ in pairs)}.",
            zh=f"有效期至 {edition.until}，依过渡规定仍可采用：{'；'.join(one for _, one in pairs)}。",
        )
    english = f" until {edition.until}" if edition.until else ""
    chinese = f" 至 {edition.until} 有效" if edition.until else " 起有效"
    told = Text(
        en=f"In force from {edition.since}{english}.",
        zh=f"自 {edition.since}{chinese}。",
    )
    if not item.open_to:
        return told
    needed = [facts_needed(one, {}) for one in item.open_to]
    return Text(
        en=told.en + " The later rule holds. " + " ".join(one["en"] for one in needed),
        zh=told.zh + "按较新版本执行。" + "".join(one["zh"] for one in needed),
    )


def day_told(ruling: Ruling, last_day: str) -> Text:
    """Return what the day of a ruling is."""
    if ruling.day == last_day:
        return Text(
            en=f"{ruling.day}, the last day of the monitoring period.",
            zh=f"{ruling.day}（监测期最后一日）。",
        )
    return Text(
        en=f"{ruling.day}, the first day of the latest edition that the method "
        "follows; the monitoring period ended before.",
        zh=f"{ruling.day}（方法包所依各文件中最晚生效者的生效日期，晚于监测期结束）。",
    )
