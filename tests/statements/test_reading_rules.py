# ruff: noqa: E501, ISC004 - a file in a table reads best on its own lines, as long as they are
"""The rules by which a table is judged, each with its smallest file.

An expectation is the list of payments, or what is asked as ``?taken``.
"""

from __future__ import annotations

import pytest
from support.statements import asked, passed, rows, short, statement

from refundletters.errors import UsageError

HEAD = "Date,Description,Amount\n"
BOTH = "2026-10-02,NETFLIX,-13.99\n2026-10-03,SHOP,-5.00\n"

DIRECTION = {
    "a column called type does not switch the sign off": (
        "Date,Type,Description,Amount\n2026-10-02,CARD_PAYMENT,NETFLIX.COM,-13.99\n"
        "2026-10-15,CARD_REFUND,NETFLIX.COM,13.99\n2026-10-28,TOPUP,From me,500.00\n",
        ["out 13.99 NETFLIX.COM", "in 13.99 NETFLIX.COM", "in 500.00 From me"],
    ),
    "payment is no mark of money in": (
        "Date,Type,Description,Amount\n2026-10-02,Payment,NETFLIX.COM,-13.99\n",
        ["out 13.99 NETFLIX.COM"],
    ),
    "the sign of most rows proves nothing": (
        HEAD + "2026-10-02,ACME,100.00\n2026-10-15,BETA,200.00\n2026-10-16,GAMMA,-13.99\n",
        "?taken",
    ),
    "a balance that moves by the amounts does": (
        "Date,Description,Amount,Balance\n2026-10-02,ACME,100.00,100.00\n"
        "2026-10-15,BETA,200.00,300.00\n2026-10-16,GAMMA,-13.99,286.01\n",
        ["in 100.00 ACME", "in 200.00 BETA", "out 13.99 GAMMA"],
    ),
    "a balance that never changes proves nothing": (
        "Date,Description,Amount,Balance\n2026-10-02,ACME,100.00,500.00\n"
        "2026-10-16,GAMMA,-13.99,500.00\n",
        "?taken",
    ),
    "a balance tells each row where no amount has a sign": (
        "Date,Description,Amount,Balance\n2026-10-01,NETFLIX,13.99,86.01\n"
        "2026-10-02,BETA,20.00,106.01\n2026-10-03,GAMMA,6.01,100.00\n",
        ["out 13.99 NETFLIX", "in 20.00 BETA", "out 6.01 GAMMA"],
    ),
    "on a card a debt grows by what is spent, if the rows say so": (
        "Date,Description,Amount,Balance\n2026-10-02,NETFLIX,13.99,113.99\n"
        "2026-10-03,SPOTIFY,9.99,123.98\n2026-10-15,PAYMENT RECEIVED,-100.00,23.98\n",
        ["out 13.99 NETFLIX", "out 9.99 SPOTIFY", "in 100.00 PAYMENT RECEIVED"],
    ),
    "one voice against a balance is asked about": (
        "Date,Description,Amount,Balance\n2026-10-02,NETFLIX,13.99,113.99\n"
        "2026-10-03,BETA,-9.99,104.00\n",
        "?taken",
    ),
    "a known service is paid": (
        HEAD + "2026-09-02,NETFLIX,13.99\n2026-10-02,NETFLIX,13.99\n2026-10-15,BETA,-13.99\n"
        "2026-10-16,GAMMA,5.00\n",
        ["out 13.99 NETFLIX", "out 13.99 NETFLIX", "in 13.99 BETA", "out 5.00 GAMMA"],
    ),
    "one row of it, with all others against it, may be a refund": (
        HEAD + "2026-10-02,NETFLIX,13.99\n2026-10-15,BETA,-20.00\n2026-10-16,GAMMA,-5.00\n",
        "?taken",
    ),
    "one of each sign may be a refund before the next charge": (
        HEAD + "2026-09-02,NETFLIX,13.99\n2026-09-15,BETA,-20.00\n2026-10-02,NETFLIX,-13.99\n",
        "?taken",
    ),
    "a service that pays other sums each time may be an employer": (
        HEAD + "2026-09-02,UBER,213.99\n2026-09-09,UBER,313.99\n2026-09-15,BETA,-20.00\n",
        "?taken",
    ),
    "a friend who gives first and more often is no merchant": (
        HEAD + "2026-09-02,BOB,20.00\n2026-09-09,BOB,20.00\n2026-09-15,BOB,-20.00\n"
        "2026-09-16,BETA,-5.00\n",
        "?taken",
    ),
    "one charge without a sign may be a refund": (
        HEAD + "2026-10-02,NETFLIX,13.99\n2026-10-03,BETA,5.00\n",
        "?taken",
    ),
    "a word that marks some rows leaves the others open": (
        HEAD + "2026-10-02,PURCHASE AT ACME,13.99\n2026-10-03,PURCHASE AT BETA,20.00\n"
        "2026-10-04,GAMMA,5.00\n",
        "?taken",
    ),
    "marks of both directions beside one sign are none where signs differ": (
        "Datum;Text;Art;Betrag\n02.10.2026;NETFLIX;Online;-13,99\n03.10.2026;SPOTIFY;Online;-9,99\n"
        "15.10.2026;ABRECHNUNG;Lastschrift;100,00\n16.10.2026;ACME;Gutschrift;5,00\n17.10.2026;BETA;Online;-7,00\n",
        ["out 13.99 NETFLIX", "out 9.99 SPOTIFY", "in 100.00 ABRECHNUNG", "in 5.00 ACME", "out 7.00 BETA"],
    ),
    "a known service that also gave money back": (
        HEAD + "2026-09-02,NETFLIX,-13.99\n2026-10-02,NETFLIX,-13.99\n2026-10-09,NETFLIX,13.99\n",
        ["out 13.99 NETFLIX", "out 13.99 NETFLIX", "in 13.99 NETFLIX"],
    ),
    "a merchant that took more often, and before it gave back": (
        HEAD + "2026-09-02,ACME GYM,-30.00\n2026-10-02,ACME GYM,-30.00\n2026-10-09,ACME GYM,30.00\n"
        "2026-10-10,BETA,-5.00\n",
        ["out 30.00 ACME GYM", "out 30.00 ACME GYM", "in 30.00 ACME GYM", "out 5.00 BETA"],
    ),
    "but not by itself: it may be a friend": (
        HEAD + "2026-09-02,BOB,30.00\n2026-10-02,BOB,30.00\n2026-10-09,BOB,-30.00\n",
        "?taken",
    ),
    "a merchant that gave before it took proves nothing": (
        HEAD + "2026-09-02,ACME,30.00\n2026-10-02,ACME,-30.00\n2026-10-09,ACME,-30.00\n",
        "?taken",
    ),
    "a payment received tells a card": (
        HEAD + "2026-10-02,ACME,13.99\n2026-10-15,PAYMENT RECEIVED,-13.99\n",
        ["out 13.99 ACME", "in 13.99 PAYMENT RECEIVED"],
    ),
    "rows that contradict each other are asked about": (
        HEAD + "2026-10-02,NETFLIX,13.99\n2026-10-15,SALARY,100.00\n",
        "?taken",
    ),
    "a word that stands in every row proves nothing": (
        HEAD + "2026-10-02,POS ACME,13.99\n2026-10-03,POS BETA,-20.00\n2026-10-04,POS GAMMA,5.00\n",
        "?taken",
    ),
    "marks of both directions decide where no amount has a sign": (
        "Date,Description,Amount,Mark\n2026-10-02,ACME,13.99,D\n2026-10-15,BETA,5.00,C\n",
        ["out 13.99 ACME", "in 5.00 BETA"],
    ),
    "marks that contradict the signs do not": (
        "Date,Description,Amount,Mark\n2026-10-02,A1,13.99,D\n2026-10-15,B1,-5.00,D\n"
        "2026-10-16,C1,5.00,C\n2026-10-17,D1,-6.00,C\n",
        "?taken",
    ),
    "a mark that never changes proves nothing": (
        "Date,Description,Amount,Mark\n2026-10-02,ACME,13.99,D\n2026-10-15,BETA,-5.00,D\n",
        "?taken",
    ),
    "marks in words that are not known are learned from rows that speak": (
        "Date,Description,Amount,Way\n2026-10-02,NETFLIX,13.99,Xut\n2026-10-15,SALARY,5.00,Xin\n"
        "2026-10-16,ACME,7.00,Xut\n",
        ["out 13.99 NETFLIX", "in 5.00 SALARY", "out 7.00 ACME"],
    ),
    "and asked about where some do not speak": (
        "Date,Description,Amount,Way\n2026-10-02,NETFLIX,13.99,Xut\n2026-10-15,ACME,5.00,Xin\n",
        "?taken",
    ),
    "CR beside some amounts makes the others charges": (
        HEAD + "2026-10-02,ACME,13.99\n2026-10-03,BETA,9.99\n2026-10-15,ACME,13.99 CR\n",
        ["out 13.99 ACME", "out 9.99 BETA", "in 13.99 ACME"],
    ),
    "a plus beside some amounts does too": (
        HEAD + "2026-10-02,ACME,£13.99\n2026-10-15,BETA,+ £13.99\n",
        ["out 13.99 ACME", "in 13.99 BETA"],
    ),
    "two columns": (
        "Date,Description,Debit,Credit\n2026-10-02,ACME,13.99,\n2026-10-15,BETA,,5.00\n",
        ["out 13.99 ACME", "in 5.00 BETA"],
    ),
    "two columns with zeros": (
        "Date,Description,Debit,Credit\n2026-10-02,ACME,13.99,0.00\n2026-10-15,BETA,0.00,5.00\n",
        ["out 13.99 ACME", "in 5.00 BETA"],
    ),
    "two columns that the rows contradict are asked about": (
        "Date,Description,Debit,Credit\n2026-10-02,NETFLIX,,13.99\n2026-10-15,SALARY,5.00,\n",
        "?debit",
    ),
    "of two columns one title is enough": (
        "Date,Description,Xyz,Credit\n2026-10-02,ACME,13.99,\n2026-10-15,BETA,,5.00\n",
        ["out 13.99 ACME", "in 5.00 BETA"],
    ),
    "two columns without titles are told by their balance": (
        "2026-10-02,ACME,13.99,,986.01\n2026-10-15,BETA,,5.00,991.01\n",
        ["out 13.99 ACME", "in 5.00 BETA"],
    ),
    "or asked about": ("2026-10-02,ACME,13.99,\n2026-10-15,BETA,,5.00\n", "?debit"),
    "a layout known by its whole header": (
        "Date,Description,Card Member,Account #,Amount,Extended Details,Appears On Your Statement "
        "As,Address,City/State,Zip Code,Country,Reference,Category\n"
        "10/20/2026,ACME,A PERSON,-1,13.99,,,,,,,,\n10/15/2026,BETA,A PERSON,-1,-5.00,,,,,,,,\n",
        ["out 13.99 ACME", "in 5.00 BETA"],
    ),
}  # fmt: skip

COLUMNS = {
    "a fee before the amount": (
        "Date,Fee amount,Amount,Description\n2026-10-02,0.50,-13.99,NETFLIX\n",
        ["out 13.99 NETFLIX"],
    ),
    "an original amount before the own one": (
        "Date;Text;Original amount;Original currency;Amount;Currency\n"
        "2026-10-02;NETFLIX;-15.49;USD;-13.99;EUR\n2026-10-03;SHOP;;;-5.00;EUR\n",
        ["out 13.99 NETFLIX", "out 5.00 SHOP"],
    ),
    "a category called as an amount": (
        "Datum;Text;Umsatz-Kategorie;Betrag in Euro\n02.10.2026;NETFLIX;Medien;-13,99\n",
        ["out 13.99 NETFLIX"],
    ),
    "zeros in a column that could be the amount": (
        "Date,Text,Brut,Frais,Zzz\n02/10/2026,NETFLIX,-9.99,0.00,-9.99\n15/10/2026,SPOTIFY,-5.99,0.00,-5.99\n",
        ["out 9.99 NETFLIX", "out 5.99 SPOTIFY"],
    ),
    "two amounts without a title": (
        "2026-10-02,NETFLIX,-13.99,7.00\n2026-10-15,SPOTIFY,-9.99,3.00\n",
        "?amount",
    ),
    "an amount and a balance before it, without titles": (
        "2026-10-02,NETFLIX,1000.00,-13.99\n2026-10-15,SHOP,986.01,-5.00\n2026-10-16,X,981.01,-1.00\n",
        ["out 13.99 NETFLIX", "out 5.00 SHOP", "out 1.00 X"],
    ),
    "a row that looks like titles is none": (
        "02.10.2026;SEPA Lastschrift;Empfänger-Kennung: X;-13,99\n09.10.2026;NETFLIX;Y;-5,00\n"
        "15.10.2026;GEHALT;Z;500,00\n",
        [
            "out 13.99 SEPA Lastschrift Empfänger-Kennung: X",
            "out 5.00 NETFLIX Y",
            "in 500.00 GEHALT Z",
        ],
    ),
    "the separator is the even one": (
        "123456789\tEUR\t20261002\t1000,00\t986,01\t20261002\t-13,99\tNETFLIX\n"
        "123456789\tEUR\t20261003\t986,01\t981,01\t20261003\t-5,00\tSHOP\n",
        ["out 13.99 NETFLIX", "out 5.00 SHOP"],
    ),
    "the merchant is the column that varies": (
        "Naam;Datum;Bedrag;Omschrijving\nA PERSON;02/10/2026;-13,99;NETFLIX\n"
        "A PERSON;15/10/2026;-5,00;ALBERT HEIJN\n",
        ["out 13.99 NETFLIX", "out 5.00 ALBERT HEIJN"],
    ),
    "and kept where only one merchant was exported": (
        "Datum;Name Zahlungsbeteiligter;Buchungstext;Betrag\n02.09.2026;NETFLIX;Lastschrift;-13,99\n"
        "02.10.2026;NETFLIX;Lastschrift;-13,99\n15.10.2026;NETFLIX;Gutschrift;13,99\n",
        ["out 13.99 Lastschrift NETFLIX", "out 13.99 Lastschrift NETFLIX", "in 13.99 Gutschrift NETFLIX"],
    ),
    "a merchant as often as the account holder is kept": (
        "Date,From,To,Amount\n2026-10-02,A PERSON,NETFLIX,-13.99\n2026-10-15,NETFLIX,A PERSON,5.00\n"
        "2026-10-20,A PERSON,NETFLIX,-13.99\n",
        ["out 13.99 A PERSON NETFLIX", "in 5.00 NETFLIX A PERSON", "out 13.99 A PERSON NETFLIX"],
    ),
    "an amount in many currencies before that of the account": (
        "Datum;Bedrag;Munt;Bedrag in EUR;Handelaar\n20/10/2026;-13,99;EUR;-13,99;NETFLIX\n"
        "21/10/2026;-22,00;USD;-20,61;ADOBE\n22/10/2026;5,00;EUR;5,00;REFUND SHOP\n",
        ["out 13.99 NETFLIX", "out 20.61 ADOBE", "in 5.00 REFUND SHOP"],
    ),
    "a direction in the brackets of a title": (
        "交易日期,摘要,交易金额(收入),交易金额(支出)\n2026-10-02,NETFLIX,,13.99\n2026-10-15,ACME,5.00,\n",
        ["out 13.99 NETFLIX", "in 5.00 ACME"],
    ),
    "a text that goes on below its row": (
        "Date,Description,Debit,Credit\n2026-10-02,DEBIT PURCHASE,13.99,\n,NETFLIX.COM,,\n"
        "2026-10-15,FAST PAYMENT,,5.00\n,ACME,,\n,ref 1,,\n",
        ["out 13.99 DEBIT PURCHASE NETFLIX.COM", "in 5.00 FAST PAYMENT ACME ref 1"],
    ),
    "one line below a table is a note": (
        "Date,Description,Debit,Credit\n2026-10-02,NETFLIX,13.99,\n2026-10-15,ACME,,5.00\n,Thank you,,\n",
        ["out 13.99 NETFLIX", "in 5.00 ACME"],
    ),
    "who paid and who was paid stand in two columns": (
        "Date,From,To,Amount\n2026-10-02,A PERSON,NETFLIX,-13.99\n2026-10-15,SALARY ACME,A PERSON,5.00\n",
        ["out 13.99 NETFLIX", "in 5.00 SALARY ACME"],
    ),
    "texts go on in columns without a title": (
        '"Data operacji","Kwota","Opis transakcji","",""\n'
        '"2026-10-02","-13.99","Tytuł: 000","Lokalizacja: NETFLIX.COM","x"\n'
        '"2026-10-03","100.00","Nazwa: ACME","Tytuł: WYNAGRODZENIE",""\n',
        [
            "out 13.99 Tytuł: 000 Lokalizacja: NETFLIX.COM",
            "in 100.00 Nazwa: ACME Tytuł: WYNAGRODZENIE",
        ],
    ),
    "records of labeled lines": (
        "Account: XXXX 1234\n\nDate: 02/10/2026\nDescription: NETFLIX\nAmount: -13.99 GBP\n\n"
        "Date: 15/10/2026\nDescription: SALARY\nAmount: 100.00 GBP\n",
        ["out 13.99 NETFLIX", "in 100.00 SALARY"],
    ),
    "several tables, each under its own titles": (
        "Datum;Text;Betrag\n02.10.2026;NETFLIX;-13,99\nSaldo;1,00\n\n"
        "Buchungstag;Referenz;Buchungstext;Betrag in EUR\n03.10.2026;1;SPOTIFY;-9,99\n",
        ["out 13.99 NETFLIX", "out 9.99 SPOTIFY"],
    ),
    "the titles once more on a new page": (
        HEAD + BOTH + HEAD + "2026-10-04,HULU,-7.00\n",
        ["out 13.99 NETFLIX", "out 5.00 SHOP", "out 7.00 HULU"],
    ),
}  # fmt: skip

ROWS = {
    "the separator in a text": (
        HEAD + "2026-10-02,NETFLIX, INC,-13.99\n2026-10-03,SHOP,-5.00\n",
        ["out 13.99 NETFLIX,INC", "out 5.00 SHOP"],
    ),
    "quotes in a quoted text that holds the separator": (
        '"Kuupäev","Saaja","Selgitus","Summa"\n'
        '"2026-10-02","X","PIRKINYS UAB "Naktida", Vilnius","-13.99"\n"2026-10-03","Y","NETFLIX","-5.00"\n',
        ['out 13.99 X PIRKINYS UAB "Naktida", Vilnius', "out 5.00 Y NETFLIX"],
    ),
    "a quote that nobody closes": (
        HEAD + '2026-10-02,"NETFLIX,-13.99\n2026-10-03,SHOP,-5.00\n2026-10-04,HULU,-6.00\n',
        ["out 13.99 NETFLIX", "out 5.00 SHOP", "out 6.00 HULU"],
    ),
    "a text over several lines": (
        'Date;Libellé;Débit;Crédit\n02/10/2026;"CARTE\nNETFLIX";13,99;\n15/10/2026;"VIR\nX";;5,00\n',
        ["out 13.99 CARTE NETFLIX", "in 5.00 VIR X"],
    ),
    "amounts in many forms": (
        HEAD + '2026-10-02,NETFLIX,"-13,-"\n2026-10-03,SHOP,"=""-14"""\n2026-10-04,X1,\'-15\n'
        "2026-10-05,X2,-16 *\n2026-10-06,X3,(17)\n2026-10-07,X4,18-\n",
        [f"out {n} {name}" for n, name in zip(range(13, 19), ("NETFLIX", "SHOP", "X1", "X2", "X3", "X4"), strict=True)],
    ),
    "a dot between thousands where there are no cents": (
        "Fecha;Descripción;Monto\n02/10/2026;NETFLIX;-$9.990\n15/10/2026;SUELDO;$1.249.990\n",
        ["out 9990 NETFLIX", "in 1249990 SUELDO"],
    ),
    "three decimal places": (
        "Date,Description,Debit (KWD),Credit (KWD)\n2026-10-02,NETFLIX,4.250,\n2026-10-15,X,,1.500\n",
        ["out 4.250 NETFLIX", "in 1.500 X"],
    ),
    "digits of Arabic": (
        "التاريخ,الوصف,مدين,دائن\n٠٢/١٠/٢٠٢٦,NETFLIX,١٣٫٩٩,\n١٥/١٠/٢٠٢٦,X,,٥٫٠٠\n",
        ["out 13.99 NETFLIX", "in 5.00 X"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", [*DIRECTION, *COLUMNS, *ROWS])
def test_the_rule_holds(name: str) -> None:
    content, expected = {**DIRECTION, **COLUMNS, **ROWS}[name]
    if isinstance(expected, str):
        assert asked(content) == [expected[1:]]
        assert len(statement(content).asks[0].rows) == 2
    else:
        assert short(content) == expected


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
