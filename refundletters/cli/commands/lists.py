"""Lists of documents, rules, locales and questions, and the JSON schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeVar

from refundletters import app
from refundletters.cli.case_argument import answers_of
from refundletters.cli.context import Context
from refundletters.cli.json_records import day_of, document_record, rule_record
from refundletters.cli.option_values import ListOptions, RulesOptions
from refundletters.cli.words import document_title, labels_of
from refundletters.messages import N_, Message, say
from refundletters.model.closed_words import Status

if TYPE_CHECKING:
    from refundletters.facts.types import DocumentStatus, Facts
    from refundletters.packs.tables.rule import Rule

__all__ = ["documents", "locales", "questions", "rules", "schema"]

R = TypeVar("R")

_STATUS: Final[Mapping[Status, str]] = {
    "offered": N_("can be written now"),
    "waiting": N_("opens later"),
    "blocked": N_("does not fit this case"),
}


def documents(context: Context, options: ListOptions) -> int:
    """List the documents, with their status where a case is given."""
    listed = app.documents(context.setting, _facts(options, context) if options.case else None)
    if options.json:
        context.print_json([document_record(entry, context.translate) for entry in listed])
        return 0
    for entry in listed:
        context.print(context.wrap(context.translate(Message(entry.meta.title))))
        context.print(context.wrap(context.translate(Message(entry.meta.about)), "    "))
        if entry.status is not None:
            for line in _status_lines(entry.status, context):
                context.print(context.wrap(context.translate(line), "    "))
        if entry.status is None or entry.status.status == "offered":
            context.print(f"    refundletters write {entry.meta.id}")
    return 0


def _status_lines(status: DocumentStatus, context: Context) -> Iterator[Message]:
    word = Message(_STATUS[status.status])
    # Why it is offered is what it is about, and that stands above.
    yield (
        word
        if status.status == "offered"
        else say("%(status)s: %(why)s", status=word, why=status.why)
    )
    if status.status == "offered" and status.missing:
        labels = labels_of(status.missing, context, most=len(status.missing))
        yield say("Still to answer: %(labels)s", labels=labels)
    elif status.status != "offered" and status.instead:
        titles = [document_title(id, context) for id in status.instead]
        yield say("Instead: %(documents)s", documents=titles)


def rules(context: Context, options: RulesOptions) -> int:
    """List the rules: all of them, those of a country, or those that apply to a case."""
    from refundletters.packs.rows import load_rows
    from refundletters.packs.tables.rule import RULES

    rows = load_rows(context.roots, RULES)
    as_of = context.today
    if options.case:
        facts = _facts(options, context)
        as_of = facts.as_of
        rows = {rule.id: rows[rule.id] for rule in facts.rules if rule.id in rows}
    language = context.interface.partition("_")[0]
    wanted = _rules_wanted(rows.values(), options, context)
    records = [rule_record(row, language, as_of) for row in wanted]
    if options.json:
        context.print_json(records)
        return 0
    for record in records:
        context.print(record["id"])
        context.print(context.wrap(record["citation"], "    "))
        context.print(context.wrap(record["says"] or record["title"], "    "))
        source = say(
            "Checked on %(day)s: %(source)s", day=day_of(record["checked"]), source=record["source"]
        )
        context.print(context.wrap(context.translate(source), "    "))
        for sentence in _age(record):
            context.print(context.wrap(context.translate(sentence), "    "))
    return 0


def _rules_wanted(rows: Iterable[Rule], options: RulesOptions, context: Context) -> Iterator[Rule]:
    """Yield the rules that the options ask for; a rule for every way to pay fits each of them.

    Raises:
        CaseError: There is no such country, reason or way to pay.
    """
    from refundletters.answers.parsing.answer import parse_answer
    from refundletters.facts.countries import jurisdiction_chain

    def read(key: str, text: str | None) -> Any:
        return text and parse_answer(key, text, context.interface, as_of=context.today)

    country = read("country", options.country)
    reason, method = read("reason", options.reason), read("payment.method", options.method)
    for row in rows:
        inside = country and row.jurisdiction.startswith(f"{country}-")
        if country and not inside and row.jurisdiction not in jurisdiction_chain(country):
            continue
        if reason and reason not in row.reasons:
            continue
        if not (method and row.methods) or method in row.methods:
            yield row


def _age(record: Mapping[str, Any]) -> Iterator[Message]:
    days = record["age_days"]
    if days:
        yield Message(
            N_("This was checked %(days)s day ago."),
            {"days": days},
            plural=N_("This was checked %(days)s days ago."),
            count="days",
        )
    if record["old"]:
        yield say("That is more than a year. Look at the source before you rely on it.")


def locales(context: Context, options: ListOptions) -> int:
    """List the languages and what share of their messages is translated."""
    from refundletters.i18n.catalogues import share
    from refundletters.i18n.formats import Formats
    from refundletters.i18n.locales import available, direction

    names = sorted({*available(context.roots, "letters"), *available(context.roots, "ui")})
    records: list[dict[str, Any]] = [
        {
            "locale": name,
            "letters": round(share(context.roots, "letters", name), 4),
            "ui": round(share(context.roots, "ui", name), 4),
            "direction": direction(name),
        }
        for name in names
    ]
    if options.json:
        context.print_json(records)
        return 0
    formats = Formats(context.interface)
    for record in records:
        line = say(
            "%(locale)s: %(name)s. Letters %(letters)s, program %(ui)s.",
            locale=record["locale"],
            name=formats.language(record["locale"]),
            letters=formats.percent(record["letters"]),
            ui=formats.percent(record["ui"]),
        )
        context.print(context.wrap(context.translate(line), "", rest="    "))
    return 0


def questions(context: Context, options: ListOptions) -> int:
    """List the questions and the keys of their answers."""
    from refundletters.packs.questions import load_questions

    records: list[dict[str, Any]] = [
        {
            "id": id,
            "group": question.group,
            "kind": question.kind,
            "text": context.translate(Message(question.text)),
            "choices": [choice.value for choice in question.choices],
            "skip": question.skip,
            "sensitivity": question.sensitivity,
        }
        for id, question in load_questions(context.roots).items()
    ]
    if options.json:
        context.print_json(records)
        return 0
    for record in records:
        context.print(record["id"])
        context.print(context.wrap(record["text"], "    "))
        if record["choices"]:
            words = ", ".join(str(value).lower() for value in record["choices"])
            context.print(context.wrap(words, "    "))
    return 0


def schema(context: Context, options: ListOptions) -> int:
    """Print the JSON schema of the case file; it is JSON with and without ``--json``."""
    from refundletters.answers.json_schema import json_schema

    if options.case:
        _facts(options, context)
    context.print_json(json_schema())
    return 0


def _facts(options: ListOptions, context: Context) -> Facts:
    return app.facts_from(_answers(options, context), context.setting)


def _answers(options: ListOptions, context: Context) -> Mapping[str, Any]:
    from refundletters.cli.cases.current import find_case  # a list without a case does not need it

    return answers_of(context, find_case(context, options.case) if options.case else None)
