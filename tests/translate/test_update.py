from collections.abc import Callable

import pytest

from refundletters.errors import NotFound, TemplateError, UsageError
from refundletters.i18n.catalogues import load
from refundletters.translate.check import check
from refundletters.translate.sources import Sources
from refundletters.translate.stats import stats
from refundletters.translate.update import init, rename, update

Edit = Callable[[str, str, str], None]
LETTERS = "locales/de/LC_MESSAGES/letters.po"
UI = "locales/de/LC_MESSAGES/ui.po"


def read(project: Sources, path: str) -> str:
    return (project.base / path).read_text(encoding="utf-8")


@pytest.fixture
def german(project: Sources, edit: Edit) -> Sources:
    """The project with a German catalogue in which two messages are translated."""
    init(project, "de")
    edit(
        LETTERS,
        'msgid "My name is %(name)s."\nmsgstr ""',
        'msgid "My name is %(name)s."\nmsgstr "Ich heiße %(name)s."',
    )
    edit(
        UI,
        'msgid "What happened?"\nmsgstr ""',
        'msgid "What happened?"\nmsgstr "Was ist passiert?"',
    )
    return project


def test_a_new_language_is_one_folder_with_both_catalogues(project: Sources) -> None:
    paths = init(project, "pt-BR")
    assert [project.place(path) for path in paths] == [
        "locales/pt_BR/LC_MESSAGES/letters.po",
        "locales/pt_BR/LC_MESSAGES/ui.po",
    ]
    text = paths[0].read_text(encoding="utf-8")
    assert text.startswith("# Letters of refundletters in Portuguese (Brazil).\n")
    assert '"Language: pt_BR\\n"' in text
    assert "MIT license" in text
    assert "@" not in text


@pytest.mark.parametrize(
    ("locale", "forms", "rule"),
    [
        ("it", 2, "(n != 1)"),
        ("pt", 2, "(n > 1)"),
        ("pt_BR", 2, "(n > 1)"),
        ("pt_PT", 2, "(n != 1)"),
        ("ca", 2, "(n != 1)"),
        ("he", 2, "(n != 1)"),
        ("es_PE", 2, "(n != 1)"),
        ("fr_LU", 2, "(n > 1)"),
        ("ja", 1, "0"),
        ("cs", 3, "(n == 1 ? 0 : n >= 2 && n <= 4 ? 1 : 2)"),
    ],
)
def test_a_new_catalogue_has_the_plural_forms_of_its_language(
    project: Sources, locale: str, forms: int, rule: str
) -> None:
    [letters, _] = init(project, locale)
    text = letters.read_text(encoding="utf-8")
    assert f'"Plural-Forms: nplurals={forms}; plural={rule};\\n"' in text
    assert f'msgstr[{forms - 1}] ""' in text
    assert f'msgstr[{forms}] ""' not in text


def test_a_language_is_started_once(project: Sources) -> None:
    init(project, "de")
    with pytest.raises(UsageError, match="already"):
        init(project, "de")


@pytest.mark.parametrize("locale", ["en_US", "en_XA"])
def test_the_source_needs_no_catalogue(project: Sources, locale: str) -> None:
    with pytest.raises(UsageError, match="needs no catalogue"):
        init(project, locale)


def test_english_catalogues_start_empty_and_keep_only_differences(
    project: Sources, edit: Edit
) -> None:
    [_, ui] = init(project, "en_GB")
    assert "What happened?" not in ui.read_text(encoding="utf-8")
    with ui.open("a", encoding="utf-8") as file:
        file.write('\nmsgid "Says hello."\nmsgstr "Says hullo."\n')
    update(project)
    text = ui.read_text(encoding="utf-8")
    assert 'msgid "Says hello."\nmsgstr "Says hullo."' in text
    assert "What happened?" not in text
    edit("templates/letters/note/letter.toml", "Says hello.", "Greets.")
    update(project)
    assert '#~ msgid "Says hello."' in ui.read_text(encoding="utf-8")


def test_a_catalogue_of_a_region_keeps_only_what_differs_there(german: Sources) -> None:
    [_, ui] = init(german, "de_CH")
    assert "Was ist passiert?" not in ui.read_text(encoding="utf-8")
    with ui.open("a", encoding="utf-8") as file:
        file.write('\nmsgid "Says hello."\nmsgstr "Sagt Grüezi."\n')
    update(german, ["de_CH"])
    text = ui.read_text(encoding="utf-8")
    assert 'msgstr "Sagt Grüezi."' in text
    assert 'msgstr ""\n\n' not in text.partition("\n\n")[2]
    assert "What happened?" not in text
    assert not [finding for finding in check(german, ["de_CH"]) if finding.rule == "missing"]


def test_updating_twice_changes_nothing(german: Sources) -> None:
    update(german)
    assert update(german) == ()


def test_a_translation_stays_with_its_message(german: Sources, edit: Edit) -> None:
    edit("templates/letters/note/letter.j2", "Hello,", "Good day,")
    update(german)
    assert 'msgid "My name is %(name)s."\nmsgstr "Ich heiße %(name)s."' in read(german, LETTERS)
    assert 'msgid "Good day,"\nmsgstr ""' in read(german, LETTERS)


def test_a_changed_message_keeps_its_translation_as_a_hint(german: Sources, edit: Edit) -> None:
    edit("templates/questions.toml", "What happened?", "What has happened?")
    update(german)
    text = read(german, UI)
    assert '#, fuzzy\nmsgid "What has happened?"\nmsgstr "Was ist passiert?"' in text
    catalogue = load(german.roots, "ui", "de", cache=german.base / "cache")
    assert catalogue.gettext("What has happened?") == "What has happened?"


def test_a_message_that_comes_back_finds_its_translation(german: Sources, edit: Edit) -> None:
    edit("templates/questions.toml", "What happened?", "Tell us.")
    update(german)
    assert '#~ msgid "What happened?"\n#~ msgstr "Was ist passiert?"' in read(german, UI)
    update(german)
    assert read(german, UI).count("Was ist passiert?") == 1
    edit("templates/questions.toml", "Tell us.", "What happened?")
    update(german)
    assert '\nmsgid "What happened?"\nmsgstr "Was ist passiert?"' in read(german, UI)
    assert "#~" not in read(german, UI)


def test_remarks_of_translators_are_kept(german: Sources, edit: Edit) -> None:
    edit(UI, "# Distributed", "# Reviewed by a native speaker.\n# Distributed")
    edit(
        UI,
        '#: templates/questions.toml\nmsgid "What happened?"\n',
        '# formal\n#: templates/questions.toml\nmsgid "What happened?"\n',
    )
    update(german)
    assert "# Reviewed by a native speaker.\n" in read(german, UI)
    [before, _] = read(german, UI).split('msgid "What happened?"\n')
    assert "# formal\n" in before.rsplit("\n\n", 1)[1]


def test_dates_and_names_that_editors_add_are_dropped(german: Sources, edit: Edit) -> None:
    edit(
        UI,
        '"MIME-Version',
        '"PO-Revision-Date: 2026-03-14 10:00+0100\\n"\n'
        '"Last-Translator: A B <ab@example.org>\\n"\n"MIME-Version',
    )
    update(german)
    assert "example.org" not in read(german, UI)
    assert "Date" not in read(german, UI)


def test_a_message_that_starts_to_count_is_offered_as_a_hint(german: Sources, edit: Edit) -> None:
    edit(
        "refundletters/code.py",
        'say("It is %(day)s.", day=count)',
        'say("It is %(day)s.", day=count)',
    )
    edit(UI, 'msgid "Nothing left."\nmsgstr ""', 'msgid "Nothing left."\nmsgstr "Nichts übrig."')
    edit(
        "refundletters/code.py",
        'EMPTY = N_("Nothing left.")',
        'EMPTY = Message("Nothing left.", {}, plural="Nothings left.", count="n")',
    )
    update(german)
    text = read(german, UI)
    assert 'msgid_plural "Nothings left."\nmsgstr[0] "Nichts übrig."\nmsgstr[1] ""' in text


def test_only_the_named_languages_are_updated(german: Sources, edit: Edit) -> None:
    init(german, "fr")
    edit("templates/questions.toml", "What happened?", "Tell us.")
    changed = {german.place(path) for path in update(german, ["fr"])}
    assert changed == {"locales/ui.pot", "locales/fr/LC_MESSAGES/ui.po"}
    with pytest.raises(NotFound, match="translate init es"):
        update(german, ["es"])


def test_renaming_keeps_translations_in_every_language(german: Sources, edit: Edit) -> None:
    init(german, "fr")
    changed = rename(german, "What happened?", "What has happened?")
    assert {german.place(path) for path in changed} == {
        "locales/ui.pot",
        UI,
        "locales/fr/LC_MESSAGES/ui.po",
    }
    assert 'msgid "What has happened?"\nmsgstr "Was ist passiert?"' in read(german, UI)
    edit("templates/questions.toml", "What happened?", "What has happened?")
    update(german)
    assert 'msgid "What has happened?"\nmsgstr "Was ist passiert?"' in read(german, UI)


def test_renaming_one_text_of_a_plural(german: Sources) -> None:
    rename(german, "I was charged.", "I was billed.")
    assert 'msgid "I was billed."\nmsgid_plural "I was charged %(n)s times."' in read(
        german, LETTERS
    )


@pytest.mark.parametrize(
    ("old", "new", "error", "says"),
    [
        ("What happend?", "Oh", NotFound, "Did you mean this one: What happened"),
        ("What happened?", "When?", UsageError, "such a message already"),
        ("It is %(day)s.", "It is today.", UsageError, "different placeholders"),
    ],
)
def test_a_rename_that_would_lose_something_is_refused(
    german: Sources, old: str, new: str, error: type[Exception], says: str
) -> None:
    before = read(german, UI)
    with pytest.raises(error, match=says):
        rename(german, old, new)
    assert read(german, UI) == before


def test_a_broken_catalogue_names_file_and_line(german: Sources, edit: Edit) -> None:
    edit(UI, 'msgid "Reason"', "msgid Reason")
    with pytest.raises(TemplateError, match=r"ui\.po, line \d+"):
        update(german)


def test_stats_count_what_is_done(german: Sources, edit: Edit) -> None:
    edit(UI, 'msgid "When?"\nmsgstr ""', '#, fuzzy\nmsgid "When?"\nmsgstr "Wann?"')
    init(german, "en_GB")
    rows = {(row.locale, row.domain): row for row in stats(german)}
    letters = rows["de", "letters"]
    assert (letters.total, letters.translated, letters.fuzzy, letters.missing) == (5, 1, 0, 4)
    assert letters.share == pytest.approx(1 / 5)
    ui = rows["de", "ui"]
    assert (ui.translated, ui.fuzzy, ui.missing) == (1, 1, ui.total - 2)
    assert rows["en_GB", "ui"].share == 1.0
    assert {row.locale for row in stats(german, ["de"])} == {"de"}
