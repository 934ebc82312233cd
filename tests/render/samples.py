"""Letters of several countries, for tests of every renderer. All people are made up."""

from __future__ import annotations

from typing import Any

from refundletters.model.document import (
    Address,
    Document,
    Fill,
    Group,
    Heading,
    ListBlock,
    Paragraph,
    Text,
)

from .blocks import document, layout, lines, p, slot, strong, table


def chat() -> Document:
    """A chat opener with two further messages."""
    opener = Group(
        (
            slot("greeting", p("Hello,", "salutation")),
            slot("reason", p("I was charged after I had canceled.")),
            slot(
                "charges", p("It was $15.49 on November 3, 2026 for Example Stream. It reads EXST.")
            ),
            slot("ask", p("Please refund $15.49.")),
            slot("history", p("I joined in 2021. I liked it. Mr. Lee helped me once.")),
            slot("thanks", p("Thank you.", "thanks")),
        ),
        part="opener",
    )
    second = Group((p("My account is under ada@example.org."),), part="snippet-1")
    return document(
        opener,
        second,
        id="chat-opener",
        kind="chat",
        channel="chat",
        labels={"opener": "First message", "snippet-1": "If they ask who you are"},
    )


def letter_us() -> Document:
    """A card dispute with everything a letter may hold."""
    return document(
        Address(
            lines("Ada Example", "12 Sample Street", "Springfield, OH 45501", "ada@example.org"),
            "sender",
        ),
        p("November 22, 2026", "date"),
        Address(
            lines(
                "Example Bank, N.A.", "Attn: Billing Inquiries", "P.O. Box 1234", "DOVER DE 19901"
            ),
            "recipient",
        ),
        p("VIA CERTIFIED MAIL, RETURN RECEIPT REQUESTED", "delivery"),
        strong("Re:", "Dispute of two charges by Example Stream, card ending in 1234"),
        p("To Whom It May Concern:", "salutation"),
        slot(
            "reason",
            p(
                "I canceled my subscription to Example Stream on September 2, 2026, and I was "
                "charged twice after that date. I ask you to reverse both charges."
            ),
        ),
        slot(
            "charges",
            Heading((Text("The charges"),)),
            table(
                ("Date", "Description on the statement", "Amount"),
                ("October 3, 2026", "EXAMPLESTREAM.COM 866-555-0100 CA", "$15.49"),
                ("November 3, 2026", "EXAMPLESTREAM.COM 866-555-0100 CA", "$15.49"),
                total=("Total", "", "$30.98"),
            ),
        ),
        slot(
            "history",
            Heading((Text("What happened"),)),
            p(
                "I canceled on the website and received a confirmation with the number EX-5521. "
                "The company confirmed by chat on October 5 that no further payment would be taken."
            ),
            ListBlock(
                (
                    (Text("October 5: chat with Sam, who promised a refund within 5 days."),),
                    (
                        Text("October 20: e-mail to support; "),
                        Text("no answer", em=True),
                        Text("."),
                    ),
                ),
                ordered=True,
            ),
            ListBlock(((Text("No use after September 2"),), (Text("No refund so far"),))),
        ),
        slot(
            "ask",
            Heading((Text("What I ask for"),)),
            p("Please reverse $30.98, stop future charges, and send me your decision in writing."),
            Paragraph((Fill("phone", "Best time to call:"),)),
        ),
        p("Thank you for your help.", "thanks"),
        p("Sincerely,", "close"),
        p("Ada Example", "signature"),
        slot(
            "enclosures",
            p("Enclosures (2)", "label"),
            ListBlock(
                (
                    (Text("Cancellation confirmation of September 2, 2026"),),
                    (Text("Statements of October and November 2026"),),
                ),
                ordered=True,
                role="enclosures",
            ),
        ),
        id="card-dispute",
        kind="letter",
        channel="letter",
        title="Dispute of two charges",
        subject="Dispute of two charges by Example Stream, card ending in 1234",
        recipient="Example Bank, N.A.",
        layout=layout("US"),
    )


def _letter(country: str, **words: Any) -> Document:
    """A letter of a country; ``words`` are its sentences by name."""
    return document(
        Address(lines(*words["sender"]), "sender"),
        Address(lines(*words["recipient"]), "recipient"),
        p(words["date"], "date"),
        p(words["delivery"], "delivery"),
        *(p(line, "reference") for line in words["references"]),
        strong(words.get("label", ""), words["subject"]),
        p(words["salutation"], "salutation"),
        *(slot("reason", p(line)) for line in words["body"]),
        slot("charges", table(*words["table"], total=words["total"])),
        slot("ask", p(words["ask"])),
        p(words["close"], "close"),
        p(words["sender"][0], "signature"),
        p(words["enclosures"], "label"),
        ListBlock(lines(*words["enclosed"]), ordered=True, role="enclosures"),
        id="formal-complaint",
        kind="letter",
        channel="letter",
        locale=words["locale"],
        direction=words.get("direction", "ltr"),
        title=words["subject"],
        subject=words["subject"],
        author=words["sender"][0],
        recipient=words["recipient"][0],
        labels={"page": words["page"]},
        layout=layout(country),
    )


def letter_de() -> Document:
    """Form B of DIN 5008: address field, information block, fold marks."""
    return _letter(
        "DE",
        locale="de_DE",
        sender=(
            "Erika Beispiel",
            "Musterweg 7",
            "10115 Berlin",
            "030 5550100",
            "erika@example.org",
        ),
        recipient=("Beispielstrom GmbH", "Beschwerdestelle", "Hauptstraße 1", "80331 München"),
        date="22. November 2026",
        delivery="Einschreiben",
        references=("Ihr Zeichen: EX-5521", "Kundenkonto: erika@example.org"),
        subject="Beschwerde: zwei Abbuchungen nach meiner Kündigung",
        salutation="Sehr geehrte Damen und Herren,",
        body=(
            (
                "ich habe mein Abonnement am 2. September 2026 gekündigt, trotzdem wurde danach "
                "zweimal abgebucht. Ich bitte Sie, mir beide Beträge zu erstatten."
            ),
            (
                "Die Kündigung haben Sie mir am selben Tag per E-Mail bestätigt. Seitdem habe ich "
                "den Dienst nicht mehr genutzt."
            ),
        ),
        table=(
            ("Datum", "Text auf dem Kontoauszug", "Betrag"),
            ("3. Oktober 2026", "BEISPIELSTROM GMBH MANDAT 12/3", "12,99\u00a0€"),
            ("3. November 2026", "BEISPIELSTROM GMBH MANDAT 12/3", "12,99\u00a0€"),
        ),
        total=("Summe", "", "25,98\u00a0€"),
        ask="Bitte erstatten Sie mir 25,98\u00a0€ bis zum 6. Dezember 2026.",
        close="Mit freundlichen Grüßen",
        enclosures="Anlagen",
        enclosed=("Bestätigung der Kündigung", "Kontoauszüge Oktober und November"),
        page="Seite %(page)s von %(pages)s",
    )


def letter_gb() -> Document:
    """Sender top right, recipient in the window, subject after the salutation."""
    return _letter(
        "GB",
        locale="en_GB",
        sender=("Ada Example", "12 Sample Road", "LEEDS", "LS1 1AA", "ada@example.org"),
        recipient=("Example Stream Ltd", "Complaints", "1 High Street", "LONDON", "EC1A 1AA"),
        date="22 November 2026",
        delivery="By recorded delivery",
        references=("Your reference: EX-5521",),
        subject="Complaint: two payments after I had cancelled",
        salutation="Dear Sir or Madam,",
        body=("I cancelled on 2 September 2026, and two payments were taken after that day.",),
        table=(
            ("Date", "Description", "Amount"),
            ("3 October 2026", "EXAMPLE STREAM LONDON", "£10.99"),
            ("3 November 2026", "EXAMPLE STREAM LONDON", "£10.99"),
        ),
        total=("Total", "", "£21.98"),
        ask="Please refund £21.98 by 6 December 2026.",
        close="Yours faithfully,",
        enclosures="Enc.",
        enclosed=("Confirmation of the cancellation", "Statements"),
        page="Page %(page)s of %(pages)s",
    )


def letter_fr() -> Document:
    """Recipient on the right, place and date, signature on the right."""
    return _letter(
        "FR",
        locale="fr_FR",
        sender=("Jeanne Exemple", "3 rue des Essais", "75011 PARIS", "jeanne@example.org"),
        recipient=("Exemple Vidéo SAS", "Service réclamations", "1 place du Test", "69001 LYON"),
        date="Paris, le 22 novembre 2026",
        delivery="Lettre recommandée avec avis de réception",
        references=("Votre référence : EX-5521",),
        label="Objet :",
        subject="réclamation au sujet de deux prélèvements",
        salutation="Madame, Monsieur,",
        body=("J’ai résilié mon abonnement le 2 septembre 2026. Deux paiements ont suivi.",),
        table=(
            ("Date", "Libellé", "Montant"),
            ("3 octobre 2026", "EXEMPLE VIDEO LYON", "12,99\u00a0€"),
            ("3 novembre 2026", "EXEMPLE VIDEO LYON", "12,99\u00a0€"),
        ),
        total=("Total", "", "25,98\u00a0€"),
        ask="Je vous prie de me rembourser 25,98\u00a0€ avant le 6 décembre 2026.",
        close="Je vous prie d’agréer, Madame, Monsieur, l’expression de mes salutations "
        "distinguées.",
        enclosures="Pièces jointes",
        enclosed=("Confirmation de la résiliation", "Relevés de compte"),
        page="Page %(page)s sur %(pages)s",
    )


def letter_es() -> Document:
    """Everything at the left but place and date."""
    return _letter(
        "ES",
        locale="es_ES",
        sender=("Ana Ejemplo", "Calle de la Prueba, 5", "28001 Madrid", "ana@example.org"),
        recipient=(
            "Ejemplo Vídeo, S.L.",
            "Atención al cliente",
            "Calle Mayor, 1",
            "08001 Barcelona",
        ),
        date="Madrid, 22 de noviembre de 2026",
        delivery="Carta certificada con acuse de recibo",
        references=("Su referencia: EX-5521",),
        label="Asunto:",
        subject="reclamación por dos cobros",
        salutation="Muy señores míos:",
        body=("Di de baja mi suscripción el 2 de septiembre de 2026 y hubo dos cobros más.",),
        table=(
            ("Fecha", "Concepto", "Importe"),
            ("3 de octubre de 2026", "EJEMPLO VIDEO BCN", "9,99\u00a0€"),
            ("3 de noviembre de 2026", "EJEMPLO VIDEO BCN", "9,99\u00a0€"),
        ),
        total=("Total", "", "19,98\u00a0€"),
        ask="Les ruego que me devuelvan 19,98\u00a0€ antes del 6 de diciembre de 2026.",
        close="Atentamente,",
        enclosures="Anexos",
        enclosed=("Confirmación de la baja", "Extractos"),
        page="Página %(page)s de %(pages)s",
    )


def letter_ar() -> Document:
    """A letter from right to left, with Latin names and amounts in it."""
    return _letter(
        "AE",
        locale="ar_AE",
        direction="rtl",
        sender=("ليلى مثال", "شارع التجربة 5", "دبي", "laila@example.org"),
        recipient=("شركة Example Stream", "قسم الشكاوى", "دبي"),
        date="22 نوفمبر 2026",
        delivery="بريد مسجل",
        references=("المرجع: EX-5521",),
        label="الموضوع:",
        subject="شكوى بشأن عمليتي خصم",
        salutation="السادة المحترمين،",
        body=(
            "ألغيت اشتراكي في \u2066Example Stream\u2069 يوم 2 سبتمبر 2026 ثم خُصم المبلغ مرتين.",
        ),
        table=(
            ("التاريخ", "الوصف", "المبلغ"),
            ("3 أكتوبر 2026", "EXAMPLE STREAM DUBAI", "49.00 درهم"),
            ("3 نوفمبر 2026", "EXAMPLE STREAM DUBAI", "49.00 درهم"),
        ),
        total=("المجموع", "", "98.00 درهم"),
        ask="أرجو رد مبلغ 98.00 درهم.",
        close="وتفضلوا بقبول فائق الاحترام،",
        enclosures="المرفقات",
        enclosed=("تأكيد الإلغاء", "كشوف الحساب"),
        page="صفحة %(page)s من %(pages)s",
    )


def email() -> Document:
    """An e-mail: subject, table, name; no addresses."""
    return document(
        strong("Subject:", "Example Stream refund request, $15.49 on November 3, 2026"),
        p("Hello,", "salutation"),
        slot("reason", p("I was charged after I had canceled, and I ask you to refund $15.49.")),
        slot(
            "charges",
            table(("Date", "Amount"), ("November 3, 2026", "$15.49")),
        ),
        slot("ask", p("Please confirm by December 6, 2026.")),
        p("Thank you for your help.", "thanks"),
        p("Kind regards,", "close"),
        p("Ada Example", "name"),
        subject="Example Stream refund request, $15.49 on November 3, 2026",
    )


LETTERS = {
    "us": letter_us,
    "gb": letter_gb,
    "de": letter_de,
    "fr": letter_fr,
    "es": letter_es,
    "ar": letter_ar,
}
ALL = {**LETTERS, "chat": chat, "email": email}
