"""Run templates that are not ours in a process of their own, with limits.

The sandbox keeps a template from reaching anything but the letter's values. The limits keep it from
using up the machine: time and output everywhere, memory and processor time where the system can
limit them (not on Windows). The process writes one letter after the other, and ends with the
program, or with a letter that goes beyond a limit.
"""

from __future__ import annotations

import atexit
import json
import pickle
import subprocess
import sys
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from threading import Event, Lock, Timer
from typing import IO, Any, Final

from msgspec import structs

from refundletters.errors import TemplateError
from refundletters.letters.environment import template_error
from refundletters.letters.template_words import Task, TemplateWords, words_of
from refundletters.messages import Message, say

__all__ = ["main", "words_in_child"]

_SECONDS: Final = 20
_MEMORY: Final = 1 << 30
_MOST_WRITTEN: Final = 1 << 20
_HEAD: Final = 8  # bytes before each message that say how long it is
_PACKAGE: Final = Path(__file__).resolve().parents[2]
# Nothing that lies in the current folder is imported; the package is the one that runs here.
_CODE: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]); from refundletters.letters.child_process import "
    "main; main(sys.stdin.buffer, sys.stdout.buffer)"
)


def words_in_child(task: Task) -> TemplateWords:
    """Run the template of a letter in a process of its own.

    Raises:
        TemplateError: The template is wrong, takes too long, or needs or writes too much; names
            file and line where they are known.
    """
    if sys.platform == "emscripten":
        raise _stopped(task, say("Templates of packs cannot run in a browser."))
    plain = structs.replace(task, roots=structs.replace(task.roots, left_out=()))
    content, is_late = _child().answer(pickle.dumps(plain))
    if is_late:
        raise _stopped(task, say("It takes longer than %(seconds)s seconds.", seconds=_SECONDS))
    if not content:
        raise _stopped(task, say("It was stopped: it needs too much time or memory."))
    answer = json.loads(content)
    if "problem" in answer:
        message = _message(answer["problem"])
        raise TemplateError(message, file=answer["file"], line=answer["line"])
    return TemplateWords(answer["markup"], answer["labels"], tuple(answer["missing"]))


class _Child:
    """A process that is started when it is needed, and again where it was stopped."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._one_at_a_time = Lock()

    def answer(self, request: bytes) -> tuple[bytes, bool]:
        """Return what the process answers, nothing where it ended; and whether it was too late."""
        with self._one_at_a_time:
            process = self._process = self._process or _started()
            is_late = Event()

            def stop() -> None:
                is_late.set()
                process.kill()

            timer = Timer(_SECONDS, stop)
            timer.start()
            try:
                content = _exchanged(process, request)
            finally:
                timer.cancel()
            if not content:
                self._end()
            return content, is_late.is_set()

    def close(self) -> None:
        """End the process."""
        with self._one_at_a_time:
            self._end()

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    with suppress(OSError):  # what was not written is of no use any more
                        stream.close()
        self._process = None


@lru_cache(maxsize=1)
def _child() -> _Child:
    child = _Child()
    atexit.register(child.close)
    return child


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own module, in the same Python
        [sys.executable, "-P", "-c", _CODE, str(_PACKAGE)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _exchanged(process: subprocess.Popen[bytes], request: bytes) -> bytes:
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        _put(process.stdin, request)
        return _got(process.stdout, most=8 * _MOST_WRITTEN)
    except OSError:  # it ended
        return b""


def _put(stream: IO[bytes], content: bytes) -> None:
    stream.write(len(content).to_bytes(_HEAD, "big") + content)
    stream.flush()


def _got(stream: IO[bytes], *, most: int) -> bytes:
    """Return the next message, nothing where there is none or it is too long."""
    length = int.from_bytes(stream.read(_HEAD), "big")
    return stream.read(length) if length <= most else b""


def _stopped(task: Task, problem: Message) -> TemplateError:
    return TemplateError(
        say("%(file)s: %(problem)s", file=task.template, problem=problem), file=task.template
    )


def main(stdin: IO[bytes], stdout: IO[bytes]) -> None:
    """Write the words of letters: tasks come in, answers in JSON go out."""
    while request := _got(stdin, most=sys.maxsize):
        task: Task = pickle.loads(request)  # noqa: S301 - the pipe is from our own parent alone
        _put(stdout, json.dumps(_answer(task)).encode("utf-8"))


def _answer(task: Task) -> dict[str, Any]:
    from refundletters.facts.gather import gather

    facts = gather(task.case, task.roots, task.as_of)
    _limit_this_process()
    try:
        words = words_of(task, facts)
        if len(words.markup) > _MOST_WRITTEN:
            raise _stopped(task, say("It writes too much."))
    except TemplateError as error:
        return _problem(error)
    except Exception as error:  # whatever a template does wrong is the template's fault
        return _problem(template_error(error, task.template))
    return {"markup": words.markup, "labels": words.labels, "missing": words.missing}


def _limit_this_process() -> None:
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + _SECONDS
    for kind, most in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # a system may have lower limits, or none of this kind
            resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))


def _problem(error: TemplateError) -> dict[str, Any]:
    return {"problem": _parts(error.message), "file": error.file, "line": error.line}


def _parts(message: Message) -> dict[str, Any]:
    fields = {
        name: _parts(value) if isinstance(value, Message) else str(value)[:400]
        for name, value in message.fields.items()
    }
    return {"msgid": message.msgid, "fields": fields}


def _message(parts: dict[str, Any]) -> Message:
    fields = {
        name: _message(value) if isinstance(value, dict) else value
        for name, value in parts["fields"].items()
    }
    return Message(parts["msgid"], fields)
