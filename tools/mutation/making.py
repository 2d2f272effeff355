"""Making mutants of one module: one changed operator, number or word at a time.

A mutant is kept as the number of its change, so that it can be made anew in
another process. Line numbers stay those of the source: what is compiled is the
changed syntax tree, not a text.
"""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div, ast.Mod: ast.Mult, ast.Pow: ast.Mult,
}  # fmt: skip
NAMES = {
    "min": "max", "max": "min", "any": "all", "all": "any", "floor": "ceil",
    "ceil": "floor", "ROUND_FLOOR": "ROUND_CEILING", "ROUND_CEILING": "ROUND_FLOOR",
}  # fmt: skip
"""Names whose opposite is as easily written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One change of one module."""

    file: str
    """Path from the top of the checkout."""
    number: int
    """Number of the change within the module."""
    line: int
    function: str
    """Qualified name of the outermost function that holds it; empty outside of all."""
    first: int
    """First line of that function, decorators included; 0 outside of all."""
    change: str
    """What stands there and what the mutant has instead."""
    statement: str
    """First line of the statement that holds it."""

    def __str__(self) -> str:
        """Return place and change."""
        place = f"{self.file}:{self.line} {self.function or '(module)'}"
        return f"{place}: {self.change} in {self.statement}"

    @property
    def name(self) -> str:
        """The same without the line, which other changes of the file move."""
        place = f"{self.file} {self.function or '(module)'}"
        return f"{place}: {self.change} in {self.statement}"


def mutants_of(path: Path) -> list[Mutant]:
    """Return every mutant of a module, in order of the source."""
    tree = ast.parse(path.read_text("utf-8"))
    file = path.relative_to(ROOT).as_posix()
    return [
        Mutant(
            file=file,
            number=number,
            line=getattr(spot.node, "lineno", 0),
            function=spot.place.function,
            first=spot.place.first,
            change=spot.change[2],
            statement=spot.place.statement,
        )
        for number, spot in enumerate(_spots(tree, _Inside()))
    ]


def unchanged(mutant: Mutant) -> Mutant:
    """Return a control: the same function without any change, which must survive."""
    return replace(mutant, number=-1, change="nothing")


def mutated(mutant: Mutant) -> ast.Module:
    """Return the syntax tree of a module with the one change made."""
    tree = ast.parse((ROOT / mutant.file).read_text("utf-8"))
    if mutant.number < 0:
        return tree
    spots = enumerate(_spots(tree, _Inside()))
    spot = next(spot for number, spot in spots if number == mutant.number)
    field, value, _ = spot.change
    setattr(spot.node, field, value)
    return ast.fix_missing_locations(tree)


Change = tuple[str, object, str]
"""Field, new value and description."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Inside:
    """What holds a node."""

    function: str = ""
    first: int = 0
    path: str = ""
    statement: str = ""

    def around(self, child: ast.AST) -> "_Inside":
        """Return what holds the children of a node."""
        if isinstance(child, ast.ClassDef):
            return replace(self, path=f"{self.path}{child.name}.")
        if isinstance(child, ast.FunctionDef):
            if self.function:
                return self
            starts = [child.lineno, *(one.lineno for one in child.decorator_list)]
            name = f"{self.path}{child.name}"
            return replace(self, function=name, first=min(starts))
        if isinstance(child, ast.stmt):
            return replace(self, statement=ast.unparse(child).split("\n")[0])
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    node: ast.AST
    change: Change
    place: _Inside


def _spots(node: ast.AST, place: _Inside) -> Iterator[_Spot]:
    """Yield every change below a node; annotations and docstrings hold none."""
    for change in _changes(node):
        yield _Spot(node=node, change=change, place=place)
    for child in _children(node):
        if isinstance(child, ast.FunctionDef):
            for default in (*child.args.defaults, *child.args.kw_defaults):
                if default:  # evaluated where the function is defined, not in it
                    yield from _spots(default, place)
        yield from _spots(child, place.around(child))


def _children(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.FunctionDef):
        yield from node.body[1:] if ast.get_docstring(node) else node.body
    elif isinstance(node, ast.AnnAssign):
        yield from [node.value] if node.value else []
    elif isinstance(node, ast.ClassDef):
        yield from node.body
    elif not isinstance(node, ast.If) or not _is_for_types(node):
        yield from ast.iter_child_nodes(node)


def _is_for_types(node: ast.If) -> bool:
    return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _changes(node: ast.AST) -> Iterator[Change]:
    """Yield each change of a node itself, not of what is below it."""
    for kind, changes in _KINDS.items():
        if isinstance(node, kind):
            yield from changes(node)


def _other_comparisons(node: ast.Compare) -> Iterator[Change]:
    for at, operator in enumerate(node.ops):
        other = COMPARISONS[type(operator)]()
        yield (
            "ops",
            [*node.ops[:at], other, *node.ops[at + 1 :]],
            _said(operator, other),
        )


def _other_operator(node: ast.BinOp | ast.AugAssign) -> Iterator[Change]:
    if type(node.op) in OPERATORS and not _is_text(node):
        other = OPERATORS[type(node.op)]()
        yield "op", other, _said(node.op, other)


def _other_word(node: ast.BoolOp) -> Iterator[Change]:
    opposite = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield "op", opposite, _said(node.op, opposite)


def _without_sign(node: ast.UnaryOp) -> Iterator[Change]:
    if isinstance(node.op, ast.USub):
        yield "op", ast.UAdd(), "minus dropped"
    elif isinstance(node.op, ast.Not):
        yield "operand", ast.UnaryOp(ast.Not(), node.operand), "not dropped"


def _other_name(node: ast.Name) -> Iterator[Change]:
    if node.id in NAMES:
        yield "id", NAMES[node.id], f"{node.id} -> {NAMES[node.id]}"


def _other_attribute(node: ast.Attribute) -> Iterator[Change]:
    if node.attr in NAMES:
        yield "attr", NAMES[node.attr], f"{node.attr} -> {NAMES[node.attr]}"


def _other_branch(node: ast.If | ast.IfExp) -> Iterator[Change]:
    yield "test", ast.UnaryOp(ast.Not(), copy.deepcopy(node.test)), "if -> if not"


def _other_constants(node: ast.Constant) -> Iterator[Change]:
    value = node.value
    if isinstance(value, bool):
        yield "value", not value, f"{value} -> {not value}"
    elif isinstance(value, int | float):
        yield "value", value + 1, f"{value} -> {value + 1}"


def _is_text(node: ast.BinOp | ast.AugAssign) -> bool:
    sides = (node.left, node.right) if isinstance(node, ast.BinOp) else (node.value,)
    return any(
        isinstance(side, ast.JoinedStr)
        or (isinstance(side, ast.Constant) and isinstance(side.value, str))
        for side in sides
    )


def _said(old: ast.AST, new: ast.AST) -> str:
    return f"{type(old).__name__} -> {type(new).__name__}"


_KINDS: dict[type[ast.AST], Callable[[Any], Iterator[Change]]] = {
    ast.Compare: _other_comparisons,
    ast.BinOp: _other_operator,
    ast.AugAssign: _other_operator,
    ast.BoolOp: _other_word,
    ast.UnaryOp: _without_sign,
    ast.Name: _other_name,
    ast.Attribute: _other_attribute,
    ast.Constant: _other_constants,
    ast.IfExp: _other_branch,
    ast.If: _other_branch,
}
