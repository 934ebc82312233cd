# ruff: noqa: E501, ISC004 - a file in a table reads best on its own lines, as long as they are
"""The rules by which a table is judged, each with its smallest file.

An expectation is the list of payments, or what is asked as ``?taken``.
"""

from __future__ import annotations

import pytest
from support.statements import asked, short, statement

from .reading_heads import BOTH, HEAD

DIRECTION = {
    "two columns that part the rows differently cannot both be marks": (
        "Date,Description,Amount,Kind,D/C\n2026-10-01,ACME,1.01,CARD,Xb\n"
        "2026-10-02,NETFLIX.COM,1.01,CARD,Xa\n2026-10-03,SALARY ACME,2494.00,WEB,Xb\n",
        "?taken",
    ),
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
    "the first row, which has no balance before it, does not follow a voice that the balance denies": (
        "Date,Description,Amount,Balance\n2026-10-01,UBER,213.99,1213.99\n"
        "2026-10-02,UBER,313.99,1527.98\n2026-10-03,GAMMA,7.98,1520.00\n",
        "?taken",
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
