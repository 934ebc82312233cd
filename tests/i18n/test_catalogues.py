import gettext
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from refundletters.errors import NotFound, TemplateError
from refundletters.i18n.catalogues import Catalogue, load, share
from refundletters.i18n.compiling import compile_po
from refundletters.packs.roots import Roots

Write = Callable[..., Path]

HELLO = 'msgid "Hello"\nmsgstr "Hallo"\n'
FUZZY = '#, fuzzy\nmsgid "Thank you"\nmsgstr "Danke"\n'
EMPTY = 'msgid "Goodbye"\nmsgstr ""\n'
CHARGES = (
    'msgid "%(n)s charge"\nmsgid_plural "%(n)s charges"\n'
    'msgstr[0] "%(n)s Abbuchung"\nmsgstr[1] "%(n)s Abbuchungen"\n'
)
HALF = 'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "%(n)s Tag"\nmsgstr[1] ""\n'
CONTEXT = 'msgctxt "chat"\nmsgid "Order"\nmsgstr "Bestellung"\n'
GERMAN = "\n".join([HELLO, FUZZY, EMPTY, CHARGES, HALF, CONTEXT])


@pytest.fixture
def german(write_po: Write, tmp_path: Path) -> Catalogue:
    root = write_po("de", GERMAN)
    return load(Roots((), (root,), ()), "ui", "de", cache=tmp_path / "cache")


def test_it_gives_translations_and_counts_what_was_asked_for(german: Catalogue) -> None:
    assert german.gettext("Hello") == "Hallo"
    assert german.ngettext("%(n)s charge", "%(n)s charges", 1) == "%(n)s Abbuchung"
    assert german.ngettext("%(n)s charge", "%(n)s charges", 5) == "%(n)s Abbuchungen"
    assert german.pgettext("chat", "Order") == "Bestellung"
    assert german.complete
    assert german.missing == ()
    assert german.used == ("Hello", "%(n)s charge", "Order")


@pytest.mark.parametrize("msgid", ["Thank you", "Goodbye", "Never heard of"])
def test_fuzzy_empty_and_unknown_messages_are_missing(german: Catalogue, msgid: str) -> None:
    assert german.gettext(msgid) == msgid
    assert german.missing == (msgid,)
    assert not german.complete


def test_a_half_translated_plural_is_missing_in_both_forms(german: Catalogue) -> None:
    assert german.ngettext("%(n)s day", "%(n)s days", 1) == "%(n)s day"
    assert german.ngettext("%(n)s day", "%(n)s days", 2) == "%(n)s days"
    assert german.missing == ("%(n)s day",)


def test_a_context_is_another_message(german: Catalogue) -> None:
    assert german.gettext("Order") == "Order"
    assert german.npgettext("mail", "%(n)s charge", "%(n)s charges", 2) == "%(n)s charges"
    assert german.missing == ("Order", "%(n)s charge")


def test_each_load_records_for_itself(write_po: Write, tmp_path: Path) -> None:
    roots = Roots((), (write_po("de", GERMAN),), ())
    first = load(roots, "ui", "de", cache=tmp_path / "cache")
    first.gettext("Goodbye")
    assert load(roots, "ui", "de", cache=tmp_path / "cache").missing == ()


def test_american_english_is_always_complete() -> None:
    catalogue = load(Roots((), (), ()), "letters", "en-us")
    assert catalogue.gettext("Hello") == "Hello"
    assert catalogue.ngettext("%(n)s day", "%(n)s days", 2) == "%(n)s days"
    assert catalogue.complete
    assert catalogue.locale == "en_US"


def test_british_english_holds_differences_only(write_po: Write, tmp_path: Path) -> None:
    root = write_po("en_GB", 'msgid "Check"\nmsgstr "Cheque"\n')
    for locale in ("en_GB", "en_AU", "en_IE"):
        catalogue = load(Roots((), (root,), ()), "ui", locale, cache=tmp_path / "cache")
        assert catalogue.gettext("Check") == "Cheque"
        assert catalogue.gettext("Hello") == "Hello"
        assert catalogue.complete


def test_canadian_english_keeps_the_american_words(write_po: Write, tmp_path: Path) -> None:
    root = write_po("en_GB", 'msgid "Check"\nmsgstr "Cheque"\n')
    catalogue = load(Roots((), (root,), ()), "ui", "en_CA", cache=tmp_path / "cache")
    assert catalogue.gettext("Check") == "Check"


def test_a_regional_catalogue_is_filled_in_by_its_language(write_po: Write, tmp_path: Path) -> None:
    write_po("de", HELLO + '\nmsgid "January"\nmsgstr "Januar"\n')
    root = write_po("de_AT", 'msgid "January"\nmsgstr "Jänner"\n')
    catalogue = load(Roots((), (root,), ()), "ui", "de_AT", cache=tmp_path / "cache")
    assert catalogue.gettext("January") == "Jänner"
    assert catalogue.gettext("Hello") == "Hallo"
    assert catalogue.complete


def test_a_nearer_pack_wins_and_others_fill_in(write_po: Write, tmp_path: Path) -> None:
    near = write_po("de", 'msgid "Hello"\nmsgstr "Grüezi"\n', pack="near")
    far = write_po("de", HELLO + CHARGES, pack="far")
    catalogue = load(Roots((), (near, far), ()), "ui", "de", cache=tmp_path / "cache")
    assert catalogue.gettext("Hello") == "Grüezi"
    assert catalogue.ngettext("%(n)s charge", "%(n)s charges", 1) == "%(n)s Abbuchung"


def test_packs_may_have_different_plural_rules(write_po: Write, tmp_path: Path) -> None:
    near = write_po(
        "pl", 'msgid "Hello"\nmsgstr "Cześć"\n', pack="near", plurals="nplurals=1; plural=0;"
    )
    forms = "".join(f'msgstr[{index}] "{word}"\n' for index, word in enumerate("abc"))
    rule = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    far = write_po("pl", f'msgid "day"\nmsgid_plural "days"\n{forms}', pack="far", plurals=rule)
    catalogue = load(Roots((), (near, far), ()), "ui", "pl", cache=tmp_path / "cache")
    assert [catalogue.ngettext("day", "days", n) for n in (1, 3, 5)] == ["a", "b", "c"]


def test_the_domains_are_apart(write_po: Write, tmp_path: Path) -> None:
    root = write_po("de", HELLO, domain="letters")
    catalogue = load(Roots((), (root,), ()), "ui", "de", cache=tmp_path / "cache")
    assert catalogue.gettext("Hello") == "Hello"


def test_an_unknown_locale_is_an_error() -> None:
    with pytest.raises(NotFound):
        load(Roots((), (), ()), "ui", "xx_YY")


def test_a_broken_catalogue_names_its_file(write_po: Write, tmp_path: Path) -> None:
    root = write_po("de", 'msgid "Hello\nmsgstr "Hallo"\n')
    with pytest.raises(TemplateError, match=r"de/ui\.po cannot be read: line 5"):
        load(Roots((), (root,), ()), "ui", "de", cache=tmp_path / "cache")


def test_a_changed_catalogue_is_read_again(write_po: Write, tmp_path: Path) -> None:
    root = write_po("de", HELLO)
    roots = Roots((), (root,), ())
    assert load(roots, "ui", "de", cache=tmp_path / "cache").gettext("Hello") == "Hallo"
    write_po("de", HELLO.replace("Hallo", "Guten Tag"))
    assert load(roots, "ui", "de", cache=tmp_path / "cache").gettext("Hello") == "Guten Tag"


def test_the_compiled_catalogue_is_kept_and_used(
    write_po: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    root = write_po("de", HELLO)
    load(Roots((), (root,), ()), "ui", "de", cache=cache)
    assert [path.suffix for path in cache.iterdir()] == [".mo"]

    def fail(*_: object) -> bytes:
        raise AssertionError("compiled twice")

    monkeypatch.setattr("refundletters.i18n.compiling.compile_po", fail)
    copy = write_po("de", HELLO, pack="copy")  # elsewhere, and so not in this process's memory
    assert load(Roots((), (copy,), ()), "ui", "de", cache=cache).gettext("Hello") == "Hallo"


@pytest.mark.parametrize("damage", [b"", b"\xde\x12\x04\x95", b"\xde\x12\x04\x95" + b"\xff" * 40])
def test_a_damaged_cache_is_made_anew(write_po: Write, tmp_path: Path, damage: bytes) -> None:
    cache = tmp_path / "cache"
    load(Roots((), (write_po("de", HELLO),), ()), "ui", "de", cache=cache)
    [kept] = cache.iterdir()
    good = kept.read_bytes()
    kept.write_bytes(damage)
    copy = write_po("de", HELLO, pack="copy")
    assert load(Roots((), (copy,), ()), "ui", "de", cache=cache).gettext("Hello") == "Hallo"
    assert kept.read_bytes() == good


def test_a_cache_that_cannot_be_written_is_skipped(write_po: Write, tmp_path: Path) -> None:
    blocked = tmp_path / "cache"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    root = write_po("de", HELLO)
    assert load(Roots((), (root,), ()), "ui", "de", cache=blocked).gettext("Hello") == "Hallo"


@pytest.mark.parametrize(("older_by", "expected"), [(0, "from mo"), (-5, "Hallo"), (5, "from mo")])
def test_a_compiled_file_beside_the_source_counts_if_it_is_as_new(
    write_po: Write, tmp_path: Path, older_by: int, expected: str
) -> None:
    root = write_po("de", HELLO)
    po = root / "de" / "LC_MESSAGES" / "ui.po"
    mo = po.with_suffix(".mo")
    mo.write_bytes(compile_po(po.read_bytes().replace(b"Hallo", b"from mo"), "de"))
    os.utime(po, (1000, 1000))
    os.utime(mo, (1000 + older_by, 1000 + older_by))
    catalogue = load(Roots((), (root,), ()), "ui", "de", cache=tmp_path / "cache")
    assert catalogue.gettext("Hello") == expected


def test_a_compiled_file_alone_is_enough(write_po: Write, tmp_path: Path) -> None:
    root = write_po("de", HELLO)
    po = root / "de" / "LC_MESSAGES" / "ui.po"
    po.with_suffix(".mo").write_bytes(compile_po(po.read_bytes(), "de"))
    po.unlink()
    catalogue = load(Roots((), (root,), ()), "ui", "de", cache=tmp_path / "no cache")
    assert catalogue.gettext("Hello") == "Hallo"
    assert not (tmp_path / "no cache").exists()


def test_equal_sources_compile_to_equal_bytes(write_po: Write) -> None:
    po = write_po("de", GERMAN) / "de" / "LC_MESSAGES" / "ui.po"
    once, twice = (compile_po(po.read_bytes(), "de") for _ in range(2))
    assert once == twice


def test_compiled_bytes_are_read_by_the_standard_library(write_po: Write) -> None:
    root = write_po("de", GERMAN)
    po = root / "de" / "LC_MESSAGES" / "ui.po"
    po.with_suffix(".mo").write_bytes(compile_po(po.read_bytes(), "de"))
    plain = gettext.translation("ui", root, ["de"])
    assert plain.gettext("Hello") == "Hallo"
    assert plain.gettext("Thank you") == "Thank you"
    assert plain.ngettext("%(n)s charge", "%(n)s charges", 0) == "%(n)s Abbuchungen"


def test_share_counts_finished_and_inherited_messages(write_po: Write, tmp_path: Path) -> None:
    root = write_po("de", GERMAN)
    (root / "ui.pot").write_text(
        (root / "de" / "LC_MESSAGES" / "ui.po").read_text(encoding="utf-8"), encoding="utf-8"
    )
    write_po("de_AT", 'msgid "Goodbye"\nmsgstr "Servus"\n')
    roots = Roots((), (root,), ())
    cache = tmp_path / "cache"
    assert share(roots, "ui", "de", cache=cache) == pytest.approx(3 / 6)
    assert share(roots, "ui", "de_AT", cache=cache) == pytest.approx(4 / 6)
    assert share(roots, "ui", "en_NZ", cache=cache) == 1.0
    assert share(roots, "ui", "fr", cache=cache) == 0.0


def test_threads_share_tables_and_not_records(write_po: Write, tmp_path: Path) -> None:
    roots = Roots((), (write_po("de", GERMAN),), ())
    results: list[tuple[str, ...]] = []

    def work(msgid: str) -> None:
        catalogue = load(roots, "ui", "de", cache=tmp_path / "cache")
        catalogue.gettext(msgid)
        results.append(catalogue.missing)

    threads = [threading.Thread(target=work, args=(f"message {n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == sorted((f"message {n}",) for n in range(8))


ASKED = 'msgid "Please refund %(amount)s by %(day)s"\n'
COUNTED = 'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\n'


@pytest.mark.parametrize(
    "entry",
    [
        ASKED + 'msgstr "Bitte erstatten"\n',
        ASKED + 'msgstr "Bitte %(amount)s erstatten"\n',
        ASKED + 'msgstr "Bitte %(amount)s %(amount)s bis %(day)s"\n',
        ASKED + 'msgstr "Bitte %(amount)s bis %(day)s %(other)s"\n',
        ASKED + 'msgstr "Bitte %(amount)d bis %(day)s"\n',
        ASKED + 'msgstr "Bitte %(amount)100s bis %(day)s"\n',
        ASKED + 'msgstr "Bitte %(amount)s 5 % bis %(day)s"\n',
        ASKED + 'msgstr "Bitte %(amount)s bis <strong>%(day)s</strong>"\n',
        ASKED + 'msgstr "Bitte %(amount)s</p><p>bis %(day)s"\n',
        ASKED + 'msgstr "Bitte %(amount)s <fill name=\\"x\\"/> bis %(day)s"\n',
        ASKED + 'msgstr "Bitte \u202e%(amount)s bis %(day)s"\n',
        COUNTED + 'msgstr[0] "Tag"\nmsgstr[1] "Tage"\n',
    ],
)
def test_a_translation_that_loses_or_adds_something_counts_as_none(
    entry: str, write_po: Write, tmp_path: Path
) -> None:
    root = write_po("de", entry + "\n" + HELLO)
    catalogue = load(Roots((), (root,), ()), "ui", "de", cache=tmp_path / "cache")
    assert catalogue.gettext("Please refund %(amount)s by %(day)s").startswith("Please")
    assert catalogue.ngettext("%(n)s day", "%(n)s days", 2) == "%(n)s days"
    assert catalogue.gettext("Hello") == "Hallo"
    assert len(catalogue.missing) == 2


def test_a_form_for_one_may_say_the_number_in_words(write_po: Write, tmp_path: Path) -> None:
    root = write_po("de", COUNTED + 'msgstr[0] "ein Tag"\nmsgstr[1] "%(n)s Tage"\n')
    catalogue = load(Roots((), (root,), ()), "ui", "de", cache=tmp_path / "cache")
    assert catalogue.ngettext("%(n)s day", "%(n)s days", 1) == "ein Tag"


def test_a_language_with_countless_plurals_is_refused() -> None:
    header = 'msgid ""\nmsgstr "Plural-Forms: nplurals=99999999; plural=0;\\n"\n\n'
    with pytest.raises(ValueError, match="plural forms"):
        compile_po((header + HELLO).encode(), "de")


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
def test_a_cache_that_others_can_write_to_is_not_used(write_po: Write, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    roots = Roots((), (write_po("de", HELLO),), ())
    assert load(roots, "ui", "de", cache=cache).gettext("Hello") == "Hallo"
    (kept,) = cache.iterdir()
    assert cache.stat().st_mode & 0o077 == 0
    kept.write_bytes(compile_po(HELLO.replace("Hallo", "Tschüs").encode(), "de"))
    other = Roots((), (write_po("de", HELLO), tmp_path), ())
    cache.chmod(0o777)
    assert load(other, "ui", "de_AT", cache=cache).gettext("Hello") == "Hallo"
