"""Running the tests that can notice a mutant, in a process forked for each.

The tests are collected once. A first pass notes which functions each test calls
and how long it takes; a mutant is then run against the tests that call its
function, the quickest first, until one fails. A mutant outside of all functions, or
in one that no single test calls (it ran while the tests were loaded, or once for all
of them), is run in a fresh process against the test files that use its module.
"""

import gc
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from importlib.machinery import ModuleSpec, SourceFileLoader
from itertools import zip_longest
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType

import pytest

from mutation.making import ROOT, Mutant, mutated, unchanged

Place = tuple[str, int]
"""File from the top of the checkout and first line of a function."""

KILLED, SURVIVED, SLOW = "killed", "survived", "slow"
LONGEST, MORE_THAN_USUAL = 5.0, 4.0
"""Least limit of a mutant [s], and its limit over the usual time [1], of processor
time: a busy machine kills no mutant."""
WAITING = 10.0
"""Limit of the time on the clock over that of the processor [1]."""
LONGEST_ALONE = 600.0
CONTROLS = 3
"""Mutants that are also run without any change, where a test calls their function."""
BROKEN = 3
"""Exit code of a child that could not put its mutant in place."""

SELECTION = (
    "-q", "-x", "-p", "no:randomly", "-p", "no:xdist", "-p", "no:cacheprovider",
    "-o", "addopts=--import-mode=importlib --disable-socket", "-m", "not slow",
    "--timeout=0",
)  # fmt: skip


@dataclass(slots=True)
class Calls:
    """What the first pass found."""

    tests: dict[Place, set[str]] = field(default_factory=dict)
    """Tests by the function that they call."""
    seconds: dict[str, float] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)


class Judge:
    """Runs mutants inside the collected session of pytest."""

    def __init__(
        self,
        mutants: Sequence[Mutant],
        children: int,
        note: Callable[[Mutant, str], None],
    ) -> None:
        self.mutants = mutants
        self.children = children
        self.note = note
        self.calls = Calls()
        self.files = {mutant.file for mutant in mutants}
        self.verdicts: dict[Mutant, str] = {}
        self.uncalled: list[Mutant] = []
        """Mutants whose function no single test calls."""
        self._failed = False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take the place of pytest's own loop."""
        items = {item.nodeid: item for item in session.items}
        calls = self._mapped(items)
        if calls.failed:
            message = f"these fail without any mutant: {sorted(calls.failed)[:5]}"
            raise SystemExit(message)
        self.calls = calls
        functions = _functions(self.files)
        waiting = list(self.mutants)
        running: dict[int, Mutant] = {}
        while waiting or running:
            while waiting and len(running) < self.children:
                mutant = waiting.pop(0)
                chosen = _chosen(mutant, calls, items)
                if not chosen:
                    self.uncalled.append(mutant)
                    continue
                limit = LONGEST + MORE_THAN_USUAL * sum(
                    calls.seconds[item.nodeid] for item in chosen
                )
                running[self._fork(mutant, chosen, functions, limit)] = mutant
            if running:
                pid, status = os.wait()
                if pid in running:
                    self._note(running.pop(pid), status)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note that a test failed."""
        self._failed = self._failed or report.failed

    def _note(self, mutant: Mutant, status: int) -> None:
        if os.WIFEXITED(status) and os.WEXITSTATUS(status) == BROKEN:
            message = f"the mutant could not be put in place: {mutant}"
            raise SystemExit(message)
        if os.WIFSIGNALED(status):
            slow = os.WTERMSIG(status) in {signal.SIGALRM, signal.SIGPROF}
            self._judged(mutant, SLOW if slow else KILLED)
        else:
            self._judged(mutant, KILLED if os.WEXITSTATUS(status) else SURVIVED)

    def _judged(self, mutant: Mutant, verdict: str) -> None:
        self.verdicts[mutant] = verdict
        if mutant.number >= 0:  # controls are run again each time
            self.note(mutant, verdict)
        done = len(self.verdicts)
        print(f"\r{done}/{len(self.mutants)}", end="", file=sys.stderr, flush=True)

    def _mapped(self, items: Mapping[str, pytest.Item]) -> Calls:
        """Return what the tests call, found by several children at a time."""
        files = list(dict.fromkeys(name.split("::")[0] for name in items))
        parts = [{*files[at :: self.children]} for at in range(self.children)]
        calls = Calls()
        works = [partial(self._part, items, part) for part in parts if part]
        for data in _in_children(works):
            found: Calls = pickle.loads(data)  # noqa: S301 - written by our own child
            for place, names in found.tests.items():
                calls.tests.setdefault(place, set()).update(names)
            calls.seconds |= found.seconds
            calls.failed |= found.failed
        return calls

    def _part(self, items: Mapping[str, pytest.Item], files: set[str]) -> bytes:
        own = {name: items[name] for name in items if name.split("::")[0] in files}
        return pickle.dumps(self._map(own))

    def _map(self, items: Mapping[str, pytest.Item]) -> Calls:
        calls = Calls()
        wanted = {str(ROOT / file): file for file in self.files}
        seen: set[Place] = set()

        def note(frame: FrameType, event: str, _argument: object) -> None:
            file = wanted.get(frame.f_code.co_filename)
            if file and event == "call":
                seen.add((file, frame.f_code.co_firstlineno))

        for item, following in zip_longest(items.values(), [*items.values()][1:]):
            name, self._failed = item.nodeid, False
            seen.clear()
            start = time.process_time()
            sys.settrace(note)
            _run(item, following)
            sys.settrace(None)
            calls.seconds[name] = time.process_time() - start
            if self._failed:
                calls.failed.add(name)
            for place in seen:
                calls.tests.setdefault(place, set()).add(name)
        return calls

    def _fork(
        self,
        mutant: Mutant,
        chosen: Sequence[pytest.Item],
        functions: Mapping[Place, list[FunctionType]],
        limit: float,
    ) -> int:
        pid = os.fork()
        if pid:
            return pid
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, WAITING * limit)
        signal.setitimer(signal.ITIMER_PROF, limit)
        _silent()
        code = BROKEN
        try:
            _install(mutant, functions)
            code = 1
            self._failed = False
            for item, following in zip_longest(chosen, chosen[1:]):
                _run(item, following)
                if self._failed:
                    break
            code = int(self._failed)
        finally:
            os._exit(code)


def judge(
    mutants: Sequence[Mutant],
    tests: Sequence[str],
    children: int,
    note: Callable[[Mutant, str], None],
) -> dict[Mutant, str]:
    """Return what the tests say of every mutant.

    Parameters
    ----------
    mutants
        Mutants to run.
    tests
        Test files and folders that may notice them.
    children
        Processes at one time.
    note
        Told every verdict when it is known.
    """
    os.environ["POLARS_MAX_THREADS"] = "1"
    inside = [one for one in mutants if one.function]
    controls = [unchanged(one) for one in inside[:CONTROLS]]
    judging = Judge([*controls, *inside], children, note)
    code = pytest.main([*SELECTION, *tests], plugins=[judging]) if inside else 0
    if code not in (0, 5):
        raise SystemExit(int(code))
    broken = [one for one in controls if judging.verdicts.pop(one, "") == KILLED]
    if broken:
        message = f"tests fail on code without any change: {broken[0]}"
        raise SystemExit(message)
    uncalled = [one for one in judging.uncalled if one not in controls]
    outside = [one for one in mutants if not one.function] + uncalled
    with ThreadPoolExecutor(children) as pool:
        verdicts = pool.map(
            lambda one: _alone(one, _files(one, judging.calls) or tests, note), outside
        )
        return judging.verdicts | dict(zip(outside, verdicts, strict=True))


def _files(mutant: Mutant, calls: Calls) -> list[str]:
    """Return the test files that call a function of the module, the quickest first."""
    names = {
        name
        for (file, _), found in calls.tests.items()
        if file == mutant.file
        for name in found
    }
    seconds: defaultdict[str, float] = defaultdict(float)
    for name in names:
        seconds[name.split("::")[0]] += calls.seconds[name]
    return sorted(seconds, key=lambda file: seconds[file])


def _alone(
    mutant: Mutant, tests: Sequence[str], note: Callable[[Mutant, str], None]
) -> str:
    """Return what the tests say of a mutant outside of all functions."""
    verdict = _verdict_alone(mutant, tests)
    note(mutant, verdict)
    return verdict


def _verdict_alone(mutant: Mutant, tests: Sequence[str]) -> str:
    call = [sys.executable, str(ROOT / "tools" / "mutants.py"), "--alone"]
    call += [mutant.file, str(mutant.number), *tests]
    try:
        run = subprocess.run(
            call, cwd=ROOT, capture_output=True, timeout=LONGEST_ALONE, check=False
        )
    except subprocess.TimeoutExpired:
        return SLOW
    return KILLED if run.returncode else SURVIVED


def run_alone(mutant: Mutant, tests: Sequence[str]) -> int:
    """Run the tests against a mutant in this process; return pytest's exit code."""
    path = str(ROOT / mutant.file)
    sys.meta_path.insert(0, _Finder(path, compile(mutated(mutant), path, "exec")))
    return int(pytest.main([*SELECTION, *tests]))


def _chosen(
    mutant: Mutant, calls: Calls, items: Mapping[str, pytest.Item]
) -> list[pytest.Item]:
    """Return the tests of a mutant's function, the likeliest and quickest files first.

    Likeliest are those that share a word of their name with the module. The tests of
    one file stay together, so that its fixtures are made once.
    """
    names = calls.tests.get((mutant.file, mutant.first), set())
    files: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: calls.seconds[name]):
        files.setdefault(name.split("::")[0], []).append(name)
    costs = {
        file: sum(calls.seconds[name] for name in found)
        for file, found in files.items()
    }
    return [
        items[name]
        for file in sorted(files, key=lambda file: (_is_far(file, mutant), costs[file]))
        for name in files[file]
    ]


def _is_far(file: str, mutant: Mutant) -> bool:
    words = {*Path(mutant.file).stem.split("_")}
    return words.isdisjoint(Path(file).stem.split("_"))


def _run(item: pytest.Item, following: pytest.Item | None) -> None:
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


def _in_children(works: Sequence[Callable[[], bytes]]) -> list[bytes]:
    """Return what pieces of work give, each done in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="edaphon-mutants-") as folder:
        out = [Path(folder) / str(at) for at in range(len(works))]
        pids = [_started(*pair) for pair in zip(works, out, strict=True)]
        if sum([os.waitpid(pid, 0)[1] for pid in pids]):  # each is waited for
            raise SystemExit("the first pass of the tests ended badly")
        return [file.read_bytes() for file in out]


def _started(work: Callable[[], bytes], out: Path) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        out.write_bytes(work())
        code = 0
    finally:
        os._exit(code)


def _silent() -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)


def _functions(files: set[str]) -> dict[Place, list[FunctionType]]:
    """Return every living function of the files, by place."""
    wanted = {str(ROOT / file): file for file in files}
    found: dict[Place, list[FunctionType]] = {}
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename in wanted:
            code = thing.__code__
            place = wanted[code.co_filename], code.co_firstlineno
            found.setdefault(place, []).append(thing)
    return found


def _install(mutant: Mutant, functions: Mapping[Place, list[FunctionType]]) -> None:
    """Put a mutant in the place of its function, loaded already or later."""
    path = str(ROOT / mutant.file)
    code = compile(mutated(mutant), path, "exec")
    wrong = next(one for one in _codes(code) if one.co_firstlineno == mutant.first)
    for function in functions.get((mutant.file, mutant.first), ()):
        function.__code__ = wrong
    sys.meta_path.insert(0, _Finder(path, code))


def _codes(code: CodeType) -> Iterator[CodeType]:
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield part
            yield from _codes(part)


class _Finder:
    """Loads the one module that is mutated from its changed syntax tree."""

    def __init__(self, path: str, code: CodeType) -> None:
        self.path = path
        self.code = code

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return the changed module where its source is looked for."""
        from importlib.machinery import PathFinder  # noqa: PLC0415 - only in a child

        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.origin == self.path:
            spec.loader = _Loader(name, self.path, self.code)
            return spec
        return None


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, code: CodeType) -> None:
        super().__init__(name, path)
        self._code = code

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 - importlib's signature
        """Return the changed code."""
        return self._code
