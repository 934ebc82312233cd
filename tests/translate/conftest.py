"""A small project of messages: code, letters, data and one language, written on the spot."""

from collections.abc import Callable
from pathlib import Path

import pytest

from refundletters.translate.sources import Sources, of_checkout

LETTER = """\
<p>{% trans %}Hello,{% endtrans %}</p>
{#- L10n: The one who pays. -#}
<p>{% trans name=name %}
  My name is
  {{ name }}.
{% endtrans %}</p>
<p>{% trans n=2 %}I was charged.{% pluralize %}I was charged {{ n }} times.{% endtrans %}</p>
<p>{% trans "chat" %}Hello,{% endtrans %}</p>
<p>{% trans %}This is <strong>urgent</strong>.{% endtrans %}</p>
"""
LETTER_TOML = """\
id = "note"
title = "Short note"
about = "Says hello."
[[blocked]]
when = "reason == 'unused'"
why = "Nobody used it."
instead = []
"""
QUESTIONS = """\
[[question]]
id = "reason"
kind = "choice"
label = "Reason"
text = "What happened?"
help = "It decides what fits."
[[question.choices]]
value = "unused"
label = "I did not use it"
[[question]]
id = "own_words"
kind = "long_text"
text = "Anything else?"
example = "The app did not start."
[[question]]
id = "charges.date"
kind = "date"
text = "When?"
example = "2026-03-14"
"""
CODE = '''\
"""Nothing to see."""
from refundletters.messages import N_, Message, say

# L10n: Shown when nothing is left.
EMPTY = N_("Nothing left.")


def tell(count, row):
    say(row["why"])
    say("It is %(day)s.", day=count)
    say("Yes." if count else "No.")
    return Message("%(count)s case", {"count": count}, plural="%(count)s cases", count="count")
'''
EVIDENCE = """\
[[evidence]]
id = "receipt"
what = "The receipt"
source = "https://example.org/not-a-message"
"""


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Sources:
    write(tmp_path / "pyproject.toml", "")
    write(tmp_path / "templates/letters/note/letter.j2", LETTER)
    write(tmp_path / "templates/letters/note/letter.toml", LETTER_TOML)
    write(tmp_path / "templates/questions.toml", QUESTIONS)
    write(tmp_path / "refundletters/code.py", CODE)
    write(tmp_path / "refundletters/data/evidence/all.toml", EVIDENCE)
    return of_checkout(tmp_path / "refundletters")


@pytest.fixture
def edit(project: Sources) -> Callable[[str, str, str], None]:
    """Replace text in a file of the project; fails where the old text is not there."""

    def replace(path: str, old: str, new: str) -> None:
        file = project.base / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return replace
