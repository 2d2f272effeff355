"""Reading a report's page back: elements, numbers by id, words that people see."""

import re
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "input", "hr", "wbr"}


class Page(HTMLParser):
    """Ids, links, sources and visible words of a page; refuses bad nesting."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.sources: list[str] = []
        self.styles: list[str] = []
        self.words: list[str] = []
        self.by_id: dict[str, str] = {}
        self.faults: list[str] = []
        self.images_without_name: int = 0
        self._open: list[tuple[str, str]] = []
        self.feed(text)
        self.faults += [f"open: {tag}" for tag, _ in self._open]

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if "id" in found:
            self.ids.append(found["id"])
        if "href" in found:
            self.links.append(found["href"])
        if "style" in found:
            self.styles.append(tag)
        for name in ("src", "srcset", "action", "xlink:href", "data"):
            if name in found:
                self.sources.append(found[name])
        if tag == "svg" and "aria-labelledby" not in found:
            self.images_without_name += 1
        if tag not in VOID:
            self._open.append((tag, found.get("id", "")))

    def handle_endtag(self, tag):
        if not self._open or self._open[-1][0] != tag:
            self.faults.append(f"end of {tag} inside {self._open[-1:]}")
            return
        self._open.pop()

    def handle_data(self, data):
        if self._open and self._open[-1][0] in {"script", "style"}:
            return
        self.words.append(data)
        for _, identity in self._open:
            if identity:
                self.by_id[identity] = self.by_id.get(identity, "") + data


NUMBER = re.compile(r"[−-]?\d[\d,]*(?:\.\d+)?")


def numbers(text: str) -> list[str]:
    """Return the numbers of a text, in order."""
    return [found.replace("−", "-") for found in NUMBER.findall(text)]
