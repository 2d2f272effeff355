"""What a stranger's code raised, as a problem tells it: cause, file and line."""

import signal
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from types import FrameType
from typing import Any

from edaphon.kernel.errors import EdaphonError, Problem, Where


class WrongReturnError(TypeError):
    """A body returned what it may not."""

    def __init__(self, returned: object, wanted: tuple[str, str]) -> None:
        """Keep what a person is told: what was returned, and what was wanted."""
        shown = "None" if returned is None else f"{_kind(returned)} {returned!r}"[:80]
        english, chinese = wanted
        super().__init__(f"it returns {shown}, not {english}")
        self.told = {
            "en": str(self),
            "zh": f"返回值为 {shown}，应为{chinese}",
        }


def _kind(returned: object) -> str:
    return type(returned).__name__


@contextmanager
def told_by_name(name: str, body: Callable[..., Any]) -> Iterator[None]:
    """Run a body of a pack; whatever it raises is told with the name of its rule.

    Raises
    ------
    EdaphonError
        ``METHOD_BODY`` with the cause and the line.
    """
    try:
        with nullcontext() if _is_ours(body) else interrupts_apart():
            yield
    except (EdaphonError, KeyboardInterrupt, GeneratorExit):
        raise
    except BaseException as error:
        facts = {"name": name, "cause": cause(error)}
        where = raised_at(error, body.__module__)
        if isinstance(error, WrongReturnError):
            where = _defined_at(body)
        raise EdaphonError(
            Problem(code="METHOD_BODY", where=where, facts=facts)
        ) from error


def _is_ours(body: Callable[..., Any]) -> bool:
    """Tell whether a body comes with the program, which never raises an interrupt."""
    return body.__module__.partition(".")[0] == __name__.partition(".")[0]


class InterruptOfPackError(RuntimeError):
    """A pack stopped the program as if a person had pressed Ctrl-C."""


@contextmanager
def interrupts_apart() -> Iterator[None]:
    """Tell a person's Ctrl-C, which passes, from one that a pack raises itself.

    Raises
    ------
    InterruptOfPackError
        For a ``KeyboardInterrupt`` without a signal.
    """
    pressed: list[int] = []
    before = signal.getsignal(signal.SIGINT)
    is_ours = threading.current_thread() is threading.main_thread()

    def note(number: int, frame: FrameType | None) -> None:
        pressed.append(number)
        if callable(before):
            before(number, frame)

    if is_ours and callable(before):
        signal.signal(signal.SIGINT, note)
    try:
        yield
    except KeyboardInterrupt as error:
        if pressed:
            raise
        message = "raise KeyboardInterrupt"
        raise InterruptOfPackError(message).with_traceback(
            error.__traceback__
        ) from error
    finally:
        if is_ours and callable(before):
            signal.signal(signal.SIGINT, before)


def cause(error: BaseException) -> dict[str, str]:
    """Return kind and message of an exception, the same in both languages."""
    if isinstance(error, WrongReturnError):
        return error.told
    told = f"{type(error).__name__}: {error}".strip(": ")
    return {"en": told, "zh": told}


def raised_at(error: BaseException, module: str) -> Where:
    """Return where an exception was raised, told from the package of a module on."""
    file, row = _last_line(error)
    return (
        Where(file=_from(module.partition(".")[0], file), row=row) if file else Where()
    )


def _defined_at(body: Callable[..., Any]) -> Where:
    code = getattr(body, "__code__", None)
    root = body.__module__.partition(".")[0]
    return (
        Where(file=_from(root, code.co_filename), row=code.co_firstlineno)
        if code
        else Where()
    )


def _last_line(error: BaseException) -> tuple[str, int | None]:
    """Return file and row of the last line outside the import machinery."""
    if isinstance(error, SyntaxError):
        return error.filename or "", error.lineno
    frames = traceback.extract_tb(error.__traceback__)[1:]
    own = [item for item in frames if "importlib" not in item.filename]
    return (own[-1].filename, own[-1].lineno) if own else ("", None)


def _from(root: str, path: str) -> str:
    """Return a path from a package on: enough to find it, nothing of the machine."""
    parts = path.replace("\\", "/").split("/")
    if root not in parts:
        return "/".join(parts[-2:])
    return "/".join(parts[len(parts) - 1 - parts[::-1].index(root) :])
