"""Case files, profile and journal on disk: whole or not at all, and comments stay."""

from __future__ import annotations

import datetime as dt
import os
import stat
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from refundletters.answers import profile, store
from refundletters.answers.build import build_case, normalize
from refundletters.answers.case_schema import Field, shape
from refundletters.answers.forbidden.redact import forbidden
from refundletters.answers.keys import KeyInfo
from refundletters.errors import (
    CaseError,
    ForbiddenData,
    NotFound,
    SinkError,
    UnknownKey,
    UsageError,
)

from .stored import COMMENTED, POSIX


def days() -> st.SearchStrategy[dt.date]:
    return st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31))


def texts(info: KeyInfo) -> st.SearchStrategy[str]:
    if info.pattern or info.codes:
        known = {
            "payment.last4": "1234",
            "promise.within": "5 days",
            "contract.notice": "1 month",
            "not_known": "service.name",
            "country": "DE",
            "locale": "de_DE",
            "region": "BY",
            "charges.currency": "EUR",
            "fees.currency": "EUR",
            "sender.email": "a@example.org",
            "recipient.email": "a@example.org",
        }
        return st.just(known.get(info.key, "a-1"))
    plain = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Cn")), min_size=1)
    return (
        plain.map(lambda text: " ".join(text.split())[: min(info.longest or 60, 40)].strip())
        .filter(bool)
        .filter(lambda text: forbidden(text) is None)
    )


def values(node: Field) -> st.SearchStrategy[Any]:
    info = node.info
    if node.table is not None:
        table = tables(node)
        return st.lists(table, max_size=3) if node.array else table
    match info.kind:
        case "choice":
            return st.sampled_from(info.allowed)
        case "choices":
            return st.lists(st.sampled_from(info.allowed), unique=True)
        case "list":
            return st.lists(texts(info), max_size=3)
        case "text":
            return texts(info)
        case "date":
            return days()
        case "moment":
            times = st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2099, 12, 31))
            return days() | times.map(lambda moment: moment.replace(microsecond=0))
        case "money":
            return st.decimals("0.01", "9999", places=2).map(str)
        case "yes_no":
            return st.booleans()
        case "integer" if info.allowed:
            return st.just(1)
        case "integer" | "number":
            return st.integers(int(info.minimum or 0), int(info.maximum or 99))
    return st.just({"demo": {"answer": "yes"}})


def tables(node: Field) -> st.SearchStrategy[dict[str, Any]]:
    needed = {name: values(child) for name, (_, child) in node.fields.items() if child.required}
    other = {name: values(child) for name, (_, child) in node.fields.items() if not child.required}
    return st.fixed_dictionaries(needed, optional=other)


def acceptable(answers: dict[str, Any]) -> bool:
    try:
        normalize(answers)
    except ForbiddenData:  # the parts of a list may be a number together
        return False
    except CaseError as error:  # the two forms of one key may contradict each other
        return error.key != "payment.holder"
    return True


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(tables(shape()).filter(acceptable), min_size=1, max_size=2))
def test_any_case_is_read_back_as_it_was_saved(
    tmp_path: Path, versions: list[dict[str, Any]]
) -> None:
    path = tmp_path / "case.toml"
    path.unlink(missing_ok=True)
    for answers in versions:
        wanted = normalize(answers)
        store.save(path, wanted)
        assert store.load(path) == wanted


def test_comments_stay_where_they_are(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text(COMMENTED, encoding="utf-8")
    answers = store.load(path)
    answers["country"] = "IE"
    answers["reason"] = "unused"
    answers["charges"].append({"date": dt.date(2026, 2, 3), "amount": "9.99"})
    store.save(path, answers)
    text = path.read_text(encoding="utf-8")
    assert store.load(path) == answers
    for comment in (
        "# my case",
        "# where I live",
        "# the service",
        "# them",
        "# from the statement",
    ):
        assert comment in text
    assert text.index("# the service") < text.index("[service]")


def test_saving_what_is_there_changes_no_byte(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text(COMMENTED, encoding="utf-8")
    store.save(path, store.load(path))
    assert path.read_text(encoding="utf-8") == COMMENTED


def test_what_is_dropped_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text(COMMENTED, encoding="utf-8")
    store.save(path, {"reason": "unused"})
    assert store.load(path) == {"reason": "unused"}


def test_byte_order_mark_and_windows_lines_are_accepted(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_bytes(b"\xef\xbb\xbf" + COMMENTED.replace("\n", "\r\n").encode())
    assert store.load(path) == tomllib.loads(COMMENTED)
    store.save(path, {**store.load(path), "reason": "unused"})
    assert store.load(path) == {**tomllib.loads(COMMENTED), "reason": "unused"}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'country = "GB"\nreason = unused\n', "line 2"),
        (b'country = "GB"\ncountry = "IE"\n', "twice"),
        (b'country = "GB"\n[service\n', "line 2"),
        (b'country = "GB\n', "line 1"),
        (b'country = "GB"\nown_words = "caf\xe9"\n', "line 2"),
        (b"charges = [\n", "line 2"),
    ],
)
def test_broken_files_are_refused_by_line_and_never_overwritten(
    tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / "case.toml"
    path.write_bytes(content)
    with pytest.raises(CaseError, match=says) as caught:
        store.load(path)
    assert "case.toml" in str(caught.value)
    assert caught.value.remedy is not None
    with pytest.raises(CaseError):
        store.save(path, {"reason": "unused"})
    assert path.read_bytes() == content


def test_a_card_number_in_a_broken_line_is_not_repeated(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text("own_words = 4111 1111 1111 1111\n", encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        store.load(path)
    assert "1111" not in str(caught.value)


def test_a_missing_file_names_its_neighbors(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text("schema = 1", encoding="utf-8")
    with pytest.raises(NotFound, match=r"other\.toml"):
        store.load(tmp_path / "case.toml")
    with pytest.raises(UsageError):
        store.load(tmp_path)


def test_nothing_forbidden_is_ever_written(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    store.save(path, {"reason": "unused"})
    with pytest.raises(ForbiddenData):
        store.save(path, {"own_words": "4111 1111 1111 1111"})
    assert store.load(path) == {"reason": "unused"}
    assert os.listdir(tmp_path) == ["case.toml"]  # noqa: PTH208 - hidden files count


@POSIX
def test_files_and_their_folder_are_private(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "down" / "case.toml"
    store.save(path, {"reason": "unused"})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.chmod(0o664)
    store.save(path, {"reason": "changed_mind"})
    assert stat.S_IMODE(path.stat().st_mode) == 0o664, "a mode that somebody chose stays"


@POSIX
def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    target = tmp_path / "real.toml"
    store.save(target, {"reason": "unused"})
    link = tmp_path / "link.toml"
    link.symlink_to(target)
    store.save(link, {"reason": "changed_mind"})
    assert link.is_symlink()
    assert store.load(target) == {"reason": "changed_mind"}


def test_a_failing_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.toml"
    store.save(path, {"reason": "unused"})

    def no_space(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(SinkError, match="No space left"):
        store.save(path, {"reason": "changed_mind"})
    assert store.load(path) == {"reason": "unused"}
    assert os.listdir(tmp_path) == ["case.toml"]  # noqa: PTH208 - hidden files count


PROFILE = {
    "interface": "de-DE",
    "country": "US",
    "region": "OH",
    "sender": {"full_name": "Alex Example", "address": ["1 Example Road"]},
    "payment": {"issuer": "Example Bank", "network": "visa"},
}


def test_a_profile_is_read_back(tmp_path: Path) -> None:
    assert profile.load(tmp_path) == {}
    profile.save(tmp_path, PROFILE)
    assert profile.load(tmp_path) == {**PROFILE, "interface": "de_DE"}


def test_a_profile_fills_only_what_is_empty() -> None:
    answers = {"country": "US", "sender": {"full_name": "Kim Sample"}}
    offered = profile.offer(answers, PROFILE)
    assert offered.answers["sender"] == {"full_name": "Kim Sample", "address": ["1 Example Road"]}
    assert offered.filled == {"region", "sender.address", "payment.issuer", "payment.network"}
    assert answers == {"country": "US", "sender": {"full_name": "Kim Sample"}}
    build_case(offered.answers)


def test_a_region_is_not_offered_to_another_country() -> None:
    assert "region" not in profile.offer({"country": "GB"}, PROFILE).answers
    assert profile.offer({}, PROFILE).answers["region"] == "OH"


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"sender": {"name": "x"}}, UnknownKey),
        ({"payment": {"last4": "1234"}}, UnknownKey),
        ({"reason": "unused"}, UnknownKey),
        ({"country": "Ohio"}, CaseError),
        ({"interface": "klingon!"}, CaseError),
        ({"sender": {"phone": "4111 1111 1111 1111"}}, ForbiddenData),
    ],
)
def test_a_wrong_profile_is_not_saved(
    tmp_path: Path, wrong: dict[str, Any], error: type[CaseError]
) -> None:
    with pytest.raises(error):
        profile.save(tmp_path, wrong)
    assert not profile.profile_path(tmp_path).exists()


def test_a_remark_above_the_next_table_stays_there(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text(
        'country = "GB"\n\n[[contacts]]\nat = 2026-03-01\n# by the chat on the page\n\n'
        '# about the money\n[payment]\nmethod = "paypal"\n',
        encoding="utf-8",
    )
    store.append_contact(path, {"at": dt.date(2026, 3, 10), "result": "refused"})
    text = path.read_text(encoding="utf-8")
    assert "# about the money\n[payment]" in text
    assert "at = 2026-03-01\n# by the chat on the page\n" in text
    assert text.index("2026-03-10") < text.index("# about the money")
