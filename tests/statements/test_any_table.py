"""Tables in any order of columns, language, sign, code page and form: right, or asked about.

What a table means is drawn first and then written; whatever comes out without a question has to be
that. Rows that were passed over as lost count as said, never as right.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from support.statements import statement

from refundletters.errors import UsageError

# Titles by language: day, text, amount, debit, credit, mark, balance, kind; and a code page.
LANGUAGES = {
    "en": (
        ["Date", "Description", "Amount", "Debit", "Credit", "Dr/Cr", "Balance", "Type"],
        "utf-8",
    ),
    "de": (
        ["Buchungstag", "Empfänger", "Betrag", "Soll", "Haben", "S/H", "Saldo", "Umsatzart"],
        "cp1252",
    ),
    "fr": (["Date", "Libellé", "Montant", "Débit", "Crédit", "Sens", "Solde", "Type"], "cp1252"),
    "es": (["Fecha", "Concepto", "Importe", "Cargo", "Abono", "D/H", "Saldo", "Tipo"], "utf-8"),
    "pl": (
        ["Data operacji", "Tytuł", "Kwota", "Obciążenia", "Uznania", "Wn/Ma", "Saldo", "Rodzaj"],
        "cp1250",
    ),
    "ru": (["Дата", "Описание", "Сумма", "Расход", "Приход", "Знак", "Остаток", "Тип"], "cp1251"),
    "sv": (["Datum", "Text", "Belopp", "Ut", "In", "In/ut", "Saldo", "Typ"], "utf-16"),
    "ja": (["日付", "摘要", "金額", "出金", "入金", "入払区分", "残高", "種別"], "cp932"),
    "none": (["", "", "", "", "", "", "", ""], "utf-8"),
    "other": (["Qaa", "Qbb", "Qcc", "Qdd", "Qee", "Qff", "Qgg", "Qhh"], "utf-8"),
}
DAY, TEXT, AMOUNT, DEBIT, CREDIT, MARK, BALANCE, KIND = range(8)
DAYS = ["%d/%m/%Y", "%m/%d/%Y", "%Y-%m-%d", "%d.%m.%Y", "%Y%m%d", "%d-%m-%Y", "%d %b %Y"]
OUT_TEXTS = ["NETFLIX.COM", "SPOTIFY", "ACME 17", "SAMPLE SHOP", "BETA GMBH", "J. SAMPLE", "GYM 24"]
IN_TEXTS = ["SALARY ACME", "NETFLIX.COM REFUND", "ACME 17", "SAMPLE SHOP", "J. SAMPLE", "DELTA"]


@dataclass(frozen=True)
class Truth:
    day: dt.date
    amount: Decimal
    out: bool
    text: str


def truths() -> st.SearchStrategy[list[Truth]]:
    def one(day: dt.date, cents: int, out: bool, number: int) -> Truth:
        texts = OUT_TEXTS if out else IN_TEXTS
        return Truth(day, Decimal(cents) / 100, out, texts[number % len(texts)])

    days = st.dates(dt.date(2026, 1, 1), dt.date(2026, 11, 30))
    row = st.builds(one, days, st.integers(101, 250_000), st.booleans(), st.integers(0, 6))
    return st.lists(row, min_size=1, max_size=9).map(lambda rows: sorted(rows, key=lambda r: r.day))


@st.composite
def tables(draw: st.DrawFn) -> tuple[bytes, list[Truth]]:
    rows = draw(truths())
    titles, encoding = LANGUAGES[draw(st.sampled_from(sorted(LANGUAGES)))]
    style = draw(st.sampled_from(["minus", "plus", "columns", "marks", "CR", "columns with zeros"]))
    comma = draw(st.booleans())
    separator = draw(st.sampled_from([";", "\t"] if comma else [",", ";", "\t", "|"]))
    day_style = draw(st.sampled_from(DAYS))
    grouped, constant = draw(st.booleans()), draw(st.booleans())
    marks = draw(st.sampled_from([("D", "C"), ("Debit", "Credit"), ("Xa", "Xb"), ("S", "H")]))
    money = {"columns": [DEBIT, CREDIT], "columns with zeros": [DEBIT, CREDIT]}.get(style, [AMOUNT])
    wanted = [DAY, TEXT, *money, *([MARK] if style == "marks" else [])]
    wanted += draw(st.sampled_from([[], [BALANCE], [KIND], [BALANCE, KIND]]))
    order = draw(st.permutations(wanted))

    def figure(value: Decimal) -> str:
        text = f"{value:,.2f}" if grouped and separator != "," else f"{value:.2f}"
        return text.translate(str.maketrans(",.", ".,")) if comma else text

    lines = [] if titles[0] == "" else [separator.join(titles[place] for place in order)]
    balance = Decimal("1000.00")
    for row in rows:
        balance += -row.amount if row.out else row.amount
        signed = {"minus": -row.amount if row.out else row.amount}
        signed["plus"] = -signed["minus"]
        zero = figure(Decimal(0)) if style == "columns with zeros" else ""
        cells = {
            DAY: row.day.strftime(day_style),
            TEXT: row.text,
            AMOUNT: figure(signed.get(style, row.amount))
            + (" CR" if style == "CR" and not row.out else ""),
            DEBIT: figure(row.amount) if row.out else zero,
            CREDIT: zero if row.out else figure(row.amount),
            MARK: marks[0] if row.out else marks[1],
            BALANCE: figure(Decimal("500.00") if constant else balance),
            KIND: "CARD" if row.amount % 2 else "WEB",
        }
        lines.append(separator.join(cells[place] for place in order))
    if draw(st.booleans()):
        lines = [lines[0], *reversed(lines[1:])] if titles[0] else lines[::-1]
    return ("\n".join(lines) + "\n").encode(encoding), rows


# The same tables in every run; other seeds were tried by the thousand.
@settings(max_examples=400, deadline=None, derandomize=True)
@given(tables())
def test_no_entry_is_wrong_without_a_question(drawn: tuple[bytes, list[Truth]]) -> None:
    content, rows = drawn
    try:
        found = statement(content)
    except UsageError:
        return
    if found.asks:
        assert not found.entries
        return
    wanted = Counter((row.day, row.amount, "out" if row.out else "in") for row in rows)
    read = Counter((entry.date, entry.amount, entry.direction) for entry in found.entries)
    lost = sum(row.lost for row in found.passed_over)
    assert not read - wanted
    assert (wanted - read).total() <= lost
    texts = Counter(row.text for row in rows)
    assert all(any(text in entry.text for text in texts) for entry in found.entries)
