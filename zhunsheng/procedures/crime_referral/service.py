"""Service of the order to pay: on whom, how, and whether it reached him before its deadline."""

from __future__ import annotations

from zhunsheng.law.procedure import Breach, Service
from zhunsheng.law.rule import (
    UNKNOWN,
    all_of,
    any_of,
    choose,
    count,
    known,
    otherwise,
    own,
    surely,
)
from zhunsheng.procedures.crime_referral.nodes import PAY_BY
from zhunsheng.procedures.service import METHODS_OF_PAYMENT_ORDER, effective_day, served

ADDRESSEES = {"employer": "责令支付的对象"}
SERVED = served(
    {"payment_order": "责令支付文书"}, ADDRESSEES, posting=True, after_steps=("payment_ordered",)
)
ORDER_SERVICE = Service(
    name="order_service",
    zh="送达责令支付文书",
    step="payment_ordered",
    to=ADDRESSEES,
    methods=METHODS_OF_PAYMENT_ORDER,
    per="法释〔2013〕3号/4.1",
    breach=Breach("procedure", "unlawful", "重新责令并依法送达，期满仍不支付的再移送"),
)

SERVED_ON = effective_day("employer", methods=METHODS_OF_PAYMENT_ORDER).named("责令支付文书送达日")
_VALID = any_of(
    *(
        all_of(own("method") == one.name, one.valid, *(~check.faulty for check in one.checks))
        for one in METHODS_OF_PAYMENT_ORDER
    )
)
_ALL_INVALID = ~(count("served") < 1) & (count("served", ~surely(~_VALID)) < 1)
ORDER_SERVED = choose(
    known(SERVED_ON),
    otherwise(SERVED_ON <= PAY_BY, True),
    choose(_ALL_INVALID, False, UNKNOWN),
)
