from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from jinja2 import nodes

from refundletters.errors import TemplateError, UsageError
from refundletters.i18n.catalogues import load
from refundletters.letters.environment import environment
from refundletters.letters.template_names import Catalogued
from refundletters.messages import PLACEHOLDER
from refundletters.packs.roots import Roots
from refundletters.translate import catalogue_files, jinja_messages, python_messages
from refundletters.translate.extract import extract, messages, stale
from refundletters.translate.sources import Sources, of_checkout, of_pack

Edit = Callable[[str, str, str], None]


def texts(sources: Sources, domain: str) -> list[tuple[str, ...]]:
    found = messages(sources)[domain]
    return [catalogue_files.ids(message) for message in found if message.id]


def test_letters_come_from_templates(project: Sources) -> None:
    assert texts(project, "letters") == [
        ("Hello,",),
        ("My name is %(name)s.",),
        ("I was charged.", "I was charged %(n)s times."),
        ("Hello,",),
        ("This is <strong>urgent</strong>.",),
    ]


def test_the_interface_comes_from_data_and_code(project: Sources) -> None:
    assert texts(project, "ui") == [
        ("Reason",),
        ("What happened?",),
        ("It decides what fits.",),
        ("I did not use it",),
        ("Anything else?",),
        ("When?",),
        ("The app did not start.",),
        ("Short note",),
        ("Says hello.",),
        ("Nobody used it.",),
        ("The receipt",),
        ("Nothing left.",),
        ("It is %(day)s.",),
        ("Yes.",),
        ("No.",),
        ("%(count)s case", "%(count)s cases"),
    ]


def test_translators_get_notes_contexts_and_files(project: Sources) -> None:
    extract(project)
    letters = project.pot("letters").read_text(encoding="utf-8")
    assert "#. The one who pays.\n#. As in “" in letters
    assert 'msgctxt "chat"\nmsgid "Hello,"' in letters
    ui = project.pot("ui").read_text(encoding="utf-8")
    assert "#. Shown when nothing is left.\n#: refundletters/code.py\n" in ui
    assert "#. An example answer to: Anything else?\n" in ui


def test_lists_of_messages_have_no_dates_lines_or_persons(project: Sources) -> None:
    extract(project)
    for domain in ("letters", "ui"):
        text = project.pot(domain).read_text(encoding="utf-8")
        assert "MIT license" in text
        for churn in ("Date", "Translator", "EMAIL", "@", ".j2:", ".py:"):
            assert churn not in text


def test_extraction_changes_nothing_twice(project: Sources) -> None:
    assert len(extract(project)) == 2
    assert extract(project) == ()
    assert stale(project) == ()


def test_a_changed_source_is_noticed(project: Sources, edit: Edit) -> None:
    extract(project)
    edit("templates/questions.toml", "What happened?", "What went wrong?")
    assert stale(project) == (project.pot("ui"),)


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ("<p>{% trans %}Hello,</p>", 1),
        ("\n{% if %}", 2),
        ("{{ name", 1),
        ("{% trans %}A{% if x %}B{% endif %}{% endtrans %}", 1),
    ],
)
def test_a_template_that_does_not_parse_fails_and_names_file_and_line(
    project: Sources, broken: str, line: int
) -> None:
    path = project.templates / "letters/note/letter.j2"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        extract(project)
    assert caught.value.file == "templates/letters/note/letter.j2"
    assert caught.value.line == line
    assert f"templates/letters/note/letter.j2, line {line}: " in str(caught.value)
    assert not project.pot("letters").exists()


def test_a_template_in_another_encoding_fails_and_names_the_file(project: Sources) -> None:
    (project.templates / "letters/note/letter.j2").write_bytes("é".encode("latin-1"))
    with pytest.raises(TemplateError, match=r"letters/note/letter\.j2 is not a text in UTF-8"):
        extract(project)


@pytest.mark.parametrize(
    "source",
    [
        "{{ _(word) }}",
        "{{ gettext(word) }}",
        '{{ ngettext("a day", word, 2) }}',
        '{{ pgettext(word, "text") }}',
        '{{ _("a" ~ "b") }}',
        "{{ _() }}",
    ],
)
def test_a_text_that_is_not_written_out_in_a_template_is_an_error(source: str) -> None:
    with pytest.raises(TemplateError, match=r"^x\.j2, line 2: .*not written out"):
        list(jinja_messages.entries(f"\n{source}", "x.j2", "letters"))


@pytest.mark.parametrize(
    "source",
    [
        'say(f"It is {day}.")',
        'say("It is " + day)',
        'say("It is %s" % day)',
        "N_(word)",
        'Message("Yes" if x else f"No {x}")',
    ],
)
def test_a_text_put_together_in_code_is_an_error(source: str) -> None:
    with pytest.raises(TemplateError, match=r"^x\.py, line 2: .*put together"):
        list(python_messages.entries(f"\n{source}", "x.py"))


def test_code_that_does_not_parse_is_an_error() -> None:
    with pytest.raises(TemplateError, match=r"^x\.py, line 1: The code cannot be read"):
        list(python_messages.entries("def", "x.py"))


def test_plurals_of_messages_are_found_by_position_too() -> None:
    source = 'Message(N_("a day"), {}, N_("days"), "n")\nMessage("a case", {}, "cases", "n")'
    found = [(entry.msgid, entry.plural) for entry in python_messages.entries(source, "x.py")]
    assert found == [("a day", "days"), ("a case", "cases")]


def test_a_marked_plural_is_one_message_and_not_two() -> None:
    source = 'Message(N_("%(n)s day"), fields, plural=N_("%(n)s days"), count="n")'
    found = [(entry.msgid, entry.plural) for entry in python_messages.entries(source, "x.py")]
    assert found == [("%(n)s day", "%(n)s days")]


@pytest.mark.parametrize(
    "source",
    ['{{ _("100% sure") }}', "{% trans %}50% off{% endtrans %}", '{{ _("100%% sure") }}'],
)
def test_a_percent_sign_in_a_letter_is_an_error(source: str) -> None:
    with pytest.raises(TemplateError, match="percent sign outside a placeholder"):
        list(jinja_messages.entries(source, "x.j2", "letters"))


def test_a_percent_sign_in_code_or_data_is_an_error(project: Sources, edit: Edit) -> None:
    with pytest.raises(TemplateError, match=r"^x\.py, line 1: .*percent sign"):
        list(python_messages.entries('say("50% off")', "x.py"))
    edit("templates/questions.toml", "What happened?", "Is it 50% off?")
    with pytest.raises(TemplateError, match="percent sign"):
        extract(project)


AWKWARD = """\
{% trans %}
   Spaces   inside,
   and lines.
{% endtrans %}
{%- trans name="Ann" -%}
  Dear {{ name }},
  welcome!
{%- endtrans -%}
{% trans count=3 -%}
  One day
{%- pluralize -%}
  {{ count }}
  days
{%- endtrans %}
{% trans "context" %}  Ctx {% endtrans %}
{% trans notrimmed %} As it is {% endtrans %}
{{ _("plain") }} {{ _("with %(x)s", x=1) }} {{ ngettext("%(num)s b", "%(num)s c", 2) }}
{% trans %}A &amp; <strong>b</strong>{% endtrans %}
"""


def looked_up(folder: Path, template: str, values: Mapping[str, object]) -> set[str]:
    """Render a template with a recorder, and return the messages it asked for."""
    roots = Roots((folder,), (), ())
    catalogue = load(roots, "letters", "de")
    names = Catalogued(catalogue).names()
    environment(roots).get_template(template).render({**names, **values})
    return set(catalogue.used)


def test_messages_are_cut_out_exactly_as_they_are_looked_up(tmp_path: Path) -> None:
    (tmp_path / "awkward.j2").write_text(AWKWARD, encoding="utf-8")
    found = {entry.msgid for entry in jinja_messages.entries(AWKWARD, "awkward.j2", "letters")}
    assert found == looked_up(tmp_path, "awkward.j2", {})
    assert "Spaces   inside, and lines." in found


def shipped_templates() -> list[str]:
    return sorted(
        path.relative_to(of_checkout().templates).as_posix()
        for path in of_checkout().templates.rglob("*.j2")
    )


@pytest.mark.parametrize("name", shipped_templates())
def test_the_letters_environment_reads_the_same_messages(name: str) -> None:
    """Extraction has its own options; if they drift from the environment's, words get lost."""
    sources = of_checkout()
    env = environment(sources.roots)
    source = (sources.templates / name).read_text(encoding="utf-8")
    asked = {
        argument.value
        for call in env.parse(source, name).find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in jinja_messages.FUNCTIONS
        for argument in call.args
        if isinstance(argument, nodes.Const) and isinstance(argument.value, str)
    }
    found = {
        text
        for entry in jinja_messages.entries(source, name, "letters")
        for text in (entry.context, entry.msgid, entry.plural)
        if text
    }
    assert found == asked


def test_an_installed_copy_has_no_sources(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="installed"):
        of_checkout(tmp_path / "refundletters")


def test_a_pack_has_letters_and_data_of_its_own(project: Sources) -> None:
    pack = of_pack(project.base)
    assert texts(pack, "letters") == texts(project, "letters")
    assert ("Nothing left.",) not in texts(pack, "ui")
    with pytest.raises(UsageError, match="no folder"):
        of_pack(project.base / "nowhere")


def test_words_for_authors_only_have_a_catalogue_of_their_own(project: Sources) -> None:
    for file, code in (
        ("lint/sources/rules.py", 'say("Odd row.")\nsay("Shared.")\n'),
        ("plan.py", 'say("Shared.")\n'),
    ):
        path = project.base / "refundletters" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code, encoding="utf-8")
    assert texts(project, "authors") == [("Odd row.",)]
    assert ("Shared.",) in texts(project, "ui")


def test_every_message_with_values_has_an_example() -> None:
    without = [
        catalogue_files.ids(message)
        for found in messages(of_checkout()).values()
        for message in found
        if message.id
        and PLACEHOLDER.search(catalogue_files.ids(message)[-1])
        and not any("s in " in note for note in message.auto_comments)
    ]
    assert without == [], "name a sample of the value in translate/examples.py"
