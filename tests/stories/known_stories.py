"""Cases made after public reports of people who wanted out; what went wrong with each, pinned."""

from __future__ import annotations

from tests.stories.stories import Story

KNOWN = {
    "au-early-end-fee": Story(
        "A fee for ending early was written up as a wrong amount; it is a fee of its own kind.",
        asked="291.45",
        level="fair",
        next="supervisor-request",
        offered=("refund-request", "formal-complaint", "goodwill-request", "card-dispute"),
        blocked=("cancellation-notice", "letter-before-action"),
        says={
            "refund-request": (
                "for ending my Example Creative contract early",
                "The fee was not disclosed before sign-up.",
                "You gave this reason: “Your plan is annual.”",
            )
        },
        never=("not the agreed amount", "had been agreed", "still active"),
    ),
    "us-il-gym-forms": Story(
        "Canceling in person could not be said, a promised confirmation became a promised refund, "
        "charges too late for the card were asked of the bank, and a gym was told of online law.",
        asked="534.00",
        level="strong",
        next="card-dispute",
        offered=("cancellation-notice", "formal-complaint", "authority-report"),
        steps=("Some of the charges are too late for the bank.",),
        not_steps=("Do not go to the bank yet",),
        says={
            "card-dispute": (
                "Please reverse four charges by Ironhouse Example Gym, $356.00 in all",
                "Tried to cancel in person, without success",
                "(not part of this request)",
                "by registered letter on November 14, 2025",
            ),
            "refund-request": (
                "refund $534.00",
                "You gave this reason: “We have no record of any cancellation.”",
            ),
            "cancellation-notice": ("and I confirm that cancellation here",),
        },
        never=("Refund promised", "canceled by letter", "online seller"),
        quoted=("us-il-acra", "us-fcba-billing-error"),
        not_quoted=("us-rosca",),
    ),
    "gb-gym-collector": Story(
        "A demand without a charge was judged as a charge after a cancellation; it is objected to, "
        "first where it comes from.",
        asked=None,
        level="strong",
        next="refund-request",
        offered=("chat-opener", "formal-complaint", "authority-report"),
        blocked=("card-dispute", "direct-debit-refund", "letter-before-action"),
        not_warned=("payment.method",),
        steps=("Object in writing before", "If a court sends you"),
        says={
            "refund-request": (
                "Please withdraw the demand for £71.00",
                "You are demanding £71.00 from me for Fitfirst Example Gym, and I do not owe it.",
                "The contract ended on 8 July 2026, not on 31 July 2026.",
                "which keeps the notice period",
            ),
            "formal-complaint": (
                "Example Recoveries is demanding £71.00 from me for Fitfirst Example Gym",
                "You gave this reason: “Twelve full months must be paid, to the end of July.”",
            ),
        },
        never=("the charges of in", "decide on a refund", "charge after"),
    ),
    "mx-frozen-renewed": Story(
        "What the bank said was told to the gym. The price rose unannounced; all of it is asked.",
        asked="4999.00",
        level="strong",
        next="refund-request",
        offered=("chat-opener", "formal-complaint"),
        says={"refund-request": ("4,999.00", "2,499.00")},
        not_told=("El cargo es del gimnasio", "Banco Ejemplo"),
    ),
    "sg-gym-closed": Story(
        "A gym that closed for good was an outage of nine days, told to a supervisor; it is the "
        "share to the end of the paid term, from the card issuer at once.",
        asked="1437.53",
        level="strong",
        next="card-dispute",
        offered=("refund-request", "authority-report", "case-summary"),
        blocked=("chat-opener", "supervisor-request", "cancellation-notice", "formal-complaint"),
        not_warned=("technical.days",),
        steps=("Claim the money for the time that was not given",),
        not_steps=("Do not go to the bank yet", "Cancel the subscription today"),
        says={
            "refund-request": (
                "refund $1,437.53",
                "$1,980.00 × 265 of 365 days = $1,437.53",
                "until 31 January 2027, which leaves 265 days paid for but not provided.",
            ),
            "card-dispute": ("1,437.53 of the charge by Octagon Example Gym", "Service ended"),
        },
        never=("still active", "did not work properly", "9 days"),
    ),
    "ca-qc-charged-in-trial": Story(
        "The trial was said to have turned into a subscription and a reminder missed; what "
        "decides is the charge within the free month.",
        asked="8.99",
        level="strong",
        next="supervisor-request",
        offered=("refund-request", "cancellation-notice"),
        says={
            "refund-request": (
                "avant la fin de mon essai",
                "Le débit a eu lieu 28 jours avant la fin de l’essai.",
                "J’ai résilié 25 jours avant la fin de l’essai.",
            ),
        },
        never=("transformé en abonnement", "rappel"),
    ),
    "us-charged-in-trial": Story(
        "The least that can be told of a charge within a trial.",
        asked="8.99",
        level="strong",
        next="chat-opener",
        says={"chat-opener": ("before my trial was over",)},
        never=("turned into a paid subscription", "not reminded"),
    ),
    "us-ny-renewed-beside-new": Story(
        "The contract that renewed itself beside a new one could not be ended, and which one is "
        "kept was dropped.",
        asked="87.00",
        level="fair",
        next="chat-opener",
        offered=("cancellation-notice", "refund-request"),
        says={
            "refund-request": ("The other subscription stays, and this one is to end.",),
            "cancellation-notice": ("The other subscription stays, and this one is to end.",),
        },
    ),
    "de-debits-two-years": Story(
        "All 23 debits were ordered back under the rule of eight weeks; two qualify, the others go "
        "to the company. The next step and the advice contradicted each other.",
        asked="1034.77",
        level="strong",
        next="direct-debit-refund",
        offered=("refund-request", "chat-opener"),
        steps=("Some of the charges are too late for the bank.",),
        not_steps=("Do not go to the bank yet",),
        says={
            "direct-debit-refund": (
                "zwei Lastschriften",
                "89,98 €",
                "Das gilt für die Abbuchungen am 3. Oktober und am 3. November 2026.",
            ),
            "refund-request": ("1.034,77 €", "per Einschreiben"),
        },
        quoted=("de-bgb-675x",),
    ),
    "gb-refund-to-closed-account": Story(
        "Nothing asked for the trace of a refund that went to a closed account.",
        asked="59.99",
        level="strong",
        next="supervisor-request",
        offered=("refund-request", "formal-complaint"),
        steps=("Ask the company for the day, the amount",),
        says={
            "refund-request": (
                "It was sent to an account that is closed, so it cannot arrive there.",
                "Please send me the reference, the day and the last digits of the account",
                "Please pay £59.99 into my bank account",
            )
        },
        never=("It has not appeared on the statement so far.",),
    ),
    "us-or-child-several-apps": Story(
        "“A child bought Apple”: one store bill has several things, and controls that are on now "
        "could not be said. After its no the store gets an appeal.",
        asked="127.48",
        level="discretion",
        next="biller-dispute",
        says={
            "biller-dispute": (
                "I appeal against your decision of March 15, 2026.",
                "A child bought several things without my permission",
                "Puzzle Kingdom, yearly",
                "Purchases on this account need approval now.",
            )
        },
        never=("bought Apple", "I have used it", "fraud"),
    ),
    "fr-gym-registered-letter": Story(
        "Right from the start: one debit of two, by registered letter.",
        asked="29.90",
        level="strong",
        next="follow-up",
        offered=("direct-debit-refund", "formal-complaint"),
        says={
            "direct-debit-refund": (
                "29,90 €",
                "Résiliation par lettre recommandée",
                "J’ai résilié 63 jours avant le débit.",
            )
        },
        never=("Carte bloquée",),
    ),
    "gb-power-of-attorney": Story(
        "A wife who writes under a power of attorney was “I” in every letter.",
        asked="94.99",
        level="fair",
        next="supervisor-request",
        offered=("refund-request", "cancellation-notice"),
        says={
            "refund-request": (
                "I am writing under a power of attorney for George Sample",
                "Proof of my authority is enclosed: lasting power of attorney",
                "The service has not been used",
            ),
            "chat-opener": ("I am writing for George Sample.",),
            "cancellation-notice": ("for the account holder",),
        },
        never=("charged me", "I tried to cancel", "I have not used", "my permission", "I withdrew"),
    ),
    "de-gym-signed-at-desk": Story(
        "A contract signed at the desk was withdrawn from under the law of distance selling.",
        asked="39.90",
        level="discretion",
        next="chat-opener",
        offered=("cancellation-notice", "goodwill-request"),
        blocked=("withdrawal-notice",),
        warned=("contract.made",),
        not_steps=("The time to withdraw from the contract is still running",),
        never=("widerrufe ich meinen Vertrag", "312g", "§ 355"),
        not_quoted=("de-bgb-355-312g", "de-bgb-357", "de-bgb-357a"),
    ),
    "us-fl-paypal-lost": Story(
        "PayPal's case number and refusal were told to the seller, and its form began anew.",
        asked="79.95",
        level="strong",
        next="refund-request",
        offered=("biller-dispute",),
        says={
            "biller-dispute": (
                "I appeal against your decision of May 2, 2026 in case PP-D-1122.",
                "You gave this reason: “There is a billing agreement.”",
                "Please recover $79.95 from Slim Tea Example",
            ),
        },
        not_told=("PP-D-1122", "billing agreement", "refused"),
    ),
    "es-addon-never-ordered": Story(
        "An add-on on one's own account that was never ordered: no admission of a contract, no "
        "withdrawal, no account to be found and closed.",
        asked="9.99",
        level="discretion",
        next="chat-opener",
        offered=("refund-request",),
        blocked=("withdrawal-notice", "unauthorized-payment-report"),
    ),
    "us-reason-given": Story(
        "The writer's own words were printed as the company's reason.",
        asked="20.00",
        level="fair",
        next="supervisor-request",
        says={
            "refund-request": ("You gave this reason: “The order had been locked already.”",),
            "supervisor-request": ("You gave this reason: “The order had been locked already.”",),
        },
        never=("reason given was: I asked", "“I asked"),
    ),
}
