"""A person's whole road on a pseudo-terminal, from the charge to the appeal, in two languages.

Somebody who answers by what is asked, not by position: questions may come in any order, and one
that is no longer asked is not missed. What is counted is what a person does: questions answered,
and keys pressed for them.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shlex
import signal
import sys
import time
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from refundletters.answers import store
from refundletters.i18n.speech import Speaker, speaker
from refundletters.messages import Message, say
from refundletters.packs.questions import load_questions
from refundletters.packs.roots import shipped_roots

pexpect = pytest.importorskip("pexpect", reason="there are no pseudo-terminals here")
if not hasattr(pexpect, "spawn"):
    pytest.skip("there are no pseudo-terminals here", allow_module_level=True)

ROOT = Path(__file__).resolve().parents[3]
TODAY = dt.date.today()
PATIENCE = 20  # seconds for one question; a slow machine needs one or two
# Questions, and keys with those for menus: until the first letter, and until the appeal. Plain
# lines take a number and Enter where a menu takes Enter alone, so there are more keys here.
FIRST_LETTER = (23, 135)
APPEAL = (33, 188)
ENTER = "\r"
CHOICES = {"choice", "choices", "yes_no", "confirm"}


def day(ago: int) -> dt.date:
    return TODAY - dt.timedelta(days=ago)


# What is true in this story, by question; of a choice, its value in the case file.
TRUE: Mapping[str, object] = {
    "goals": "money_back",
    "country": "US",
    "region": "OH",
    "sender.role": "mine",
    "service": "netf",
    "reason": "charged_after_cancellation",
    "cancellation.status": "yes",
    "cancellation.on": day(70),
    "cancellation.how": "web",
    "charges.date": day(30),
    "charges.amount": "15.49",
    "charges.status": "posted",
    "charges.descriptor": "NETFLIX.COM",
    "service.descriptor": "NETFLIX.COM",
    "service.biller": "provider",
    "used_after_charge": "none",
    "request.primary": "full",
    "permission.withdrawn": "when_canceled",
    "contacts.party": "trader",
    "contacts.channel": "chat",
    "contacts.result": "refused",
    "contacts.at": day(25),
    "payment.method": "credit_card",
    "payment.network": "visa",
    "payment.last4": "1234",
    "payment.issuer": "Elm Bank",
    "payment.holder": "me",
    "payment.holder_is_me": "yes",
    "payment.earlier_payments_ok": "yes",
    "sender.full_name": "Kim Doe",
    "sender.address": f"1 Elm St{ENTER}Toledo{ENTER}",
    "confirmed.facts_true": True,
    "confirmed.not_refunded": True,
    "confirmed.tried_first": True,
    "confirmed.nothing_pending": True,
}
KEEP = "Press Enter alone to keep %(value)s."
ONE_MORE = "That is all this message needs. One more answer could make it stronger."
MORE = (
    "That is all this message needs. %(count)s more answers could make it stronger; each of them "
    "may be skipped."
)
# The menus of the program, by their sentence: the beginning of what is chosen there.
MENUS: Mapping[str, object] = {
    "Is everything right?": "Yes, go on",
    ONE_MORE: "Go to the review",
    MORE: "Go to the review",
    "Which message would you like?": [],
    "Which message would you like? The first one fits best now.": [],
    "What would you like to do with it?": [],
    "Did this message go out (%(title)s)?": [],
    "Are all of these statements true?": "Yes, all of them are true",
    "Do you have something that shows it, such as a file?": "No, not now",
    "Is there more?": "No, not now",
    "These files lie outside the folder of the case. Do you want to send them? %(files)s": (
        "Send them"
    ),
}


@dataclass
class Diary:
    """What the person did so far."""

    folder: Path
    interface: str
    questions: list[str] = field(default_factory=list)
    keys: int = 0

    @property
    def speak(self) -> Speaker:
        return speaker(shipped_roots(), self.interface)

    def within(self, most: tuple[int, int]) -> bool:
        """Tell whether no more questions were answered and keys pressed than ``most``."""
        return len(self.questions) <= most[0] and self.keys <= most[1]

    def says(self, msgid: str, shown: str) -> bool:
        """Tell whether a sentence stands in what was shown, in the language of the screen."""
        return _pattern(msgid, self.speak).search(_flat(shown)) is not None

    def file(self, title: str, suffix: str) -> Path:
        """Return the file of a letter, which has its title in the language of the screen."""
        (found,) = self.folder.glob(f"*{self.speak(Message(title)).replace(' ', '-')}{suffix}")
        return found

    def run(self, words: str, **answers: object) -> str:
        """Run a command, answer whatever it asks, and return all that was shown.

        Args:
            words: The command line.
            answers: What is true besides, by the key of a question with ``__`` for a dot; lists of
                answers to one question are taken in turn.
        """
        terminal = _Terminal(self, shlex.split(words), {**TRUE, **MENUS, **_dotted(answers)})
        try:
            return terminal.to_the_end()
        finally:
            terminal.child.close(force=True)


def _dotted(answers: Mapping[str, object]) -> dict[str, object]:
    return {key.replace("__", "."): value for key, value in answers.items()}


class _Terminal:
    """One command on a terminal that knows plain lines only."""

    def __init__(self, diary: Diary, words: list[str], answers: dict[str, object]) -> None:
        self.diary, self.speak = diary, diary.speak
        self.answers = {
            key: list(value) if isinstance(value, list) else value for key, value in answers.items()
        }
        self.asked = list(_sentences(self.speak))
        self.hints = [
            _flat(self.speak(say(text)))
            for text in (
                "Type a number.",
                "Type the numbers, separated by commas.",
                "There are more. Type a number, or part of a name to find it.",
                "Next line, or Enter alone to finish:",
            )
        ]
        environ = {key: value for key, value in os.environ.items() if not key.startswith("LC_")}
        environ |= {
            "LANG": "C.UTF-8",
            "TERM": "dumb",
            "PYTHONPATH": str(ROOT),
            "REFUNDLETTERS_HOME": str(diary.folder / "home"),
            "XDG_CACHE_HOME": str(diary.folder / "cache"),
        }
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "refundletters", *words, "--interface", diary.interface],
            cwd=str(diary.folder),
            env=environ,
            dimensions=(50, 100),
            encoding="utf-8",
            timeout=PATIENCE,
            echo=False,
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
        )
        self.child.delaybeforesend = 0
        self.everything, self.new = "", ""

    def to_the_end(self) -> str:
        last = "", ""
        while (key := self._question()) is not None:
            assert (key, self.new) != last, f"{key} is asked again and again:\n{self.new}"
            last = key, self.new
            text = self._answer(key)
            if key not in MENUS:
                self.diary.questions.append(key)
            self.diary.keys += len(text) + 1
            self.new = ""
            self.child.send(text + ENTER)
        self.child.close()
        assert self.child.exitstatus == 0, self.everything
        return self.everything

    def _question(self) -> str | None:
        """Wait for the next question and return its key; ``None`` at the end of the command."""
        limit = time.monotonic() + PATIENCE
        while True:
            try:
                text = self.child.read_nonblocking(65536, timeout=0.2)
            except pexpect.TIMEOUT:
                text = ""
            except pexpect.EOF:
                return None
            self.everything += text
            self.new += text
            key = self._waiting()
            if key is not None:
                return key
            assert time.monotonic() < limit, f"nobody knows what is asked here:\n{self.new}"

    def _waiting(self) -> str | None:
        """Return what is asked, where the text so far ends with a question."""
        flat = _flat(self.new)
        found = [
            (match.start(), match.end(), key)
            for pattern, key in self.asked
            for match in pattern.finditer(flat)
        ]
        if not found:
            return None
        _, end, key = max(found)
        rest = flat[end:].strip()
        chosen = any(rest.endswith(hint) for hint in self.hints)
        if chosen or self._is_choice(key):  # a list of choices may still be on its way
            return key if chosen else None
        return key if not rest or re.fullmatch(r"\([^()]*\)", rest) else None

    def _is_choice(self, key: str) -> bool:
        return key in MENUS or load_questions(shipped_roots())[key].kind in CHOICES

    def _answer(self, key: str) -> str:
        answer = self.answers.get(key)
        if isinstance(answer, list):
            assert answer, f"{key} is asked once more:\n{self.new}"
            answer = answer.pop(0)
        if answer is None:
            return ""  # Enter alone leaves it open
        if isinstance(answer, dt.date):
            return _short(answer, self.diary.interface)
        label = self._label(key, answer)
        if f"{label or answer} *" in self.new or self._is_kept(str(answer)):
            return ""  # it is offered: Enter alone takes it
        # A number is what a person types who sees it in front of the label.
        shown = re.findall(r"^ *(\d+)\. (.+)$", self.new, re.MULTILINE)
        numbers = [number for number, text in shown if label and _flat(text).startswith(label)]
        return numbers[-1] if numbers else str(answer)

    def _is_kept(self, answer: str) -> bool:
        """Tell whether Enter alone keeps just this answer."""
        return _pattern(KEEP, self.speak, value=answer).search(_flat(self.new)) is not None

    def _label(self, key: str, answer: object) -> str:
        """Return the label of a choice in the language of the screen; empty for other answers."""
        if key in MENUS:
            said = self.speak.catalogue.gettext(str(answer))
            return _flat(said.partition("%(")[0])
        question = load_questions(shipped_roots())[key]
        labels = [choice.label for choice in question.choices if choice.value == answer]
        return _flat(self.speak(Message(labels[0]))) if labels else ""


def _sentences(speak: Speaker) -> Iterator[tuple[re.Pattern[str], str]]:
    """Yield every question as it is shown, with its key; of a menu, the English sentence."""
    for id, question in load_questions(shipped_roots()).items():
        for text in {question.text, *(variant.text for variant in question.variants)}:
            yield _pattern(text, speak), id
    for menu in MENUS:
        yield _pattern(menu, speak), menu


def _pattern(text: str, speak: Speaker, value: str = "") -> re.Pattern[str]:
    catalogue = speak.catalogue
    said = catalogue.ngettext(ONE_MORE, MORE, 2) if text == MORE else catalogue.gettext(text)
    words = re.split(r"%\(\w+\)s", said)
    between = re.escape(value) if value else ".+?"
    return re.compile(between.join(re.escape(part) for part in words))


def _short(day: dt.date, interface: str) -> str:
    """Return a day as a person types it who wants to be done: without the year."""
    return f"{day.day}.{day.month}." if interface.startswith("de") else f"{day:%b} {day.day}"


def _flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("interface", ["en_US", "de_DE"])
def test_from_the_charge_to_the_appeal(tmp_path: Path, interface: str) -> None:
    diary = Diary(tmp_path, interface)
    chat_and_letter(diary)
    assert diary.within(FIRST_LETTER)
    case = next((tmp_path / "home" / "cases").glob("*.toml"))
    letter = diary.file("Card dispute letter", ".docx")
    assert zipfile.is_zipfile(letter)

    # Written is not sent: nobody was told anything yet, and nothing counts from today.
    chat, letter_written = store.load(case)["contacts"]
    assert (chat["sent"], chat["at"], chat["result"]) == (True, day(25), "refused")
    assert (letter_written["document"], letter_written["sent"]) == ("card-dispute", False)
    assert diary.says("You wrote this: %(document)s. Once it has gone out:", diary.run("plan"))

    shown = diary.run("log --sent card-dispute --by letter", contacts__at=day(12))
    assert "refundletters" in shown
    sent = store.load(case)["contacts"][-1]
    assert (sent["sent"], sent["at"], sent["channel"]) == (True, day(12), "letter")

    picture = tmp_path / "confirmation.txt"
    picture.write_text("Your subscription is canceled.\n", encoding="utf-8")
    bank = {"contacts__party": "bank", "contacts__channel": "letter"}
    evidence = {
        "Do you have something that shows it, such as a file?": "Yes, add it",
        "evidence__kind": "confirmation",
        "evidence__file": picture.name,
        "evidence__label": "Confirmation",
        "evidence__redacted": True,
    }
    no = {"contacts__at": day(3), "contacts__result": "refused", "contacts__reference": "B-17"}
    shown = diary.run("log", **bank, **no, **evidence)
    assert "refundletters write bank-appeal" in shown
    answer = store.load(case)["contacts"][-1]
    assert (answer["at"], answer["party"], answer["result"]) == (day(3), "bank", "refused")

    diary.run("write bank-appeal -o appeal.txt")
    appeal = _flat((tmp_path / "appeal.txt").read_text(encoding="utf-8"))
    assert f"your decision of {letter_day(3)}" in appeal
    assert f"{letter_day(12)} Request refused" not in appeal
    assert "Confirmation" in appeal

    diary.run("remind -o case.ics")
    assert "BEGIN:VEVENT" in (tmp_path / "case.ics").read_text(encoding="utf-8")
    diary.run("bundle -o bundle.zip")
    names = zipfile.ZipFile(tmp_path / "bundle.zip").namelist()
    assert any("confirmation" in name.lower() for name in names)
    assert diary.within(APPEAL)


def chat_and_letter(diary: Diary) -> None:
    """Start a case, show the first chat message, then save a letter to the card company."""
    first = "Which message would you like? The first one fits best now."
    diary.run(
        "new",
        **{
            first: ["Chat opener", "Card dispute letter"],
            "Which message would you like?": ["Card dispute letter"],
            "What would you like to do with it?": [
                "Show it here (%(title)s)",
                "Write another message",
                "Save it as a Word file",
                "Finish",
            ],
            "Did this message go out (%(title)s)?": [
                "Yes, on another day or in another way",
                "Not yet",
            ],
        },
    )


def letter_day(ago: int) -> str:
    """Return a day as letters in the United States write it."""
    return f"{day(ago):%B} {day(ago).day}, {day(ago).year}"
