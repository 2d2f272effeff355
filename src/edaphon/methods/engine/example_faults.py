"""What a worked example writes wrongly: names that the pack has not, and gaps."""

import difflib
from collections.abc import Collection, Mapping
from typing import Any

from edaphon.kernel.language import Text
from edaphon.methods.engine.equation import Equation
from edaphon.methods.engine.evaluation import choose
from edaphon.methods.engine.method_pack import MethodPack

Example = Mapping[str, Any]
"""One worked example, as its YAML says it."""

NO_LIST = Text(
    en="a file of examples is a list: each begins with “- name:”",
    zh="算例文件应为列表，每个算例以“- name:”开头",
)

NEEDED = ("name", "expect", "within")
"""Entries that every example has."""


class ExampleError(ValueError):
    """An example is written wrongly."""

    def __init__(self, told: Text) -> None:
        """Keep what a person is told."""
        super().__init__(told["en"])
        self.told = told


def fault(pack: MethodPack, example: object) -> Text | None:
    """Return what an example writes wrongly, None where every name fits the pack."""
    if not isinstance(example, Mapping):
        return NO_LIST
    absent = [name for name in NEEDED if name not in example]
    if "equation" not in example and "inputs" not in example:
        absent.append("equation")
    if absent:
        return Text(en=f"it lacks {_all(absent)}", zh=f"缺少 {_all(absent)}")
    if "equation" in example:
        return _of_equation(pack, example)
    return _of_chain(pack, example)


def _of_equation(pack: MethodPack, example: Example) -> Text | None:
    settings = {**pack.document["settings"], **example.get("settings", {})}
    chosen = choose(pack.equations, settings)
    name = str(example["equation"])
    if name not in chosen:
        return _unknown(("equation", "公式"), name, chosen)
    odd = [item for item in example["expect"] if item != "value"]
    if odd:
        return _unknown(("expect", "expect"), str(odd[0]), ["value"])
    return _of_given(chosen[name], example.get("given") or {})


def _of_given(equation: Equation, given: Mapping[str, object]) -> Text | None:
    asked = [argument.name for argument in equation.arguments]
    odd = [item for item in given if item not in asked]
    absent = [item for item in asked if item not in given]
    if not odd and not absent:
        return None
    has = _all(given) or "–"
    if absent:
        return Text(
            en=f"{equation.name} needs {_all(absent)}; given are {has}",
            zh=f"{equation.name} 需要 {_all(absent)}；已给出 {has}",
        )
    return Text(
        en=f"{equation.name} takes no {_all(odd)}; it takes {_all(asked) or '–'}",
        zh=f"{equation.name} 没有输入 {_all(odd)}；其输入为 {_all(asked) or '–'}",
    )


def _of_chain(pack: MethodPack, example: Example) -> Text | None:
    computed = {item.name for item in pack.equations}
    taken = {one.source for item in pack.equations for one in item.arguments}
    settings = {name for item in pack.equations for name, _ in item.when}
    known = {
        ("input", "输入", "inputs"): computed | taken,
        ("quantity", "量", "expect"): computed | set(example["inputs"]),
        ("parameter", "参数", "parameters"): set(pack.parameters),
        ("setting", "设置", "settings"): settings | set(pack.document["settings"]),
    }
    for (english, chinese, entry), names in known.items():
        for name in example.get(entry) or {}:
            if name not in names:
                return _unknown((english, chinese), str(name), names)
    return None


def _unknown(kind: tuple[str, str], name: str, known: Collection[str]) -> Text:
    near = difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.4)
    likely = _all(near or sorted(known)[:5]) or "–"
    return Text(
        en=f"the pack has no {kind[0]} {name}; nearest: {likely}",
        zh=f"方法包没有{kind[1]} {name}；相近的有 {likely}",
    )


def _all(names: Collection[str]) -> str:
    return ", ".join(map(str, names))
