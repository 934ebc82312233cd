"""What a case never holds: found in every disguise, and not where it only looks alike."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refundletters.answers.build import build_case, check
from refundletters.answers.forbidden import card_numbers, identity_numbers
from refundletters.answers.forbidden.redact import (
    KINDS,
    forbidden,
    is_doubtful,
    refuse_forbidden,
)
from refundletters.errors import ForbiddenData

# The machine may be busy: a slow example is no failure.
QUICK = settings(deadline=None, max_examples=60)

CARD = "4111111111111111"  # a number that issuers publish for tests
IBAN = "DE89370400440532013000"  # the example of the standard

FORBIDDEN = [
    ("card_number", CARD),
    ("card_number", "my card 4111 1111 1111 1111 was charged"),
    ("card_number", "4111-1111-1111-1111"),
    ("card_number", "4111 – 1111 – 1111 – 1111"),
    ("card_number", "4111.1111.1111.1111"),
    ("card_number", "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"),
    ("card_number", "3782 822463 10005"),
    ("card_number", "4111\u200b1111\u200b1111\u200b1111"),
    ("card_number", "4111\u00a01111\u202f1111\u00a01111"),
    ("card_number", "٤١١١١١١١١١١١١١١١"),
    ("card_number", "４１１１１１１１１１１１１１１１"),
    ("card_number", "order 12345678 4111111111111111"),
    ("card_number", "2 cards: 1) 4111 1111 1111 1111"),
    ("card_number", "411111******1111"),
    ("card_number", "4111\n1111\n1111\n1111"),
    ("iban", IBAN),
    ("iban", "DE89 3704 0044 0532 0130 00"),
    ("iban", "please pay to de89 3704 0044 0532 0130 00 thanks"),
    ("iban", "GB82 WEST 1234 5698 7654 32"),
    ("iban", "FR14-2004-1010-0505-0001-3M02-606"),
    ("security_code", "CVV 123"),
    ("security_code", "the security code is 1234"),
    ("security_code", "123 (CVC)"),
    ("security_code", "Prüfziffer: 123"),
    ("security_code", "cryptogramme visuel : 123"),
    ("security_code", "el código de seguridad es 123"),
    ("pin", "my PIN is 1234"),
    ("pin", "PIN: 0000"),
    ("pin", "1234 is my pin"),
    ("pin", "Geheimzahl 1234"),
    ("pin", "mon code secret est 1234"),
    ("one_time_code", "the one-time code was 123456"),
    ("one_time_code", "TAN 123456"),
    ("one_time_code", "verification code: G-123456"),
    ("one_time_code", "código de verificación 123456"),
    ("password", "password: hunter2"),
    ("password", "my password is hunter2!"),
    ("password", "Passwort = Sommer"),
    ("password", "mot de passe : Soleil99"),
    ("password", "mi contraseña es «Sol2024»"),
    ("expiry", "valid thru 04/27"),
    ("expiry", "expiry date: 04/2027"),
    ("us_ssn", "SSN 123-45-6789"),
    ("us_ssn", "my social security number is 123 45 6789"),
    ("es_dni", "mi DNI 12345678Z"),
    ("es_nie", "NIE X1234567L"),
    ("fr_nir", "2 55 08 14 168 025 38"),
    ("de_tax_id", "Steuer-ID 86 095 742 719"),
    ("gb_nino", "national insurance number AB 12 34 56 C"),
    ("child_name", "my daughter Emma bought it"),
    ("child_name", "our 7-year-old son Max pressed the button"),
    ("child_name", "my son, Max, pressed the button"),
    ("child_name", "my nephew (Leo) did"),
    ("child_name", "mein Sohn Max hat es gekauft"),
    ("child_name", "meine 7-jährige Tochter Anna-Lena"),
    ("child_name", "unser Kind heißt Max"),
    ("child_name", "ma fille Léa a acheté"),
    ("child_name", "mi hija Ana lo compró"),
    ("child_name", "mi sobrino se llama Pablo"),
]

HARMLESS = [
    "",
    "I cancelled on 2026-02-03 and was charged 2026-03-03.",
    "2026-01-03, 2026-02-03 2026-03-03 2026-04-03",
    "Charged 9.99, 9.99, 9.99 and 9.99",
    "Order 4111111111111112",  # fails Luhn
    "Reference 12345678901234567890123",  # too long for a card
    "I changed my password and signed out all devices.",
    "Password reset mail on 3 May",
    "password: changed",
    "I reset the PIN of the parental lock twice",
    "They asked for a verification code on 2026-03-14",
    "I never gave anybody my security code.",
    "card ending 1234",
    "Error code 1234",
    "NW-2-5",
    "my subscription expires 04/27",
    "DE98ZZZ09999999999",
    "my son I think",
    "My daughter. Netflix says no",
    "my son bought it on Monday",
    "our children use Netflix",
    "my son, and then Netflix charged me",
    "Kind regards",
    "Kind Regards, A. Example",
    "mein Sohn Geld ausgegeben",
    "meiner Tochter Zugang zum Konto gegeben",
    "meinem Kind Berechtigungen erteilt",
    "The kids profile",
    "mon fils a acheté",
    "mi hija en Netflix",
    "Call me at 10:30, then 14:00, then 16:30",
    "Flat 2, 12 Example Street, 12345 Sampletown",
    "12345678Q",  # a reference whose letter is not that of a DNI
]


@pytest.mark.parametrize(("kind", "text"), FORBIDDEN)
def test_forbidden_data_is_found(kind: str, text: str) -> None:
    assert forbidden(text) == kind


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_text_passes(text: str) -> None:
    assert forbidden(text) is None


@pytest.mark.parametrize(("kind", "text"), FORBIDDEN)
def test_error_names_the_key_and_repeats_nothing(kind: str, text: str) -> None:
    with pytest.raises(ForbiddenData) as caught:
        build_case({"own_words": text})
    assert caught.value.key == "own_words"
    assert caught.value.value == ""
    assert caught.value.remedy is not None
    assert KINDS[kind] == caught.value.message.msgid
    assert text not in str(caught.value)
    assert "1111" not in str(caught.value)


@pytest.mark.parametrize(
    "answers",
    [
        {"charges": [{"reference": CARD}]},
        {"charges": [{"descriptor": f"NETFLIX {CARD}"}]},
        {"evidence": [{"file": f"scans/{CARD}.png"}]},
        {"extra": {"demo": {"deep": {"list": ["fine", CARD]}}}},
        {"extra": {"demo": {CARD: "fine"}}},
        {"extra": {"demo": {"number": int(CARD)}}},
        {"extra": {"demo": {"cvv": "123"}}},
        {"extra": {"demo": {"card_pin": 1234}}},
        {"payment": {"cvv": "123"}},
        {CARD: "fine"},
        {"sender": {"address": ["4111 1111", "1111 1111"]}},
        {"sender": {"phone": CARD}},
        {"payment": {"mandate_reference": IBAN}},
        {"charges": [{"amount": CARD}]},
    ],
)
def test_every_place_is_read(answers: dict[str, object]) -> None:
    with pytest.raises(ForbiddenData) as caught:
        build_case(answers)
    assert "1111" not in str(caught.value)
    assert caught.value.key


def test_references_that_are_no_card_pass() -> None:
    case = build_case(
        {
            "charges": [{"reference": "7453760603203456789", "descriptor": "X 4111111111111112"}],
            "payment": {"creditor_id": "DE98ZZZ09999999999", "mandate_reference": "12345678Z"},
        }
    )
    assert case.payment.creditor_id == "DE98ZZZ09999999999"
    assert case.payment.mandate_reference == "12345678Z"


def test_international_phone_number_is_no_card() -> None:
    # 13 digits that pass Luhn by chance
    digits = with_check_digit("491701234567")
    phone = f"+{digits[:2]} {digits[2:5]} {digits[5:]}"
    assert check("sender.phone", phone) == phone
    with pytest.raises(ForbiddenData):
        check("own_words", phone)


def test_an_indian_postal_code_is_no_secret_in_an_address() -> None:
    lines = ["1 Sample Road", "Bengaluru PIN 560001"]
    assert check("sender.address", lines) == lines
    assert check("sender.address.1", lines[1]) == lines[1]
    with pytest.raises(ForbiddenData):
        check("sender.address", ["my PIN 1234"])
    with pytest.raises(ForbiddenData):
        check("own_words", "PIN 560001")


# Numbers that pass the check digit of cards, and are none.
ORDERS = [
    "112-1234567-1234565",  # Amazon
    "GPA.3317-2456-7890-12343",  # Google Play
    "8XT12345AB1234567",  # PayPal
    "PP-D-123456789",
    "1Z999AA10123456784",  # UPS
    "JJD000390007512345678",  # DHL
    "0000000000000000",  # no issuer
    "7000000000000005",
    "Order 4111111111111111",
    "Bestellung 4111111111111111",
    "n° de commande : 4111111111111111",
]


@pytest.mark.parametrize("number", ORDERS)
def test_order_numbers_pass_where_a_reference_is_expected(number: str) -> None:
    assert check("charges.0.reference", number) == number


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (CARD, "card_or_order"),
        ("411111111111111-1", "card_or_order"),
        ("4111 1111 1111 1111", "card_number"),
        ("order 4111 1111 1111 1111", "card_number"),
        ("3782 822463 10005", "card_number"),
    ],
)
def test_what_may_be_a_card_is_refused_as_a_reference_too(text: str, kind: str) -> None:
    with pytest.raises(ForbiddenData) as caught:
        check("charges.0.reference", text)
    assert caught.value.message.msgid == KINDS[kind]
    assert is_doubtful(text, "charges.0.reference") is (kind == "card_or_order")
    assert not is_doubtful(text, "own_words")


def test_random_order_numbers_are_seldom_taken_for_cards() -> None:
    draw = random.Random(1)

    def digits(count: int) -> str:
        return "".join(draw.choices("0123456789", k=count))

    def refused(shape: Callable[[], str]) -> float:
        return sum(forbidden(shape(), prose=False) is not None for _ in range(2000)) / 2000

    assert refused(lambda: f"11{digits(1)}-{digits(7)}-{digits(7)}") == 0
    google = lambda: f"GPA.{digits(4)}-{digits(4)}-{digits(4)}-{digits(5)}"  # noqa: E731 - as those beside it
    assert refused(google) == 0
    assert refused(lambda: f"1Z{digits(16)}") == 0
    assert refused(lambda: digits(16)) < 0.06


def luhn_oracle(digits: str) -> bool:
    """The check as the standard words it: double every second digit from the right, add digits."""
    doubled = [
        int(d) if index % 2 == 0 else sum(divmod(2 * int(d), 10))
        for index, d in enumerate(digits[::-1])
    ]
    return sum(doubled) % 10 == 0


@QUICK
@given(st.text("0123456789", min_size=1, max_size=24))
def test_luhn_agrees_with_the_standard(digits: str) -> None:
    assert card_numbers.luhn(digits) == luhn_oracle(digits)


def with_check_digit(digits: str) -> str:
    return digits + next(last for last in "0123456789" if luhn_oracle(digits + last))


# Beginnings of cards in issue, with the number of digits that follow before the check digit.
ISSUED = st.sampled_from(
    [("4", 14), ("55", 13), ("2221", 11), ("371", 11), ("6011", 11), ("62", 16), ("36", 11)]
).flatmap(
    lambda start: st.text("0123456789", min_size=start[1], max_size=start[1]).map(
        lambda rest: with_check_digit(start[0] + rest)
    )
)


@QUICK
@given(
    ISSUED,
    st.lists(st.sampled_from(["", "", "", " ", "-", "\u00a0", "\u200b", "–", "  "]), min_size=19),
    st.sampled_from(["", "card ", "Kontoauszug: ", "x"]),
)
def test_cards_are_found_in_any_grouping(number: str, gaps: list[str], before: str) -> None:
    written = "".join(digit + gap for digit, gap in zip(number, gaps, strict=False)).strip(" -–")
    assert forbidden(before + written) is not None


@QUICK
@given(st.text("0123456789", min_size=13, max_size=19).filter(lambda d: not luhn_oracle(d)))
def test_long_numbers_that_fail_luhn_are_no_cards(digits: str) -> None:
    assert not card_numbers.has_card_number(digits)


@QUICK
@given(st.text("0123456789", min_size=18, max_size=18), st.integers(0, 5))
def test_ibans_are_found_and_wrong_ones_are_not(account: str, blanks: int) -> None:
    number = int(account + "131400")  # D is 13, E is 14
    iban = f"DE{98 - number % 97:02}{account}"
    written = " ".join(iban[at : at + 4] for at in range(0, 22, 4)) if blanks else iban
    assert identity_numbers.has_iban(f"account {written}, thanks")
    wrong = iban[:-1] + str((int(iban[-1]) + 1) % 10)
    assert not identity_numbers.has_iban(wrong)


@QUICK
@given(st.text())
def test_any_text_may_surround_a_card_number_without_hiding_it(text: str) -> None:
    assert forbidden(f"{text} \n 4111 1111 1111 1111 \n {text}") is not None


def test_refusing_names_a_deep_key() -> None:
    with pytest.raises(ForbiddenData) as caught:
        refuse_forbidden({"contacts": [{"said": "fine"}, {"said": CARD}]})
    assert caught.value.key == "contacts.1.said"
