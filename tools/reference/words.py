"""Words of the reference pages in both languages."""

from functools import cache
from pathlib import Path

import yaml

from edaphon.kernel.language import Language


@cache
def words_of(page: str, language: Language) -> dict[str, str]:
    """Return the words of one kind of page in a language."""
    file = Path(__file__).with_name("words.yaml")
    entries = yaml.safe_load(file.read_text("utf-8"))[page]
    return {name: texts[language] for name, texts in entries.items()}
