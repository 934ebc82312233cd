"""Saving loses nothing that others wrote, and the former version can be brought back."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from refundletters.answers import case_text, profile, store
from refundletters.answers.build import build_case
from refundletters.answers.merge import Conflict
from refundletters.errors import CaseError, NotFound, SinkError, UsageError
from refundletters.storage import kept, write
from refundletters.storage.places import home, is_same, lock_path

from .stored import POSIX

CASE = """\
# my case
country = "GB"  # where I live
reason = "unused"

[[contacts]]
with = "Sam"  # the first one
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.toml"
    path.write_text(CASE, encoding="utf-8")
    return path


def by_hand(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")


def test_an_interview_keeps_what_an_editor_and_log_wrote_meanwhile(case: Path) -> None:
    file = store.CaseFile(case)
    answers = file.load()
    by_hand(case, "# my case", "# our case")
    by_hand(case, "[[contacts]]", '[plan]\nname = "Basic"\n\n[[contacts]]')
    store.append_contact(case, {"with": "Kim", "result": "refused"})
    found = file.save({**answers, "reason": "changed_mind"})
    assert found == store.load(case)
    assert found["reason"] == "changed_mind"
    assert found["plan"] == {"name": "Basic"}
    assert [entry["with"] for entry in found["contacts"]] == ["Sam", "Kim"]
    assert case.read_text("utf-8").startswith("# our case\n")
    # What came from others stays, although the interview never saw it.
    file.save({**answers, "reason": "changed_mind", "country": "IE"})
    assert store.load(case)["plan"] == {"name": "Basic"}


@pytest.mark.parametrize("ours", [True, False])
def test_a_key_that_both_changed_is_asked_about(case: Path, ours: bool) -> None:
    asked: list[Conflict] = []

    def decide(conflict: Conflict) -> bool:
        asked.append(conflict)
        store.append_contact(case, {"with": "Kim"})  # the file is not locked while we ask
        return ours

    file = store.CaseFile(case, decide)
    by_hand(case, '"unused"', '"duplicate_charge"')
    file.save({**file.load(), "reason": "unused"})  # what is read is not a change
    assert not asked
    answers = file.load()
    by_hand(case, '"unused"', '"duplicate_charge"')
    found = file.save({**answers, "reason": "changed_mind"})
    assert asked == [Conflict("reason", "duplicate_charge", "changed_mind")]
    assert found["reason"] == ("changed_mind" if ours else "duplicate_charge")
    assert [entry["with"] for entry in found["contacts"]] == ["Sam", "Kim"]


def test_without_anybody_to_ask_both_versions_are_kept(case: Path) -> None:
    base = store.load(case)
    by_hand(case, '"unused"', '"duplicate_charge"')
    with pytest.raises(SinkError, match=r"reason.*duplicate_charge.*changed_mind") as caught:
        store.save(case, {**base, "reason": "changed_mind", "country": "IE"}, base=base)
    assert "refundletters undo" in str(caught.value)
    assert store.load(case) == {**base, "reason": "duplicate_charge"}
    store.undo(case)
    assert store.load(case) == {**base, "reason": "changed_mind", "country": "IE"}
    store.undo(case)
    assert store.load(case) == {**base, "reason": "duplicate_charge"}


def test_a_case_that_was_deleted_meanwhile_is_not_made_again(case: Path) -> None:
    file = store.CaseFile(case)
    answers = file.load()
    store.forget(case)
    with pytest.raises(NotFound, match="deleted meanwhile"):
        file.save({**answers, "reason": "changed_mind"})
    assert not case.exists()


def test_a_change_sees_what_the_file_holds_then(case: Path) -> None:
    seen: list[str] = []

    def edit(answers: dict[str, Any]) -> dict[str, Any]:
        seen.append(answers["reason"])
        if len(seen) == 1:  # an editor saves the file while we compute
            by_hand(case, '"unused"', '"duplicate_charge"')
        return {**answers, "country": "IE"}

    found = store.change(case, edit)
    assert seen == ["unused", "duplicate_charge"]
    assert (found["reason"], found["country"]) == ("duplicate_charge", "IE")
    assert store.load(case) == found


def test_a_file_that_never_comes_to_rest_is_an_error(case: Path) -> None:
    def edit(answers: dict[str, Any]) -> dict[str, Any]:
        by_hand(case, "# my", "# my very")
        return {**answers, "country": "IE"}

    with pytest.raises(SinkError, match="all the time"):
        store.change(case, edit)
    assert store.load(case)["country"] == "GB"


def test_undo_brings_back_what_was_before_an_interview(case: Path) -> None:
    file = store.CaseFile(case)
    answers = file.load()
    for reason in ("changed_mind", "duplicate_charge", "wrong_amount"):
        file.save({**answers, "reason": reason})
    changed = case.read_bytes()
    store.undo(case)
    assert case.read_text("utf-8") == CASE, "byte for byte"
    store.undo(case)
    assert case.read_bytes() == changed


def test_undo_needs_a_former_version_and_repairs_a_broken_file(case: Path) -> None:
    with pytest.raises(NotFound, match="No former version"):
        store.undo(case)
    store.change(case, lambda answers: {**answers, "country": "IE"})
    case.write_text("country = ", encoding="utf-8")
    store.undo(case)
    assert case.read_text("utf-8") == CASE
    case.unlink()
    store.undo(case)
    assert case.read_text("utf-8") == "country = ", "deleted by mistake, and so was the other"


FORMS = {
    "byte order mark": b"\xef\xbb\xbf" + CASE.encode(),
    "Windows lines": CASE.replace("\n", "\r\n").encode(),
    "both": b"\xef\xbb\xbf" + CASE.replace("\n", "\r\n").encode(),
    "neither": CASE.encode(),
}


@pytest.mark.parametrize("content", FORMS.values(), ids=FORMS)
def test_the_form_of_a_file_stays(case: Path, content: bytes) -> None:
    case.write_bytes(content)
    store.change(case, lambda answers: {**answers, "country": "IE"})
    assert case.read_bytes() == content.replace(b'"GB"', b'"IE"')
    store.append_contact(case, {"with": "Kim"})
    added = case.read_bytes()
    assert added.startswith(content[:12])
    assert added.count(b"\r\n") == (added.count(b"\n") if b"\r" in content else 0)


@POSIX
@pytest.mark.parametrize("umask", [0o022, 0])
def test_folders_and_new_files_are_for_their_owner(
    tmp_path: Path, umask: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REFUNDLETTERS_HOME", str(tmp_path / "a" / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    before = os.umask(umask)
    try:
        store.save(store.draft_path(home(), "case"), {"country": "GB"})
        store.save(store.draft_path(home(), "case"), {"country": "IE"})
        profile.save(home(), {"country": "GB"})
    finally:
        os.umask(before)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in sorted(tmp_path.rglob("*"))}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}
    assert len(modes) > 10


@POSIX
def test_one_file_has_many_names(tmp_path: Path, case: Path) -> None:
    link, hard = tmp_path / "link.toml", tmp_path / "hard.toml"
    link.symlink_to(case)
    hard.hardlink_to(case)
    assert is_same(link, case)
    assert is_same(hard, case)
    assert is_same(tmp_path / "New.toml", tmp_path / "new.TOML")
    assert not is_same(tmp_path / "other.toml", case)
    assert lock_path(tmp_path / "Case.toml") == lock_path(link)


def test_what_killed_programs_left_is_swept_by_the_next_writer(tmp_path: Path, case: Path) -> None:
    for name in (".case.toml.abcd.new", ".case.toml.0f3e9a1b.new"):
        (tmp_path / name).write_text("secret", encoding="utf-8")
    other = tmp_path / ".other.toml.abcd.new"
    other.write_text("not ours", encoding="utf-8")
    store.change(case, lambda answers: {**answers, "country": "IE"})
    assert {path.name for path in tmp_path.iterdir()} == {"case.toml", other.name}


@POSIX
def test_forgetting_takes_the_target_of_a_link_the_copies_and_the_lock(
    tmp_path: Path, case: Path
) -> None:
    link = tmp_path / "elsewhere" / "link.toml"
    link.parent.mkdir()
    link.symlink_to(case)
    store.change(link, lambda answers: {**answers, "country": "IE"})
    (tmp_path / ".case.toml.abc123.new").write_text("secret", encoding="utf-8")
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Sam", encoding="utf-8")
    kept.note_output(link, letter)
    found = store.forget(link)
    assert set(found.files) == {link, case}
    assert found.outputs == (letter,)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["elsewhere", "letter.txt"]
    assert not any(link.parent.iterdir())
    assert not lock_path(case).exists()
    assert not (home() / "kept").exists()


def test_forgetting_goes_on_where_it_was_interrupted(case: Path) -> None:
    store.change(case, lambda answers: {**answers, "country": "IE"})
    case.unlink()
    assert store.forget(case).files == ()
    assert kept.former(case) is None
    with pytest.raises(NotFound):
        store.forget(case)


def test_a_full_disk_changes_nothing(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SinkError, match="No space left"):
        store.change(case, lambda answers: {**answers, "country": "IE"})
    assert case.read_text("utf-8") == CASE
    assert not list(write.leftovers(case))


def test_a_service_without_a_folder_of_its_own_writes_as_well(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REFUNDLETTERS_HOME", "/dev/null/home")
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null/cache")
    store.change(case, lambda answers: {**answers, "country": "IE"})
    assert store.load(case)["country"] == "IE"


ADDED = {
    "at the end": ("", '\n[[contacts]]\nwith = "Kim"\n'),
    "before a table with a remark": (
        '\n# about the money\n[payment]\nmethod = "paypal"\n',
        '\n[[contacts]]\nwith = "Kim"\n\n# about the money\n[payment]\nmethod = "paypal"\n',
    ),
    "after a table of the entry": (
        '[contacts.offer]\namount = "5"\n',
        '[contacts.offer]\namount = "5"\n\n[[contacts]]\nwith = "Kim"\n',
    ),
}


@pytest.mark.parametrize(("rest", "wanted"), ADDED.values(), ids=ADDED)
def test_an_entry_is_added_where_it_belongs(case: Path, rest: str, wanted: str) -> None:
    case.write_text(CASE + rest, encoding="utf-8")
    store.append_contact(case, {"with": "Kim"})
    assert case.read_text("utf-8") == CASE + wanted


def test_a_text_that_looks_like_a_table_is_not_split(case: Path) -> None:
    case.write_text(CASE + 'said = """\n[[contacts]]\n\n[x]\n"""\n', encoding="utf-8")
    before = store.load(case)["contacts"]
    store.append_contact(case, {"with": "Kim"})
    assert store.load(case)["contacts"] == [*before, {"with": "Kim"}]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only POSIX has pipes in folders")
def test_a_case_that_does_not_end_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "case.toml")
    for path in (tmp_path / "case.toml", Path("/dev/zero"), tmp_path):
        with pytest.raises(UsageError, match="no file that can be read to its end"):
            store.load(path)
    with (tmp_path / "large.toml").open("wb") as file:
        file.truncate(11_000_000)
    with pytest.raises(UsageError, match="larger than 10 MB"):
        store.load(tmp_path / "large.toml")


@pytest.mark.parametrize("depth", [100, 450, 3000])
def test_a_deeply_nested_answer_is_refused_or_read_and_never_a_traceback(
    depth: int, tmp_path: Path
) -> None:
    path = tmp_path / "case.toml"
    path.write_text(f"extra.p.k = {'[' * depth}1{']' * depth}\n", encoding="utf-8")
    with suppress(CaseError):  # any other error fails the test
        build_case(store.load(path))


def test_missing_case_names_only_case_files_beside_it(tmp_path: Path) -> None:
    (tmp_path / "gym.toml").write_text('schema = 1\nreason = "unused"\n', encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n', encoding="utf-8")
    (tmp_path / "broken.toml").write_text("reason =", encoding="utf-8")
    (tmp_path / "empty.toml").write_text("", encoding="utf-8")
    assert case_text.missing(tmp_path / "netflix.toml").nearest == ("gym.toml",)


def test_missing_case_without_others_tells_how_to_begin_one(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n', encoding="utf-8")
    error = case_text.missing(tmp_path / "netflix.toml")
    assert error.nearest == ()
    assert "refundletters new" in str(error.remedy)
