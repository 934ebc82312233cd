"""Which rows are payments, and what their days, currencies and code pages are."""

from __future__ import annotations

import pytest
from support.statements import asked, passed, rows, short, statement

from refundletters.errors import UsageError

from .reading_heads import BOTH, HEAD

NEVER = ["REVERTED", "DECLINED", "Cancelled", "General Authorization", "Storniert", "Refusé"]
NEVER += ["Rechazada", "ОТКЛОНЕНО", "已取消", "İptal edildi", "Declined: insufficient funds"]


@pytest.mark.parametrize("state", NEVER)
def test_what_never_became_a_payment_is_none_and_that_is_said(state: str) -> None:
    content = (
        f"Date,Description,Amount,State\n{BOTH[:25]},Completed\n2026-10-03,SPOTIFY,-9.99,{state}\n"
    )
    assert short(content) == ["out 13.99 NETFLIX"]
    assert passed(content) == [(3, "It never became a payment.")]


def test_an_authorization_is_no_payment_where_only_the_kind_says_so() -> None:
    content = (
        "Date,Type,Description,Amount\n2026-10-02,General Authorization,NETFLIX.COM,-13.99\n"
        "2026-10-03,Subscription Payment,NETFLIX.COM,-13.99\n"
    )
    assert [row[0] for row in rows(content)] == ["2026-10-03"]


@pytest.mark.parametrize(
    "word", ["Pending", "vorgemerkt", "Reserverat", "en attente", "保留", "offen"]
)
def test_pending_payments_are_kept_though_they_have_no_day(word: str) -> None:
    found = statement(HEAD + f"{word},NETFLIX.COM,-13.99\n" + BOTH)
    assert [(entry.date is None, entry.status) for entry in found.entries] == [
        (True, "pending"),
        (False, "posted"),
        (False, "posted"),
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Total,,-18.99\n", "It is a total or a balance, not a payment."),
        ("2026-10-04,Closing balance,500.00\n", "It is a total or a balance, not a payment."),
        ("2026-10-04,Endsaldo,500.00\n", "It is a total or a balance, not a payment."),
        ("2026-10-04,NOTHING,0.00\n", "Its amount is zero."),
        ("2026-10-04,NOTHING,\n", "No amount stands in it."),
        ("some day,SHOP,-5.00\n", "Its day cannot be read."),
        ("Date downloaded 11/30/2026 10:28 am,,\n", "It is a note, not a payment."),
        ("2026-10-04,SHOP,1.2.3.4\n", "Its amount cannot be read."),
    ],
)
def test_a_row_that_is_no_payment_neither_joins_nor_refuses_and_is_said(
    line: str, why: str
) -> None:
    assert short(HEAD + BOTH + line) == ["out 13.99 NETFLIX", "out 5.00 SHOP"]
    assert passed(HEAD + BOTH + line) == [(4, why)]


def test_a_reversal_in_a_column_of_charges_is_not_guessed() -> None:
    content = "Date,Description,Debit,Credit\n" + "".join(
        f"2026-10-0{day},SHOP {day},{amount},\n" for day, amount in enumerate((5, 6, 7, -8), 1)
    )
    content += "2026-10-05,SALARY,,9\n"
    assert short(content) == ["out 5 SHOP 1", "out 6 SHOP 2", "out 7 SHOP 3", "in 9 SALARY"]
    assert passed(content) == [(5, "It does not say which way the money went.")]


@pytest.mark.parametrize(
    ("title", "amount", "currency"),
    [
        ("Amount", "-13,99 €", "EUR"),
        ("Betrag (€)", "-13,99", "EUR"),
        ("Betrag in EUR", "-13,99", "EUR"),
        ("Débit euros", "-13,99", "EUR"),
        ("Kwota", "-13,99 zł", "PLN"),
        ("Amount (RM)", "-13.99", "MYR"),
        ("Amount", "-£13.99", "GBP"),
        ("Amount", "-$13.99", ""),
        ("Amount", "-13,99 kr", ""),
    ],
)
def test_the_currency_that_a_file_shows_is_kept(title: str, amount: str, currency: str) -> None:
    content = f"Date;Text;{title}\n2026-10-02;NETFLIX;{amount}\n2026-10-03;SPOTIFY;{amount}\n"
    assert {row[2] for row in rows(content)} == {currency}


def test_amounts_that_may_have_cents_or_not_are_refused() -> None:
    with pytest.raises(UsageError, match=r"9\.990 can be read"):
        statement(HEAD + "2026-10-02,NETFLIX,-9.990\n2026-10-03,SPOTIFY,-9.990\n")


@pytest.mark.parametrize(
    ("encoding", "title", "text"),
    [
        ("cp1251", "Дата;Описание;Сумма", "ЯНДЕКС ПЛЮС"),
        ("koi8_r", "Дата;Описание;Сумма", "ЯНДЕКС ПЛЮС"),
        ("cp1253", "Ημερομηνία;Περιγραφή;Ποσό", "ΑΓΟΡΑ"),
        ("cp1254", "Tarih;Açıklama;Tutar", "ALIŞVERİŞ ŞOK"),
        ("cp1255", "תאריך;תיאור;סכום", "נטפליקס"),
        ("cp1256", "التاريخ;الوصف;المبلغ", "نتفليكس"),
        ("cp1257", "Data;Paskirtis;Suma", "ŽALIA ŽOLĖ"),
        ("cp1250", "Datum;Popis;Částka", "ŘEZNICTVÍ"),
        ("cp932", "日付;摘要;金額", "ネットフリックス"),
        ("gb18030", "交易日期;摘要;金额", "奈飞"),
        ("big5", "交易日期;摘要;金額", "網飛"),
        ("cp949", "거래일시;적요;거래금액", "넷플릭스"),
        ("cp874", "วันที่;รายการ;จำนวนเงิน", "เน็ตฟลิกซ์"),
        ("utf-16-le", "Datum;Text;Betrag", "MÜLLER"),
    ],
)
def test_the_code_page_is_the_one_that_makes_sense(encoding: str, title: str, text: str) -> None:
    content = f"{title}\n2026-10-02;NETFLIX;-13,99\n2026-10-03;{text};-5,00\n".encode(encoding)
    assert short(content) == ["out 13.99 NETFLIX", f"out 5.00 {text}"]


def test_dots_are_never_written_by_banks_that_put_the_month_first() -> None:
    content = "Date;Text;Amount\n02.10.2026;NETFLIX;-13,99\n03.10.2026;X;-5,00\n"
    assert [row[0] for row in rows(content)] == ["2026-10-02", "2026-10-03"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-10-13 12.34.56", "2026-10-13"),
        ("Tue 13 Oct 2026", "2026-10-13"),
        ("13 OCT", "2026-10-13"),
        ("13.10.", "2026-10-13"),
        ("20261013 103000", "2026-10-13"),
        ("2026年10月13日", "2026-10-13"),
        ('"=""2026-10-13"""', "2026-10-13"),
        ("46308", "2026-10-13"),
        ("1791849600", "2026-10-13"),
        ('"Oct 13, 2026, 10:00 AM"', "2026-10-13"),
        ("13 de octubre de 2026", "2026-10-13"),
        ("10:11 13-10-26", "2026-10-13"),
        ("13/10/2569", "2026-10-13"),
        ("115/10/13", "2026-10-13"),
        ("2026-10-13T23:30:00-05:00", "2026-10-13"),
    ],
)
def test_days_in_many_forms(written: str, read: str) -> None:
    assert [row[0] for row in rows(f"{HEAD}{written},NETFLIX,-1.00\n")] == [read]


def test_a_second_day_beside_the_first_decides_their_order() -> None:
    content = "Date,Posting date,Description,Amount\n02/10/2026,04/10/2026,NETFLIX,-1.00\n"
    assert [row[0] for row in rows(content)] == ["2026-10-02"]


def test_a_day_around_the_table_decides_too() -> None:
    content = "From,01/10/2026,to,30/11/2026\n\n" + HEAD + "02/10/2026,NETFLIX,-1.00\n"
    assert [row[0] for row in rows(content)] == ["2026-10-02"]


def test_what_is_told_is_not_asked() -> None:
    doubt = HEAD + "02/03/2026,ACME,13.99\n04/03/2026,BETA,-5.00\n"
    assert asked(doubt) == ["day_order", "taken"]
    told = rows(doubt, taken="positive", day_order="dmy")
    assert [(row[0], row[3]) for row in told] == [("2026-03-02", "out"), ("2026-03-04", "in")]
    unsigned = HEAD + "2026-10-02,ACME,13.99\n2026-10-03,REFUND BETA,5.00\n2026-10-04,GAMMA,7.00\n"
    assert short(unsigned, taken="positive") == [
        "out 13.99 ACME",
        "in 5.00 REFUND BETA",
        "out 7.00 GAMMA",
    ]
    columns = "2026-10-02,NETFLIX,-13.99,7.00\n2026-10-15,SPOTIFY,-9.99,3.00\n"
    assert short(columns, columns={"amount": 3}) == ["out 13.99 NETFLIX", "out 9.99 SPOTIFY"]


def test_there_is_no_limit_of_rows() -> None:
    content = HEAD + "".join(
        f"2026-10-{1 + n % 28:02},NETFLIX,-{n + 1}.00\n" for n in range(100_000)
    )
    assert len(statement(content).entries) == 100_000
