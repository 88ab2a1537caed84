"""Strategies for records, without and with corrections."""

from datetime import date, datetime

from hypothesis import strategies as st

from zhunsheng.record.event import Event
from zhunsheng.record.record import STRUCK_OUT, CorrectionRefused, Record

EDGES = [
    "",
    "yes",
    "no",
    "?",
    "12",
    "007",
    "-0",
    "1.50",
    "2025-01-02",
    "2025-13-01",
    "a,b",
    "甲，乙",
]
EDGES += [
    "a=b",
    'say "x"',
    "back\\slash",
    "线\n行",
    "\u3000",
    "|x",
    "#x",
    ",",
    "\r",
    "\u2028",
    "\x00",
]

texts = st.sampled_from(EDGES) | st.text(max_size=12)
names = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True).filter(
    lambda name: name not in ("papers", "recorded", "corrects")
) | st.sampled_from(["单位", "金额2"])
values = st.one_of(
    st.none(),
    st.booleans(),
    texts,
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12),
    st.dates(),
    st.lists(texts, max_size=3).map(tuple),
)
facts = st.dictionaries(names, values, max_size=4)
matters = st.sampled_from(["益人社工伤〔2025〕132号", "a", "2025-132", '"甲"', "A=B,C"])
events = st.builds(
    Event,
    kind=names,
    happened_on=st.dates(date(2015, 1, 1), date(2026, 12, 31)),
    happened_at=st.none() | st.times(),
    recorded_at=st.none()
    | st.datetimes(
        datetime.fromisoformat("2015-01-01T00:00"), datetime.fromisoformat("2027-01-01T00:00")
    ),
    facts=facts,
    papers=st.lists(texts, max_size=3).map(tuple),
    note=texts,
)


@st.composite
def records(draw: st.DrawFn) -> Record:
    record = Record(draw(matters), draw(names), draw(facts))
    for event in draw(st.lists(events, max_size=5)):
        record = record.append(event)
    for target in draw(st.lists(st.integers(1, 6), max_size=4)):
        kind = draw(st.sampled_from([STRUCK_OUT, "decided"]))
        on = draw(st.dates(date(2015, 1, 1), date(2026, 12, 31)))
        try:
            record = record.append(Event(kind, on, note="更正", corrects=target))
        except CorrectionRefused:
            continue
    return record
