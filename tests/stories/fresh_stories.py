"""Sixteen more stories after public threads and reports, told before anything was changed for them.

`RIGHT_AT_FIRST_TOO` names those whose plan and letters were right at the first try; what was wrong
with the others is in their first line.
"""

from __future__ import annotations

from tests.stories.stories import Story

RIGHT_AT_FIRST_TOO = frozenset(
    {
        "br-price-in-dollars",
        "gb-delivery-club-with-a-book",
        "it-upgrade-nobody-asked-for",
        "jp-first-bottle-cheap",
        "us-or-two-plans-after-upgrade",
    }
)

FRESH = {
    # A yearly plan that had renewed, and thirty dollars to leave it: thenationalnews.com, 2021.
    "us-wa-fee-to-leave": Story(
        "That the fee was not shown before the order was dropped, and nothing asked for the end "
        "of the contract that still runs.",
        asked=None,
        level="fair",
        next="supervisor-request",
        offered=("refund-request", "cancellation-notice"),
        says={
            "refund-request": (
                "Please withdraw the demand for $30.00",
                "Please also cancel the subscription.",
                "The fee was not disclosed before sign-up.",
            ),
        },
    ),
    # A fee for ending early on the last bill of a mother who had died: executor.org.
    "us-ny-fee-after-death": Story(
        "That the fee came after the death was not told, and was judged as if it had been shown.",
        asked="150.00",
        level="fair",
        next="supervisor-request",
        offered=("refund-request", "formal-complaint"),
        steps=("Tell the bank and the company of the death",),
        says={
            "refund-request": (
                "I am writing as executor of the estate of May Sample, who died on June 30, 2026.",
                "The charge was made after the account holder died on June 30, 2026.",
            )
        },
        never=("for ending my", "charged me"),
    ),
    # Six months that renewed for twelve, and letters of a collector: ACCC against eHarmony, 2025.
    "au-dating-collector": Story(
        "A renewal that nobody had agreed to could not be told as the ground of a demand.",
        asked=None,
        level="strong",
        next="refund-request",
        offered=("formal-complaint", "authority-report"),
        steps=("Object in writing before May 11, 2026",),
        says={
            "refund-request": (
                "The demand is said to be for a renewal of the contract.",
                "not disclosed before I ordered that it would renew automatically",
            )
        },
        not_told=("Pay within 14 days",),
    ),
    # One year paid at once, a debit that the bank turned down, a form by registered post:
    # philippedossal.fr.
    "fr-newspaper-rejected-debit": Story(
        "The letter denied the debt without its ground, and did not ask for the end.",
        asked=None,
        level="fair",
        next="supervisor-request",
        offered=("refund-request", "cancellation-notice"),
        blocked=("direct-debit-refund",),
        says={
            "refund-request": (
                "Je vous demande aussi de résilier l’abonnement.",
                "Imprimez le formulaire et renvoyez-le en recommandé.",
            )
        },
    ),
    # Three payments for one month on two cards: github.com/MiniMax-AI/MiniMax-M2.7, issue 39.
    "tw-three-payments-two-cards": Story(
        "Two equal charges of one day were named as if on two days.",
        asked="100.00",
        level="strong",
        next="follow-up",
        offered=("card-dispute", "refund-request"),
        says={
            "chat-opener": ("The statement shows $50.00 twice on May 15, 2026 (EXAMPLE AI PTE).",),
            "card-dispute": ("(not disputed)", "Total disputed"),
        },
        never=("on May 15 and", "NT$"),
    ),
    # A plan and the dearer one after it, both charged: github.com/readthedocs, issue 4503.
    "us-or-two-plans-after-upgrade": Story(
        "Right at the first try.",
        asked="10.00",
        level="fair",
        next="chat-opener",
        warned=("duplicate.plan_change",),
        says={
            "refund-request": (
                "The plan was changed in between, and the old and the new one were both charged.",
            )
        },
    ),
    # Messages about cricket, three rupees a day from a prepaid balance: lancerdsouza.com.
    "in-mh-prepaid-alerts": Story(
        "Charges of every day could not be told on one line.",
        asked="39.00",
        level="strong",
        next="biller-dispute",
        blocked=("card-dispute", "withdrawal-notice"),
        says={
            "refund-request": ("13 charges of ₹3.00 as CRICKET ALERTS, ₹39.00 in all",),
        },
    ),
    # A book that was ordered, and four months of a membership after it: theguardian.com, 2018.
    "gb-delivery-club-with-a-book": Story(
        "Right at the first try.",
        asked="31.96",
        level="fair",
        next="chat-opener",
        offered=("refund-request", "cancellation-notice"),
        says={
            "chat-opener": (
                "Please cancel the subscription and refund £31.96.",
                "£7.99 four times from 12 October 2025 to 12 January 2026",
            )
        },
    ),
    # Boxes in weeks that had been skipped, and no picture of it: rnz.co.nz and stuff.co.nz.
    "nz-box-in-a-skipped-month": Story(
        "A charge during a pause had no place: a stranger was looked for in the account.",
        asked="329.70",
        level="fair",
        next="supervisor-request",
        offered=("refund-request", "card-dispute"),
        not_steps=("Cancel the subscription today", "Secure the account first"),
        says={
            "refund-request": (
                "subscription was paused from 22 December 2025, and you charged me three times",
                "The pause was to last until 18 January 2026, and three charges fall into it.",
                "I set the pause in the app on 12 December 2025.",
            ),
            "card-dispute": ("any charge by Example Kitchen Box beyond the agreed price",),
        },
        never=("restarted", "sign-in history"),
    ),
    # A first bottle at a low price, and the second one by itself: nice-job.net.
    "jp-first-bottle-cheap": Story(
        "Right at the first try.",
        asked="4980",
        level="strong",
        next="follow-up",
        offered=("cancellation-notice", "card-dispute"),
        says={
            "refund-request": (
                "I was not shown the price after the trial when I signed up.",
                "The trial itself cost ¥980, which is not in question.",
            )
        },
        quoted=("jp-tokusho-12-6-15-4",),
    ),
    # A company that wrote that it would end with the card, and charged the new one: bank.pl, 2020.
    "pl-antivirus-on-a-new-card": Story(
        "What the company had written before the charge was lost, and told to the bank as a "
        "request for the money; the account was said to have been canceled.",
        asked="149.00",
        level="strong",
        next="chat-opener",
        offered=("refund-request", "chat-opener"),
        says={
            "refund-request": (
                "You told me on 12 March 2026 that Przykład Antywirus would end",
                "“Your card has expired. Without a new card the subscription ends.”",
            )
        },
        not_told=("started by the cardholder",),
        never=("most recently on 12 March", "goodwill", "missed the date", "was restarted"),
    ),
    # Three months of old radio, renewed through PayPal: mmdigest.com, 2002.
    "us-ca-three-months-by-paypal": Story(
        "Who had ordered one term only had signed up “by mistake”, or had “missed the date”.",
        asked="18.00",
        level="fair",
        next="chat-opener",
        offered=("refund-request", "biller-dispute"),
        says={
            "refund-request": (
                "Please refund $18.00",
                "renewed by itself, which I had not ordered",
                "I took it for one term.",
            )
        },
        not_told=("up to the seller",),
        never=("by mistake", "missed the date", "goodwill"),
    ),
    # An account that was banned, and renewed a month later: github.com/anomalyco/opencode, 46515.
    "hk-banned-then-renewed": Story(
        "The charge after the ban was told as a share of days that it had not paid for.",
        asked="78.00",
        level="strong",
        next="follow-up",
        offered=("refund-request", "formal-complaint"),
        blocked=("cancellation-notice",),
        says={
            "refund-request": (
                "You charged me HK$78.00 on 1 September 2026 although you had closed my",
            )
        },
        never=("57 days", "paid for beyond that day"),
    ),
    # From twenty to two hundred a month without a word: github.com/anthropics, issue 73836.
    "it-upgrade-nobody-asked-for": Story(
        "Right at the first try.",
        asked="180.00",
        level="fair",
        next="supervisor-request",
        offered=("card-dispute", "refund-request"),
        says={
            "refund-request": (
                "It looks as if another plan than the chosen one was charged.",
                "Please also charge the agreed price of €20.00 from now on.",
            )
        },
    ),
    # A week's trial, canceled on its last day: github.com/Mermaid-Chart, issue 295.
    "in-canceled-on-the-last-day": Story(
        "That the trial was canceled on its last day was not told.",
        asked="7980.00",
        level="strong",
        next="follow-up",
        offered=("refund-request", "card-dispute"),
        says={
            "refund-request": ("on the last day of the trial, 23 April 2026.",),
            "chat-opener": ("on the last day of the trial, 23 April 2026.",),
        },
    ),
    # Three dollars that became ten without notice: github.com/Trae-AI/TRAE, issue 2351.
    "br-price-in-dollars": Story(
        "Right at the first try.",
        asked="7.00",
        level="strong",
        next="refund-request",
        offered=("chat-opener",),
        says={
            "refund-request": (
                "$10.00 instead of $3.00, so 1 × $7.00 = $7.00",
                "Please also charge the old price of $3.00 from now on.",
            )
        },
        never=("R$",),
        quoted=("br-cdc-54g",),
    ),
}
