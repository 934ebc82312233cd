from collections.abc import Callable

import pytest
from babel.messages.catalog import Message

from refundletters.errors import NotFound
from refundletters.translate.catalogue_files import empty
from refundletters.translate.check import GAPS, check
from refundletters.translate.message_rules import check_message
from refundletters.translate.sources import Sources
from refundletters.translate.update import init

Edit = Callable[[str, str, str], None]
UI = "locales/de/LC_MESSAGES/ui.po"


def rules(
    msgid: object,
    msgstr: object,
    locale: str = "de",
    domain: str = "letters",
    context: str | None = None,
) -> list[str]:
    message = Message(msgid, msgstr, context=context)  # type: ignore[arg-type]  # both kinds
    return [rule for rule, _ in check_message(message, empty(locale), domain)]


@pytest.mark.parametrize(
    ("msgid", "msgstr", "expected"),
    [
        ("Dear %(name)s,", "Liebe %(name)s,", []),
        ("Dear %(name)s,", "Liebe %(nom)s,", ["placeholder", "placeholder"]),
        ("Dear %(name)s,", "Liebe Leute,", ["placeholder"]),
        ("Dear %(name)s,", "Liebe %(name),", ["placeholder", "percent"]),
        ("Dear %(name)s,", "Liebe %(name) s,", ["placeholder", "percent"]),
        ("All of it", "100 % davon", ["percent"]),
        ("All of it", "100 %% davon", ["percent"]),
        ("It is <strong>due</strong>.", "Es ist <strong>fällig</strong>.", []),
        ("It is <strong>due</strong>.", "Es ist fällig.", ["markup"]),
        ("It is <strong>due</strong>.", "Es ist <em>fällig</em>.", ["markup"]),
        ("It is <strong>due</strong>.", "Es ist <strong>fällig.", ["markup"]),
        ("It is due.", "Es ist <em>fällig</em>.", ["markup"]),
        ("It is <em>due</em>.", "Es ist <em class='x'>fällig</em>.", ["markup"]),
        ("Terms", "AGB & Co", ["markup"]),
        ("Terms", "AGB &amp; Co", []),
        ("Subject: ", "Betreff: ", []),
        ("Subject: ", "Betreff:", ["blank"]),
        ("Subject", " Betreff", ["blank"]),
        ("Thank you.", "Danke", ["ending"]),
        ("Thank you", "Danke.", ["ending"]),
        ("Thank you?", "Danke!", ["ending"]),
        ("“Thank you.”", "„Danke.“", []),
        ("It is <em>due.</em>", "Es ist <em>fällig.</em>", []),
    ],
)
def test_one_message(msgid: str, msgstr: str, expected: list[str]) -> None:
    assert rules(msgid, msgstr) == expected


@pytest.mark.parametrize(
    ("locale", "msgid", "msgstr"),
    [
        ("fr", "Why?", "Pourquoi\u202f?"),
        ("es", "Why?", "¿Por qué?"),
        ("ja", "Thank you.", "ありがとう。"),
        ("hi", "Thank you.", "धन्यवाद।"),
        ("ar", "Why?", "لماذا؟"),
        ("th", "Thank you.", "ขอบคุณ"),
        ("el", "Why?", "Γιατί;"),
        ("zh", "Note:", "注："),
    ],
)
def test_sentences_end_as_their_script_does(locale: str, msgid: str, msgstr: str) -> None:
    assert rules(msgid, msgstr, locale) == []


def test_salutations_and_closes_end_as_their_language_ends_them() -> None:
    assert rules("Kind regards,", "Mit freundlichen Grüßen", context="e-mail") == []
    assert rules("To whom it may concern:", "Sehr geehrte Leute,", context="letter") == []
    assert rules("Hello,", "Guten Tag!", context="chat") == []
    assert rules("Hello,", "Guten Tag!") == ["ending"]
    assert rules("Thank you?", "Vielen Dank.", context="chat") == ["ending"]


def test_an_exclamation_mark_may_become_a_full_stop() -> None:
    assert rules("Thank you!", "Vielen Dank.") == []
    assert rules("Thank you.", "Vielen Dank!") == ["ending"]


def test_the_interface_may_name_things_in_angle_brackets() -> None:
    assert rules("Use <FILE> here", "<FILE> hier benutzen", domain="ui") == []
    assert rules("Terms & more", "AGB & mehr", domain="ui") == []
    assert rules("<%(tag)s> is odd", "<%(tag)s> ist seltsam", domain="ui") == []


PLURAL = ("%(n)s charge", "%(n)s charges")


@pytest.mark.parametrize(
    ("locale", "forms", "expected"),
    [
        ("de", ("%(n)s Abbuchung", "%(n)s Abbuchungen"), []),
        ("de", ("eine Abbuchung", "%(n)s Abbuchungen"), []),
        ("de", ("%(n)s Abbuchung", "viele Abbuchungen"), ["placeholder"]),
        ("de", ("%(n)s Abbuchung", ""), ["plural"]),
        ("de", ("%(n)s Abbuchung",), ["plural"]),
        ("fr", ("un prélèvement", "%(n)s prélèvements"), ["placeholder"]),
        ("pl", ("%(n)s a", "%(n)s b"), ["plural"]),
        ("ar", ("لا", "واحد", "اثنان", "%(n)s", "%(n)s", "%(n)s"), []),
    ],
)
def test_plural_forms(locale: str, forms: tuple[str, ...], expected: list[str]) -> None:
    assert rules(PLURAL, forms, locale) == expected


@pytest.fixture
def german(project: Sources) -> Sources:
    init(project, "de")
    return project


def found(project: Sources, *only: str) -> set[tuple[str, str]]:
    return {(finding.rule, finding.file) for finding in check(project, only)}


def test_a_new_catalogue_has_only_gaps(german: Sources) -> None:
    findings = check(german)
    assert {finding.rule for finding in findings} == {"missing"}
    assert len(findings) == 5 + 16
    first = min(findings, key=lambda finding: (finding.file, finding.line))
    text = (german.base / first.file).read_text(encoding="utf-8").splitlines()
    assert text[first.line - 1].startswith("msgid ")


def test_a_finished_english_catalogue_has_no_findings(project: Sources) -> None:
    init(project, "en_GB")
    assert check(project) == ()


def test_fuzzy_and_unknown_messages_and_a_stale_list(german: Sources, edit: Edit) -> None:
    edit(UI, 'msgid "When?"\nmsgstr ""', '#, fuzzy\nmsgid "When?"\nmsgstr "Wann?"')
    edit("templates/questions.toml", "What happened?", "Tell us.")
    wanted = {("fuzzy", UI), ("unknown", UI), ("missing", UI), ("stale", "locales/ui.pot")}
    assert wanted <= found(german)
    rules = [finding.rule in GAPS for finding in check(german)]
    assert rules == sorted(rules), "gaps come after mistakes"


def test_a_folder_with_another_spelling_is_named(german: Sources) -> None:
    (german.locales / "de").rename(german.locales / "de-at")
    assert ("folder", "locales/de-at/LC_MESSAGES/ui.po") in found(german)
    (german.locales / "de-at").rename(german.locales / "xx")
    assert ("folder", "locales/xx/LC_MESSAGES/ui.po") in found(german)


def test_a_broken_or_absent_file_is_named(german: Sources, edit: Edit) -> None:
    edit(UI, 'msgid "Reason"', "msgid Reason")
    (german.base / "locales/de/LC_MESSAGES/letters.po").unlink()
    assert {("unreadable", UI), ("missing", "locales/de/LC_MESSAGES/letters.po")} <= found(german)


def test_what_editors_write_into_headers_is_no_mistake(german: Sources, edit: Edit) -> None:
    edit(UI, '"Language: de', '"Last-Translator: A B <ab@example.org>\\n"\n"Language: de')
    assert [finding for finding in check(german) if finding.rule == "header"] == []


def test_a_header_has_to_name_its_language(german: Sources, edit: Edit) -> None:
    edit(UI, '"Language: de', '"Language: fr')
    assert [finding.rule for finding in check(german) if finding.rule == "header"] == ["header"]


def test_only_the_named_languages_are_checked(german: Sources) -> None:
    init(german, "fr")
    assert {file.split("/")[1] for _, file in found(german, "fr")} == {"fr"}
    with pytest.raises(NotFound):
        check(german, ["xx"])
