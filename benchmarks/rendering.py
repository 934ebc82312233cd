"""Letters from cases in one process, beside docxtpl, python-docx and zlib alone.

All sides of a comparison run in turn in each round, in another order every time, so that a machine
that speeds up or slows down does so for all. What is printed is CPU time: the best of the rounds,
and the median of the ratios with the smallest and the largest.

    pip install -e '.[bench,pdf]'
    python benchmarks/rendering.py            # everything
    python benchmarks/rendering.py peers      # or: mixed, charges, contacts, evidence, rules,
                                              # languages
"""

from __future__ import annotations

import datetime as dt
import io
import random
import statistics
import sys
import tempfile
import time
import tomllib
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import docx
from docxtpl import DocxTemplate

import refundletters as rl
from refundletters import app
from refundletters.answers.build import build_case
from refundletters.answers.store import load
from refundletters.facts.gates import all_statuses
from refundletters.facts.gather import gather
from refundletters.facts.types import Facts
from refundletters.letters.compose import compose
from refundletters.model.document import Document
from refundletters.packs.roots import Roots, shipped_roots, with_user_folder
from refundletters.packs.setting import Setting
from refundletters.render import render

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "us-charged-after-canceling" / "case.toml"
DAY = dt.date(2026, 4, 10)
ROUNDS = 9
LETTER, CHAT = "card-dispute", "chat-opener"

Work = Callable[[], object]


def milliseconds(work: Work, least: float = 0.05) -> float:
    """Return the CPU time of one run, from as many as take ``least`` seconds together."""
    times, start = 0, time.process_time()
    while (spent := time.process_time() - start) < least or not times:
        work()
        times += 1
    return spent / times * 1000


def side_by_side(works: Mapping[str, Work]) -> None:
    """Run all in turn and print each beside the first."""
    for work in works.values():
        work()
    found: dict[str, list[float]] = {name: [] for name in works}
    for number in range(ROUNDS):
        for name in random.Random(number).sample(list(works), len(works)):
            found[name].append(milliseconds(works[name]))
    first = next(iter(found.values()))
    print(f"{'':44}{'ms':>9}{'a second':>10}   times the first")
    for name, times in found.items():
        ratios = [other / own for other, own in zip(first, times, strict=True)]
        shown = f"{statistics.median(ratios):.1f} ({min(ratios):.1f} to {max(ratios):.1f})"
        print(f"{name:44}{min(times):9.3f}{1000 / min(times):10,.0f}   {shown}")


def paragraphs_of(document: Document) -> list[str]:
    """Return the words that the peers write as well."""
    return render(document, "text").content.decode().split("\n\n")


def with_docxtpl(words: list[str]) -> Work:
    """Make docxtpl fill a template of one variable a paragraph and a small table."""
    plain = docx.Document()
    values = {f"p{number}": part for number, part in enumerate(words)}
    for name in values:
        plain.add_paragraph("{{ " + name + " }}")
    add_table(plain, "{{ p0 }}")
    path = Path(tempfile.mkdtemp()) / "letter.docx"
    plain.save(str(path))

    def write() -> bytes:
        template = DocxTemplate(path)
        template.render(values, autoescape=True)
        return saved(template)

    return write


def with_python_docx(words: list[str]) -> Work:
    """Make python-docx write the same paragraphs by hand."""

    def write() -> bytes:
        plain = docx.Document()
        for part in words:
            plain.add_paragraph(part)
        add_table(plain, words[0])
        return saved(plain)

    return write


def add_table(document: Any, words: str) -> None:
    """Add a table of three rows and columns."""
    for row in document.add_table(rows=3, cols=3).rows:
        for cell in row.cells:
            cell.text = words


def saved(document: Any) -> bytes:
    """Return a document of python-docx or docxtpl as bytes."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zipped(content: bytes) -> Work:
    """Compress the parts of a Word file and do nothing else: as quick as it could ever be."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if "document" in name or "header" in name]
        parts = [archive.read(name) for name in (*names, "docProps/core.xml")]
    return lambda: [zlib.compress(part, 1) for part in parts]


def peers() -> None:
    """One letter of two pages and one chat opener, every step of them, beside the peers."""
    roots = shipped_roots()
    case = rl.load_case(SAMPLE)
    facts = gather(case, roots, DAY)
    letter, chat = compose(LETTER, facts, roots, "en_US"), compose(CHAT, facts, roots, "en_US")
    words = paragraphs_of(letter)
    works: dict[str, Work] = {
        "docxtpl": with_docxtpl(words),
        "python-docx by hand": with_python_docx(words),
        "zlib alone": zipped(render(letter, "docx").content),
        "facts": lambda: gather(case, roots, DAY),
        "words of the letter": lambda: compose(LETTER, facts, roots, "en_US"),
        "words of the chat opener": lambda: compose(CHAT, facts, roots, "en_US"),
    }
    works |= {
        f"letter as {kind}": lambda kind=kind: render(letter, kind)
        for kind in ("docx", "text", "snippet", "html", "eml", "pdf")
    }
    works |= {
        "case to docx": lambda: rl.render(rl.compose(LETTER, case), "docx"),
        "case to text": lambda: rl.render(rl.compose(LETTER, case), "text"),
        "case to chat opener as text": lambda: rl.render(rl.compose(CHAT, case), "text"),
        "chat opener as text": lambda: render(chat, "text"),
    }
    side_by_side(works)


def mixed() -> None:
    """Every document that is offered in a sample, in its own language."""
    made = list(offered(shipped_roots()))
    words = [paragraphs_of(document) for *_, document in made]
    middle = statistics.median_low(words)
    side_by_side(
        {
            f"docxtpl, a letter of {len(middle)} paragraphs": with_docxtpl(middle),
            f"docx, a mean of {len(made)}": one_of(
                [lambda d=d: render(d, "docx") for *_, d in made]
            ),
            "case to docx": one_of(
                [
                    lambda name=name, case=facts.case, locale=locale: rl.render(
                        rl.compose(name, case, locale), "docx"
                    )
                    for name, facts, locale, _ in made
                ]
            ),
        }
    )


def one_of(works: list[Work]) -> Work:
    """Return one piece of work after the other, again and again."""
    order = random.Random(0).sample(works, len(works))
    turns = iter(lambda: None, 0)

    def endless() -> Iterator[Work]:
        for _ in turns:
            yield from order

    following = endless()
    return lambda: next(following)()


def offered(roots: Roots) -> Iterator[tuple[str, Facts, str, Document]]:
    """Yield what may be written for the samples."""
    for path in sorted((ROOT / "samples").glob("*/case.toml")):
        setting = Setting(roots, DAY)
        facts = app.facts_from(load(path), setting)
        locale = app.choose_locale(None, facts.case, setting)
        for found in all_statuses(facts):
            if found.status == "offered" and not found.missing:
                yield found.id, facts, locale, compose(found.id, facts, roots, locale)


def curve(name: str, sizes: tuple[int, ...], answers: Callable[[int], dict[str, Any]]) -> None:
    """Print what each step takes for a case that grows."""
    roots = shipped_roots()
    steps = ("facts", "words", "text", "docx", "html")
    print(f"{name:>10}" + "".join(f"{step:>9}" for step in steps) + "   ms")
    for size in sizes:
        case = build_case(answers(size), today=DAY)
        facts = gather(case, roots, DAY)
        letter = compose(LETTER, facts, roots, "en_US")
        times = (
            milliseconds(lambda case=case: gather(case, roots, DAY)),
            milliseconds(lambda facts=facts: compose(LETTER, facts, roots, "en_US")),
            *(milliseconds(lambda d=letter, kind=kind: render(d, kind)) for kind in steps[2:]),
        )
        print(f"{size:10}" + "".join(f"{taken:9.2f}" for taken in times))


def base() -> dict[str, Any]:
    """Return the answers of the sample without what a curve adds."""
    kept = tomllib.loads(SAMPLE.read_text("utf-8"))
    return {key: value for key, value in kept.items() if key not in {"contacts", "evidence"}}


def charges() -> None:
    """A case of more and more charges, each of another amount."""
    start = dt.date(2021, 1, 1)

    def answers(size: int) -> dict[str, Any]:
        rows = [
            {
                "date": start + dt.timedelta(days=number),
                "amount": f"{5 + number / 100:.2f}",
                "currency": "USD",
                "status": "posted",
            }
            for number in range(size)
        ]
        return base() | {"charges": rows, "cancellation": {"status": "yes", "on": start}}

    curve("charges", (1, 10, 100, 200, 400, 800), answers)


def contacts() -> None:
    """A case of more and more contacts."""

    def answers(size: int) -> dict[str, Any]:
        rows = [
            {"at": DAY - dt.timedelta(days=number % 300), "channel": "email", "result": "no_answer"}
            for number in range(size)
        ]
        return base() | {"contacts": rows, "as_of": DAY}

    curve("contacts", (1, 10, 100, 500), answers)


def evidence() -> None:
    """A case of more and more evidence."""

    def answers(size: int) -> dict[str, Any]:
        rows = [{"kind": "statement", "label": f"Statement {number}"} for number in range(size)]
        return base() | {"evidence": rows}

    curve("evidence", (1, 10, 100, 1000), answers)


def rules() -> None:
    """A pack with more and more rules for another reason than that of the case."""
    case = rl.load_case(SAMPLE)
    print(f"{'rules':>10}{'first':>9}{'facts':>9}   ms")
    for size in (0, 100, 1000, 3000):
        with tempfile.TemporaryDirectory() as folder:
            roots = with_rules(Path(folder), size)
            first = milliseconds(lambda roots=roots: gather(case, roots, DAY), least=0)
            later = milliseconds(lambda roots=roots: gather(case, roots, DAY))
            print(f"{size:10}{first:9.2f}{later:9.2f}")


def with_rules(folder: Path, size: int) -> Roots:
    """Return roots with a pack of so many rules."""
    row = '[[rule]]\nid = "XX-{0}"\njurisdiction = "US"\ntitle = "T"\ncitation = "C"\n'
    row += 'addressed_to = "merchant"\nreasons = ["technical_failure"]\ncitable = true\n'
    row += 'says = {{ en = "Under {{citation}}, a refund is due." }}\n'
    row += 'source = "https://example.org"\nchecked = 2026-01-01\n'
    (folder / "data" / "rules").mkdir(parents=True)
    text = "".join(row.format(number) for number in range(size))
    (folder / "data" / "rules" / "US.toml").write_text(text, "utf-8")
    return with_user_folder(shipped_roots(), folder)


def languages() -> None:
    """The same letter in every language that ships."""
    roots = shipped_roots()
    facts = gather(rl.load_case(SAMPLE), roots, DAY)
    works: dict[str, Work] = {
        locale: lambda locale=locale: render(compose(LETTER, facts, roots, locale), "docx")
        for locale in ("en_US", "en_GB", "de_DE", "fr_FR", "es_ES")
    }
    side_by_side(works)


PARTS = (peers, mixed, charges, contacts, evidence, rules, languages)


def main(names: list[str]) -> None:
    """Print what was asked for; everything where nothing was."""
    for part in PARTS:
        if not names or part.__name__ in names:
            print(f"\n{part.__doc__}\n")
            part()


if __name__ == "__main__":
    main(sys.argv[1:])
