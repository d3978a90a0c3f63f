"""Mutation: whether the scenarios of a pack would notice, were it otherwise.

`mutate` changes a pack one small way at a time, asks its scenarios, and says which changes none of them notices. docs/mutation.md says what is
changed, what counts, and how survivors are explained.
"""

import gc
import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from transferrules.authoring.coverage import scenarios_about
from transferrules.authoring.mutation.changes import mutants_of
from transferrules.authoring.mutation.explained import FILE, explained
from transferrules.authoring.mutation.log import Log, NotALog, fingerprint
from transferrules.authoring.mutation.mutant import Mutant
from transferrules.authoring.mutation.order import Order
from transferrules.authoring.mutation.report import Mutation
from transferrules.authoring.mutation.surface import Surface
from transferrules.authoring.mutation.trial import Trial, Tried
from transferrules.authoring.scenarios import default_paths, scenario_files
from transferrules.engine.decide import Policy
from transferrules.pack.load import load_pack, pack_path

__all__ = ["CannotMutate", "Mutation", "mutate"]

Progress = Callable[[int, int, Tried], None]
Given = tuple[str | Path, tuple[Path, ...], str]
"""Pack, scenario files, and the fingerprint of what they were read from."""
Task = tuple[Mutant, tuple[int, ...], tuple[int, ...], bool]
_SELDOM = (100_000, 20, 20)
_AT_ONCE = 4  # mutants that a process is given together


class CannotMutate(Exception):
    """There is nothing to try, or it changed while it was tried; the sentence says which."""


def mutate(
    asked: str | Path,
    paths: Sequence[Path] = (),
    *,
    jobs: int = 1,
    only: Sequence[str] = (),
    search: bool = True,
    resume: Path | None = None,
    progress: Progress | None = None,
) -> Mutation:
    """Try every mutant of a pack against its scenarios.

    Args:
        asked: The pack, by id or path.
        paths: Files and folders of scenarios; without any, the pack's own folder in `conformance`, else all of that.
        jobs: How many processes work at it.
        only: Rules, terms or sections alone: ``duties.consult``, ``terms``.
        search: Whether to look for a case that tells a survivor apart, which takes most of the time.
        resume: A file that keeps what was found out, and from which a stopped run goes on.
        progress: Called after each mutant with how many are done, how many there are, and what became of it.

    Raises:
        TransferRulesError: The pack or one of the files cannot be read.
        CannotMutate: There is nothing to do, or pack or scenarios were changed meanwhile.
    """
    pack = load_pack(asked)
    paths = tuple(paths) or _own_paths(pack.id)
    files = tuple(path for path in scenario_files(paths) if path.name != FILE)
    scenarios = scenarios_about(asked, pack, files) if files else ()
    if not scenarios:
        raise CannotMutate(f"No scenario is about `{pack.id}`: nothing could kill a mutant of it.")  # fmt: skip
    surface = Surface.of(asked)
    every = mutants_of(surface.source, pack)
    chosen = [mutant for mutant in every if not only or _is_among(mutant, only)]
    if not chosen:
        raise CannotMutate(f"Nothing of `{pack.id}` is called {' or '.join(only)}: write `section.rule`, such as `{every[-1].rule}`.")  # fmt: skip
    reasons = explained(pack.id, paths)
    order = Order(Policy(surface.pack()), scenarios)
    of = fingerprint(_rests_on(asked, surface, files))
    try:
        log = None if resume is None else Log(resume, of)
    except NotALog as error:
        raise CannotMutate(str(error)) from None
    known = dict(log.known) if log is not None else {}
    done = {
        mutant.id: known[mutant.id]
        for mutant in chosen
        if mutant.id in known and (known[mutant.id].enough or mutant.id in reasons or not search)
    }
    tasks = [(m, *order.of(m), search and m.id not in reasons) for m in chosen if m.id not in done]
    for tried in _results(tasks, (asked, files, of), jobs, lambda: Trial(surface, scenarios)):
        done[tried.id] = tried
        if log is not None:
            log.add(tried)
        if progress is not None:
            progress(len(done), len(chosen), tried)
    ids = {mutant.id for mutant in every}
    return Mutation(
        pack.id,
        surface.source.name,
        len(order.holding),
        tuple(f"{s.file}:{s.line}: {s.name}" for s in (scenarios[place] for place in order.broken)),
        tuple((mutant, done[mutant.id]) for mutant in chosen),
        reasons,
        tuple(sorted(reasons.keys() - ids)),
    )


def _own_paths(pack: str) -> tuple[Path, ...]:
    """Where the scenarios of a pack are: its folder in `conformance`, or all of that."""
    return tuple(path / pack if (path / pack).is_dir() else path for path in default_paths())


def _is_among(mutant: Mutant, only: Sequence[str]) -> bool:
    return any(mutant.rule == one or mutant.rule.partition(".")[0] == one for one in only)


def _rests_on(asked: str | Path, surface: Surface, files: Sequence[Path]) -> Iterator[Path]:
    path = pack_path(asked)
    yield path
    if "register" in surface.plain:
        yield path.parent / surface.plain["register"]
    yield from files


# --- one process or several ------------------------------------------------------------------------


def _results(
    tasks: list[Task],
    given: Given,
    jobs: int,
    here: Callable[[], Trial],
) -> Iterator[Tried]:
    """What became of each, in the order of the tasks however many processes there are."""
    if jobs < 2 or len(tasks) < 2:
        trial = here() if tasks else None
        for mutant, near, others, search in tasks:
            assert trial is not None
            yield trial.of(mutant, near, others, search=search)
        return
    with ProcessPoolExecutor(
        min(jobs, len(tasks)),
        multiprocessing.get_context("spawn"),
        _start,
        given,
    ) as pool:
        try:
            yield from pool.map(_one, tasks, chunksize=_AT_ONCE)
        except _Changed:
            raise CannotMutate("The pack, its scenarios or the program changed while mutants were tried: begin again.") from None  # fmt: skip
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


class _Changed(Exception):
    """A process has read something else than the first did."""


_trial: Trial | None = None


def _start(asked: str | Path, files: tuple[Path, ...], of: str) -> None:
    """Read pack and scenarios in a process of its own; an interrupt is for the first process to hear."""
    global _trial
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    surface = Surface.of(asked)
    trial = Trial(surface, scenarios_about(asked, surface.pack(), files))
    if fingerprint(_rests_on(asked, surface, files)) == of:
        _trial = trial
    gc.collect()
    gc.freeze()  # what is read once is never looked through again,
    gc.set_threshold(
        *_SELDOM
    )  # and a pack is made of so much at once that most looks would find nothing


def _one(task: Task) -> Tried:
    mutant, near, others, search = task
    if _trial is None:
        raise _Changed
    return _trial.of(mutant, near, others, search=search)
