from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from refundletters.answers.build import build_case
from refundletters.facts.money.charges import charge_facts, main_currency, spread
from refundletters.facts.money.sums import money_facts
from refundletters.facts.types import MoneyFacts
from refundletters.model.money import Money

D = dt.date
AS_OF = D(2026, 5, 1)


def sums(**answers) -> MoneyFacts:
    case = build_case({"country": "US", "as_of": AS_OF, **answers})
    lines = spread(case)
    currency = main_currency(case, lines)
    return money_facts(case, charge_facts(case, lines), currency, AS_OF)


MARCH = D(2026, 3, 3)


def charge(amount="15.49", day=MARCH, **more):
    return {"date": day, "amount": amount, **more}


def total_of(money: MoneyFacts) -> Decimal:
    """Add up the working as a reader would."""
    total = Decimal(0)
    for line in money.working:
        if "off" in line.fields:
            total -= line.fields["off"].amount
        else:
            total += line.fields["value"].amount
    return total


def usd(amount) -> Money:
    return Money(Decimal(amount), "USD")


@pytest.mark.parametrize("primary", ["full", "since_date", None])
def test_full_is_what_is_disputed_less_what_came_back(primary):
    money = sums(
        charges=[charge(), charge(refunded="5.00"), charge("9.99", disputed=False)],
        request={"primary": primary} if primary else {},
    )
    assert money.charged == usd("40.97")
    assert money.refunded == usd("5.00")
    assert money.contested == usd("30.98")
    assert money.disputed == money.asked == usd("25.98")


def test_only_the_disputed_part_of_a_charge_counts():
    money = sums(charges=[charge("20.00", disputed_amount="7.50", refunded="2.50")])
    assert money.asked == usd("5.00")


def test_more_than_was_disputed_never_comes_off_other_charges():
    money = sums(charges=[charge("10.00", disputed_amount="4", refunded="9"), charge("3.00")])
    assert money.asked == usd("3.00")
    assert total_of(money) == Decimal("3.00")


def test_pending_charges_are_in_no_sum():
    money = sums(charges=[charge(), charge(status="pending")])
    assert money.charged == money.asked == usd("15.49")
    assert sums(charges=[charge(status="pending")]).asked is None


def test_a_repeated_charge_is_spread_from_its_first_day():
    case = build_case(
        {
            "charges": [
                charge(day=D(2026, 1, 31), repeat={"every": "month", "until": D(2026, 4, 30)})
            ]
        }
    )
    days = [line.date for line in spread(case)]
    assert days == [D(2026, 1, 31), D(2026, 2, 28), D(2026, 3, 31), D(2026, 4, 30)]


def test_charges_come_in_date_order_with_undated_ones_last():
    case = build_case(
        {
            "charges": [
                {"amount": "1"},
                charge(day=D(2026, 3, 3)),
                charge(day=D(2026, 1, 3), repeat={"every": "week", "until": D(2026, 1, 10)}),
                {"date": D(2026, 2, 1)},
            ]
        }
    )
    lines = spread(case)
    assert [line.index for line in lines] == [2, 2, 3, 1, 0]
    assert [fact.index for fact in charge_facts(case, lines)] == [2, 2, 1, 0]


def test_a_price_difference_counts_from_the_first_old_price():
    money = sums(
        reason="price_increase",
        request={"primary": "difference"},
        charges=[charge("13.99")],
        price_increases=[
            {"old": "9.99", "new": "11.99", "months": 6},
            {"old": "11.99", "new": "13.99", "months": 3},
        ],
    )
    assert money.asked == usd("24.00")
    assert total_of(money) == Decimal("24.00")


def test_a_refund_comes_off_a_price_difference_but_never_makes_it_negative():
    rises = [{"old": "9.99", "new": "11.99", "months": 2}]
    request = {"primary": "difference"}
    some = sums(request=request, price_increases=rises, charges=[charge(refunded="1.50")])
    much = sums(request=request, price_increases=rises, charges=[charge(refunded="9.00")])
    assert some.asked == usd("2.50")
    assert much.asked == usd("0")
    assert total_of(much) == 0


def test_without_price_history_a_difference_is_the_disputed_amounts():
    money = sums(
        request={"primary": "difference"},
        charges=[charge(disputed_amount="4.00"), charge(disputed_amount="2.50")],
    )
    assert money.asked == usd("6.50")


def test_else_it_is_what_was_charged_less_what_was_expected():
    money = sums(
        reason="wrong_amount",
        request={"primary": "difference"},
        wrong_amount={"expected": "9.99"},
        charges=[charge(), charge(refunded="1.00"), charge("9.99")],
    )
    assert money.asked == money.disputed == usd("10.00")
    assert money.contested == usd("11.00")


@pytest.mark.parametrize(
    "more",
    [
        {"charges": [charge()]},
        {"charges": []},
        {"charges": [charge(disputed_amount="4.00"), charge()]},
        {"charges": [charge()], "price_increases": [{"old": "9.99", "new": "15.49"}]},
        {"charges": [charge()], "price_increases": [{"new": "15.49", "months": 2}]},
    ],
)
def test_a_difference_that_is_not_known_is_not_guessed(more):
    assert sums(request={"primary": "difference"}, **more).asked is None


def test_days_without_service_are_paid_by_the_days_of_that_billing_period():
    money = sums(
        request={"primary": "pro_rata"},
        plan={"period": "month"},
        technical={"days": 9},
        charges=[charge(day=D(2026, 2, 3))],
    )
    assert money.asked == usd("4.98")  # 15.49 × 9 ÷ 28 = 4.9789…
    assert money.daily == (9, 28)


@pytest.mark.parametrize(
    ("more", "daily"),
    [
        ({"technical": {"days": 90}}, (31, 31)),
        ({"technical": {"from": D(2026, 3, 10), "to": D(2026, 3, 12)}}, (3, 31)),
        ({"technical": {"from": D(2026, 2, 20), "to": D(2026, 3, 4)}}, (2, 31)),
        ({"technical": {"from": D(2026, 2, 1), "to": D(2026, 2, 5)}}, (5, 31)),
        ({"technical": {"from": D(2026, 4, 1)}}, (2, 31)),
        ({"cancellation": {"status": "yes", "on": D(2026, 3, 23)}}, (10, 31)),
        ({"technical": {"days": 3}, "plan": {"period": "week"}}, (3, 7)),
        ({"technical": {"days": 30}, "plan": {"period": "year"}}, (30, 365)),
    ],
)
def test_days_lost_are_counted_inside_the_period_that_was_paid_for(more, daily):
    money = sums(request={"primary": "pro_rata"}, charges=[charge()], **more)
    assert money.daily == daily
    assert money.asked == usd(Decimal("15.49") * daily[0] / daily[1]).rounded()


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"technical": {"days": 3}, "plan": {"period": "other"}},
        {"technical": {"days": 3}, "charges": [{"amount": "9.99"}]},
        {"cancellation": {"status": "yes", "on": D(2026, 4, 28)}},
    ],
)
def test_a_share_that_is_not_known_is_not_guessed(more):
    answers = {"charges": [charge()], **more}
    assert sums(request={"primary": "pro_rata"}, **answers).asked is None


def test_an_outage_over_two_periods_takes_from_both():
    both = [charge(day=D(2026, 2, 3)), charge(day=D(2026, 3, 3))]
    dated = sums(
        request={"primary": "pro_rata"},
        technical={"from": D(2026, 3, 1), "to": D(2026, 3, 5)},
        charges=both,
    )
    counted = sums(
        request={"primary": "pro_rata"},
        technical={"from": D(2026, 3, 1), "days": 4},
        charges=both,
    )
    undated = sums(request={"primary": "pro_rata"}, technical={"days": 40}, charges=both)
    assert [(line.fields["lost"], line.fields["period"]) for line in dated.working] == [
        (2, 28),
        (3, 31),
    ]
    assert [line.fields["lost"] for line in counted.working] == [2, 2]
    assert [line.fields["lost"] for line in undated.working] == [9, 31]
    assert dated.daily is None


def test_the_period_of_a_repeated_charge_runs_to_its_next_day():
    money = sums(
        request={"primary": "pro_rata"},
        technical={"from": D(2026, 3, 1), "to": D(2026, 3, 1)},
        charges=[charge(day=D(2026, 1, 31), repeat={"every": "month", "until": D(2026, 2, 28)})],
    )
    assert money.daily == (1, 31)  # 28 February to 31 March


def test_a_refund_comes_off_a_share():
    money = sums(
        request={"primary": "pro_rata"},
        technical={"days": 10},
        charges=[charge("31.00", refunded="4.00")],
    )
    assert money.asked == usd("6.00")


def test_a_fixed_sum_or_a_credit_is_what_was_named():
    for primary in ("fixed", "credit"):
        money = sums(request={"primary": primary, "amount": "12.00"}, charges=[charge()])
        assert money.asked == usd("12.00")
        assert total_of(money) == Decimal("12.00")
        assert sums(request={"primary": primary}, charges=[charge()]).asked is None


@pytest.mark.parametrize("primary", ["free_month", "pause", "stop_only", "explanation"])
def test_what_is_not_money_asks_no_sum(primary):
    assert sums(request={"primary": primary}, charges=[charge()]).asked is None


def test_elsewhere_a_given_amount_changes_nothing():
    assert sums(request={"primary": "full", "amount": "99"}, charges=[charge()]).asked == usd(
        "15.49"
    )


@pytest.mark.parametrize(
    ("more", "remedy"),
    [
        ({}, "full"),
        ({"goals": ["money_back", "stop_charges"]}, "full"),
        ({"goals": ["stop_charges"]}, "stop_only"),
        ({"goals": ["credit"]}, "credit"),
        ({"goals": ["pause"]}, "pause"),
        ({"goals": ["answer_only"]}, "explanation"),
        ({"reason": "wrong_amount", "wrong_amount": {"expected": "9"}}, "difference"),
        ({"reason": "wrong_amount"}, "full"),
        (
            {
                "reason": "price_increase",
                "price_increases": [{"old": "8", "new": "9", "months": 2}],
            },
            "difference",
        ),
        ({"reason": "price_increase"}, "full"),
        ({"goals": ["stop_charges"], "request": {"primary": "full"}}, "full"),
    ],
)
def test_goals_and_reason_suggest_what_to_ask_for(more, remedy):
    assert sums(charges=[charge()], **more).remedy == remedy


def test_fees_stand_apart():
    money = sums(
        charges=[charge()],
        fees=[
            {"type": "overdraft", "amount": "3.00"},
            {"type": "conversion", "amount": "1.20", "currency": "EUR"},
            {"type": "unknown"},
        ],
    )
    assert money.fees == usd("3.00")
    assert money.fees_elsewhere == (Money(Decimal("1.20"), "EUR"),)
    assert money.asked == usd("15.49")


def test_two_currencies_are_never_added_up():
    money = sums(
        charges=[
            charge(),
            charge("5.00", currency="EUR"),
            charge("2.00", currency="EUR"),
            charge("7.00", currency="CAD"),
        ]
    )
    assert money.asked == usd("15.49")
    assert money.elsewhere == (Money(Decimal("7.00"), "CAD"), Money(Decimal("7.00"), "EUR"))


@pytest.mark.parametrize(
    ("country", "charges", "currency"),
    [
        ("JP", [charge("1490")], "JPY"),
        ("US", [charge(currency="EUR")], "EUR"),
        ("US", [charge(currency="EUR"), charge()], "USD"),
        ("US", [charge(currency="EUR"), charge(disputed=False)], "EUR"),
        ("US", [], "USD"),
    ],
)
def test_the_currency_is_the_countrys_if_anything_disputed_is_in_it(country, charges, currency):
    assert sums(country=country, charges=charges).currency == currency


# A busy machine is slow at the first examples, which says nothing about the sums.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
AMOUNTS = st.decimals("0.01", "500", places=2)
CHARGES = st.lists(
    st.fixed_dictionaries(
        {
            "date": st.dates(D(2025, 1, 1), D(2026, 4, 30)),
            "amount": AMOUNTS,
        },
        optional={
            "status": st.sampled_from(["posted", "pending"]),
            "disputed": st.booleans(),
            "disputed_amount": AMOUNTS,
            "refunded": AMOUNTS,
            "currency": st.sampled_from(["USD", "EUR"]),
        },
    ),
    min_size=1,
    max_size=5,
)


def plain(charges):
    """Keep what the entrance would accept: no part larger than its charge."""
    for one in charges:
        for part in ("disputed_amount", "refunded"):
            if part in one:
                one[part] = min(one[part], one["amount"])
    return [
        {key: str(value) if isinstance(value, Decimal) else value for key, value in one.items()}
        for one in charges
    ]


@PATIENT
@given(
    CHARGES,
    st.sampled_from(["full", "since_date", "difference", "pro_rata"]),
    st.integers(1, 60),
)
def test_the_sum_equals_its_working_and_never_exceeds_what_was_paid(charges, primary, days):
    money = sums(charges=plain(charges), request={"primary": primary}, technical={"days": days})
    if money.asked is None:
        assert money.working == ()
        return
    assert total_of(money) == money.asked.amount
    assert 0 <= money.asked.amount <= money.charged.amount
    assert all(line.fields for line in money.working)


@PATIENT
@given(CHARGES)
def test_full_is_the_total_of_the_counted_charges(charges):
    case = build_case({"country": "US", "charges": plain(charges)})
    lines = spread(case)
    currency = main_currency(case, lines)
    facts = charge_facts(case, lines)
    money = money_facts(case, facts, currency, AS_OF)
    by_hand = sum(
        (f.disputed.amount for f in facts if f.counted and f.amount.currency == currency),
        Decimal(0),
    )
    assert money.disputed.amount == by_hand
    if money.asked is not None:
        assert money.asked.amount == by_hand
