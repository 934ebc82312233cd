"""Secrets that a word announces, in the languages people write in; and texts that only look so."""

from __future__ import annotations

import pytest

from refundletters.answers.build import build_case
from refundletters.answers.forbidden.redact import forbidden, refuse_forbidden
from refundletters.errors import ForbiddenData

SECRETS = {
    "security_code": [
        "security code on the back is 123",
        "three digits on the back: 123",
        "Nummer auf der Rückseite 123",
        "trois chiffres au dos : 123",
        "tres dígitos del reverso: 123",
        "codice di sicurezza 123",
        "drie cijfers op de achterkant: 123",
        "código de segurança 123",
        "kod CVV 123",
        "güvenlik kodu 123",
        "セキュリティコード123",
        "رمز الأمان ١٢٣",
    ],
    "pin": [
        "the PIN of my card is 1234",
        "codice PIN 1234",
        "pincode 1234",
        "senha do cartão 1234",
        "kod PIN 1234",
        "kart şifrem 1234",
        "暗証番号は1234です",
        "الرقم السري 1234",
    ],
    "one_time_code": [
        "code by SMS: 483920",
        "code 483920 came by text",
        "recovery code 483920",
        "SMS-Code 483920",
        "Freischaltcode 12345",
        "Transaktionsnummer 123456",
        "code reçu par SMS : 123456",
        "código por SMS 123456",
        "codice di verifica 123456",
        "verificatiecode 123456",
        "código de verificação 123456",
        "kod SMS 123456",
        "doğrulama kodu 123456",
        "認証コード：123456",
        "رمز التحقق هو ١٢٣٤٥٦",
    ],
    "password": [
        "pw: sommer1",
        "pwd hunter22",
        "passphrase: blue sky",
        "security answer: Rex",
        "PW: abc1",
        "mi contrasena es Sol2024",
        "password è gatto7",
        "wachtwoord: abc1",
        "senha: abc1",
        "hasło: abc123",
        "ŞİFREM: abc123",
        "パスワード：abc123",
        "كلمة المرور: abc123",
    ],
    "expiry": [
        "expires 04/27",
        "my subscription ended and my card expires 04/27",
        "gültig bis 04/27",
        "valable jusqu'au 04/27",
        "expire 04/27",
        "caduca 04/27",
        "vence 04/27",
        "data di scadenza 04/27",
        "vervaldatum 04/27",
        "validade do cartão 04/27",
        "data ważności 04/27",
        "son kullanma tarihi 04/27",
        "有効期限 04/27",
        "تاريخ الانتهاء 04/27",
    ],
}
HARMLESS = [
    "Confirmation code 12345678",
    "the offer expires 04/27",
    "my plan is valid until 04/27",
    "Das Abo läuft ab 04/27",
    "l'abonnement expire 04/27",
    "la suscripción vence 04/27",
    "49.99, 49.99, 49.99, 49.99, 49.99",
    "30/11/2026, 31/12/2026",
    "speeds of 4, 5, 3, 6, 4 and 5 Mbit/s",
    "in 2021, 2022, 2023 and 2024",
    "I bought a pass: 12 months",
    "they sent a verification code on 2026-03-14",
    "o código chegou tarde",
    "il codice è arrivato tardi",
    "ik heb mijn wachtwoord gewijzigd",
    "şifremi değiştirdim",
    "パスワードを変更しました",
]


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, texts in SECRETS.items() for t in texts])
def test_announced_secrets_are_found(kind: str, text: str) -> None:
    assert forbidden(text) == kind


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_text_passes(text: str) -> None:
    assert forbidden(text) is None


@pytest.mark.parametrize(
    "table",
    [
        {"reference": "4111 1111", "descriptor": "1111 1111"},
        {"reference": "411111111111", "descriptor": "1111"},
        {"item": "4111", "reference": "1111 1111", "descriptor": "1111"},
    ],
)
def test_a_card_split_over_neighboring_fields_is_found(table: dict[str, str]) -> None:
    with pytest.raises(ForbiddenData) as caught:
        build_case({"charges": [table]})
    assert "1111" not in str(caught.value)


def test_numbers_of_two_kinds_beside_each_other_get_in() -> None:
    refuse_forbidden({"charges": [{"reference": "order 4111 1111", "descriptor": "1111 1111"}]})
    refuse_forbidden({"payment": {"mandate_reference": "411111111111", "last4": "1111"}})
    refuse_forbidden({"charges": [{"date": "2026-03-14", "amount": "41.11", "reference": "1111"}]})
