"""Banks' exports in many national shapes; all banks, people and numbers are made up."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from support.statements import asked, passed, statement

from refundletters.errors import UsageError
from refundletters.statements.values import HIDDEN, Entry

D = dt.date
LATEST = D(2026, 4, 10)

US_CARD = """\
Transaction Date,Post Date,Description,Category,Type,Amount,Memo
02/21/2026,02/22/2026,NETFLIX.COM 555-0100 CA,Entertainment,Sale,-15.49,
02/19/2026,02/20/2026,"SAMPLE MARKET, SPRINGFIELD",Groceries,Sale,-48.12,
02/01/2026,02/01/2026,AUTOMATIC PAYMENT - THANK YOU,,Payment,"1,200.00",
01/21/2026,01/22/2026,NETFLIX.COM 555-0100 CA,Entertainment,Sale,-15.49,
"""

US_PLUS = """\
Date,Description,Amount
03/04/2026,EXAMPLESTREAM.COM,9.99
02/04/2026,EXAMPLESTREAM.COM,9.99
01/15/2026,ONLINE PAYMENT RECEIVED,-250.00
01/04/2026,EXAMPLESTREAM.COM,9.99
"""

GB = """\
Date,Type,Description,Paid out,Paid in,Balance
21 Feb 2026,CARD PAYMENT,NETFLIX.COM,£10.99,,"£1,204.55"
20 Feb 2026,FPI,A SAMPLE,,£50.00,"£1,215.54"
19 Feb 2026,DD,EXAMPLE WATER,£31.20,,"£1,165.54"
"""

DE = """\
"Umsatzanzeige";"erstellt am 10.04.2026"
"Konto:";"Beispielkonto"

"Buchungstag";"Wertstellung";"Auftraggeber / Empfänger";"Verwendungszweck";"Betrag (EUR)";"Saldo"
"21.02.2026";"22.02.2026";"NETFLIX INTERNATIONAL B.V.";"Mandat X-12 Beispiel";"-12,99";"1.234,56"
"20.02.2026";"20.02.2026";"Beispiel GmbH";"Gehalt";"2.100,00";"1.247,55"
"19.02.2026";"19.02.2026";"Musterladen";"Einkauf";"-1.045,10";"-852,45"
"""

FR = """\
Date opération;Date valeur;Libellé;Débit;Crédit;Devise
21/02/2026;22/02/2026;CARTE EXEMPLEFLUX;-13,49;;EUR
13/02/2026;13/02/2026;VIREMENT EXEMPLE;;1 850,00;EUR
02/02/2026;03/02/2026;PRLV EAU EXEMPLE;-27,30;;EUR
"""

ES = """\
FECHA OPERACIÓN;FECHA VALOR;CONCEPTO;IMPORTE EUR;SALDO
05/03/2026;05/03/2026;COMPRA EJEMPLOFLIX;-12,99 €;1.003,21 €
04/03/2026;04/03/2026;NÓMINA EJEMPLO;1.450,00 €;1.016,20 €
"""

NL = """\
"Datum","Naam / Omschrijving","Rekening","Af Bij","Bedrag (EUR)","Mededelingen"
"20260221","VOORBEELDSTREAM","","Af","11,99","Abonnement"
"20260220","J. VOORBEELD","","Bij","40,00","Terugbetaling"
"""

SV = """\
Bokföringsdag;Belopp;Rubrik;Valuta
2026-02-21;-129,00;EXEMPELSTRÖM AB;SEK
2026-02-18;-1 249,50;EXEMPELBUTIKEN;SEK
2026-02-10;25 000,00;LÖN;SEK
"""

PL = """\
Data operacji;Opis operacji;Kwota;Waluta
2026-02-21;PRZYKŁADOWY SERWIS;-43,00 PLN;PLN
2026-02-20;WYNAGRODZENIE;5 000,00 PLN;PLN
2026-02-19;SKLEP ŻÓŁTY;-12,50 PLN;PLN
"""

CH = """\
Datum;Avisierungstext;Gutschrift in CHF;Lastschrift in CHF;Saldo
21.02.2026;Einkauf BEISPIELSTREAM;;-17.90;1'204.55
20.02.2026;Gutschrift Muster;1'500.00;;1'222.45
"""

IN = """\
Txn Date|Description|Debit|Credit|Balance
21-FEB-26|EXAMPLE STREAM AUTOPAY|649.00||"1,20,000.50"
20-FEB-26|NEFT SAMPLE||"1,00,000.00"|"1,20,649.50"
"""

JP = """\
Date,Description,Amount,Currency
2026/02/21,NETFLIX,-1980,JPY
2026/02/20,SAMPLE SHOP,-12500,JPY
"""

NO_HEADER = """\
2026-02-21;EXAMPLE STREAM SUBSCRIPTION;-9,99
2026-02-20;SAMPLE MARKET;-1.020,00
2026-02-19;SALARY;2.000,00
"""

CARD_WITH_PENDING = """\
Date\tMerchant\tAmount\tStatus
2026-03-01\tNETFLIX\t9.99\tPending
2026-02-01\tNETFLIX\t9.99\tBooked
"""

WITH_SEP_LINE = "sep=;\n" + JP.replace(",", ";")


def read(content: str | bytes, *, day_order: str | None = None) -> tuple[Entry, ...]:
    found = statement(content, day_order=day_order, latest=LATEST)
    assert not found.asks, found.asks
    return tuple(found.entries)


def taken(content: str | bytes) -> list[tuple[dt.date, str, str]]:
    return [
        (entry.date, str(entry.amount), entry.currency)
        for entry in read(content)
        if not entry.returned
    ]


@pytest.mark.parametrize(
    ("export", "expected"),
    [
        pytest.param(
            US_CARD,
            [
                (D(2026, 2, 21), "15.49", ""),
                (D(2026, 2, 19), "48.12", ""),
                (D(2026, 1, 21), "15.49", ""),
            ],
            id="a U.S. card, minus is taken",
        ),
        pytest.param(
            GB,
            [(D(2026, 2, 21), "10.99", "GBP"), (D(2026, 2, 19), "31.20", "GBP")],
            id="a British account, two columns",
        ),
        pytest.param(
            DE,
            [(D(2026, 2, 21), "12.99", "EUR"), (D(2026, 2, 19), "1045.10", "EUR")],
            id="a German account, lines before the table",
        ),
        pytest.param(
            FR,
            [(D(2026, 2, 21), "13.49", "EUR"), (D(2026, 2, 2), "27.30", "EUR")],
            id="a French account, a minus in the debit column",
        ),
        pytest.param(ES, [(D(2026, 3, 5), "12.99", "EUR")], id="a Spanish account"),
        pytest.param(NL, [(D(2026, 2, 21), "11.99", "EUR")], id="a Dutch account, marks"),
        pytest.param(
            SV,
            [(D(2026, 2, 21), "129.00", "SEK"), (D(2026, 2, 18), "1249.50", "SEK")],
            id="a Swedish account",
        ),
        pytest.param(
            PL,
            [(D(2026, 2, 21), "43.00", "PLN"), (D(2026, 2, 19), "12.50", "PLN")],
            id="a Polish account",
        ),
        pytest.param(CH, [(D(2026, 2, 21), "17.90", "CHF")], id="a Swiss account"),
        pytest.param(IN, [(D(2026, 2, 21), "649.00", "")], id="an Indian account, months in words"),
        pytest.param(
            JP,
            [(D(2026, 2, 21), "1980", "JPY"), (D(2026, 2, 20), "12500", "JPY")],
            id="a Japanese account, whole amounts",
        ),
        pytest.param(
            WITH_SEP_LINE,
            [(D(2026, 2, 21), "1980", "JPY"), (D(2026, 2, 20), "12500", "JPY")],
            id="a first line for spreadsheets",
        ),
        pytest.param(
            NO_HEADER,
            [(D(2026, 2, 21), "9.99", ""), (D(2026, 2, 20), "1020.00", "")],
            id="no titles at all",
        ),
    ],
)
def test_the_export_of_a_bank_is_read(
    export: str, expected: list[tuple[dt.date, str, str]]
) -> None:
    assert taken(export) == expected


def test_on_a_card_a_payment_received_tells_which_amounts_are_charges() -> None:
    found = read(US_PLUS, day_order="mdy")
    assert [entry.returned for entry in found] == [False, False, True, False]
    assert found[0].date == D(2026, 3, 4)
    assert all(entry.amount > 0 for entry in found)


def test_a_payment_to_the_card_is_no_charge() -> None:
    assert [entry.returned for entry in read(US_CARD)] == [False, False, True, False]


def test_all_texts_of_a_row_are_read_together() -> None:
    assert read(DE)[0].text == "NETFLIX INTERNATIONAL B.V. Mandat X-12 Beispiel"


def test_what_is_pending_is_told_apart() -> None:
    assert [entry.pending for entry in read(CARD_WITH_PENDING)] == [True, False]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (DE, "utf-8"),
        (DE, "utf-8-sig"),
        (DE, "utf-16"),
        (DE, "cp1252"),
        (DE, "latin-1"),
        (PL, "cp1250"),
    ],
)
def test_the_encoding_does_not_matter(text: str, encoding: str) -> None:
    assert read(text.encode(encoding)) == read(text)


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_the_ends_of_lines_do_not_matter(ends: str) -> None:
    assert read(DE.replace("\n", ends)) == read(DE)


def test_a_day_past_the_twelfth_decides_for_the_whole_column() -> None:
    text = "Date,Description,Amount\n02/03/2026,NETFLIX,-1.00\n01/25/2026,B,-2.00\n"
    assert [entry.date for entry in read(text)] == [D(2026, 2, 3), D(2026, 1, 25)]


def test_a_day_in_the_future_decides_too() -> None:
    text = "Date,Description,Amount\n05/03/2026,NETFLIX,-1.00\n04/03/2026,B,-2.00\n"
    assert [entry.date for entry in read(text)] == [D(2026, 3, 5), D(2026, 3, 4)]


@pytest.mark.parametrize(
    "printed",
    ["-9.99", "−9.99", "(9.99)", "9.99-", "$-9.99", "-$9.99", "USD -9.99", "-9.99 USD"],
)
def test_money_taken_has_many_forms(printed: str) -> None:
    text = f"Date,Description,Amount\n2026-02-21,NETFLIX,{printed}\n2026-02-20,B,-5.00\n"
    (entry, _) = read(text)
    assert (entry.amount, entry.returned) == (Decimal("9.99"), False)


def test_a_credit_mark_beside_an_amount_is_money_back() -> None:
    text = "Date,Description,Debit\n2026-02-21,A,9.99 CR\n2026-02-20,B,5.00\n"
    assert [entry.returned for entry in read(text)] == [True, False]


@pytest.mark.parametrize(
    "secret",
    [
        "4111111111111111",
        "4111 1111 1111 1111",
        "411111******1111",
        "DE89370400440532013000",
        "DE89 3704 0044 0532 0130 00",
    ],
)
def test_numbers_of_cards_and_accounts_are_hidden_in_texts(secret: str) -> None:
    text = f"Date,Description,Amount\n2026-02-21,NETFLIX.COM {secret} X,-9.99\n"
    (entry,) = read(text)
    assert secret not in entry.text
    assert not any(part in entry.text for part in ("4111", "3704"))
    assert entry.text.startswith("NETFLIX.COM") or entry.text == HIDDEN


def test_a_reference_that_is_no_card_stays() -> None:
    text = "Date,Description,Amount\n2026-02-21,NETFLIX.COM 866-579-7172,-9.99\n"
    assert read(text)[0].text == "NETFLIX.COM 866-579-7172"


def test_a_sum_below_the_entries_is_passed_over() -> None:
    assert len(read(JP + "Total,,-14480,JPY\n")) == 2


def test_columns_without_a_known_title_are_found_by_what_they_hold() -> None:
    text = "Kdy,Kolik,Komu\n2026-02-21,-9.99,NETFLIX\n2026-02-20,-5.00,SAMPLE SHOP\n"
    (entry, _) = read(text)
    assert (entry.date, entry.amount, entry.text) == (
        D(2026, 2, 21),
        Decimal("9.99"),
        "NETFLIX",
    )


def test_days_that_can_be_read_in_two_ways_are_asked() -> None:
    # Both orders run the same way in time, and no day is past the 12th.
    assert asked("Date,Description,Amount\n02/03/2026,NETFLIX,-1.00\n01/02/2026,B,-2.00\n") == [
        "day_order"
    ]


def test_the_order_of_the_rows_decides_too() -> None:
    both = "Date,Description,Amount\n" + "".join(
        f"{day:02}/03/2026,NETFLIX,-1.00\n" for day in (1, 2, 5, 9, 10)
    )
    ask, *_ = statement(both, latest=D(2026, 12, 31)).asks
    assert (ask.what, ask.choices) == ("day_order", ("dmy", "mdy")), "both run forwards"
    mixed = "Date,Description,Amount\n10/02/2026,NETFLIX,-1\n01/03/2026,B,-1\n02/03/2026,C,-1\n"
    assert [entry.date for entry in statement(mixed, latest=D(2026, 12, 31)).entries] == [
        D(2026, 2, 10),
        D(2026, 3, 1),
        D(2026, 3, 2),
    ]


def test_amounts_written_in_two_ways_are_not_guessed() -> None:
    text = "Date;Description;Amount\n2026-02-21;A;-9,99\n2026-02-20;B;-9.99\n"
    with pytest.raises(UsageError, match="two ways"):
        statement(text)


def test_a_table_without_days_is_no_statement() -> None:
    with pytest.raises(UsageError, match="No payments were found"):
        statement("Name,Word\nA,one\nB,two\n")


def test_what_is_passed_over_is_said() -> None:
    assert passed(JP + "Total,,-14480,JPY\n") == [(4, "It is a total or a balance, not a payment.")]
