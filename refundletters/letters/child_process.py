"""Run templates that are not ours in a process of their own, with limits.

The sandbox keeps a template from reaching anything but the letter's values. The limits keep it from
using up the machine: time and output everywhere, memory and processor time where the system can
limit them (not on Windows). The process ends with each letter.
"""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, Final

from refundletters.errors import TemplateError
from refundletters.letters.template_words import Task, TemplateWords, template_error, words_of
from refundletters.messages import Message, say

__all__ = ["is_foreign", "main", "words_in_child"]

_SECONDS: Final = 20
_MEMORY: Final = 1 << 30
_MOST_WRITTEN: Final = 1 << 20
_PACKAGE: Final = Path(__file__).resolve().parents[2]
# Nothing that lies in the current folder is imported; the package is the one that runs here.
_CODE: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]); from refundletters.letters.child_process import "
    "main; main(sys.stdin.buffer, sys.stdout.buffer)"
)


def is_foreign(task: Task) -> bool:
    """Return whether a template that is not ours takes part in writing a letter."""
    *others, _ = task.roots.templates
    return any(
        (folder / "_base").is_dir() or (folder / "letters" / task.document).is_dir()
        for folder in others
    )


def words_in_child(task: Task) -> TemplateWords:
    """Run the template of a letter in a process of its own.

    Raises:
        TemplateError: The template is wrong, takes too long, or needs or writes too much; names
            file and line where they are known.
    """
    if sys.platform == "emscripten":
        raise _stopped(task, say("Templates of packs cannot run in a browser."))
    try:
        done = subprocess.run(  # noqa: S603 - our own module, in the same Python
            [sys.executable, "-P", "-c", _CODE, str(_PACKAGE)],
            input=pickle.dumps(replace(task, roots=replace(task.roots, left_out=()))),
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise _stopped(
            task, say("It takes longer than %(seconds)s seconds.", seconds=_SECONDS)
        ) from None
    try:
        answer = json.loads(done.stdout[: 8 * _MOST_WRITTEN])
    except ValueError:
        raise _stopped(task, say("It was stopped: it needs too much time or memory.")) from None
    if "problem" in answer:
        message = _message(answer["problem"])
        raise TemplateError(message, file=answer["file"], line=answer["line"])
    return TemplateWords(answer["markup"], answer["labels"], tuple(answer["missing"]))


def _stopped(task: Task, problem: Message) -> TemplateError:
    return TemplateError(
        say("%(file)s: %(problem)s", file=task.template, problem=problem), file=task.template
    )


def main(stdin: BinaryIO, stdout: BinaryIO) -> None:
    """Write the words of one letter: the task comes in, an answer in JSON goes out."""
    from refundletters.facts.gather import gather

    task: Task = pickle.load(stdin)  # noqa: S301 - from the process that started this one
    facts = gather(task.case, task.roots, task.as_of)
    _limit_this_process()
    answer: dict[str, Any]
    try:
        words = words_of(task, facts)
        if len(words.markup) > _MOST_WRITTEN:
            raise _stopped(task, say("It writes too much."))
        answer = {"markup": words.markup, "labels": words.labels, "missing": words.missing}
    except TemplateError as error:
        answer = _problem(error)
    except Exception as error:  # whatever a template does wrong is the template's fault
        answer = _problem(template_error(error, task.template))
    stdout.write(json.dumps(answer).encode("utf-8"))


def _limit_this_process() -> None:
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # a system may have lower limits, or none of this kind
            resource.setrlimit(kind, (most, most))


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
