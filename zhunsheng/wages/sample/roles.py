"""Which project carries which faults: a few carry many, some carry workers' faults, most none."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from zhunsheng.base.errors import Fault, InputRefused
from zhunsheng.wages.sample import worker_faults
from zhunsheng.wages.sample.people import Whole
from zhunsheng.wages.sample.planting import Planting
from zhunsheng.wages.sample.site_faults import BUNDLES, SINGLES, SiteFault, once_late

EACH = 2
HOSTS, HOST_ONE_IN, WORKERS_A_FAULT = 4, 10, 2_000
SINGLES_FROM, SINGLES_ONE_IN = 60, 100
GREY_FROM, GREY_ONE_IN, LATE_ONE_IN = 20, 200, 20
SUSPENDED_BEFORE = 20
GREY = ("not_started", "suspended", "building")


def plant(the: Planting) -> None:
    """Plant every fault at least twice, on projects chosen by chance.

    From 20 projects on, some have not started, are suspended, send no data, or are an emergency,
    and some paid the wages of the first month late.
    """
    sites = the.city.projects
    plain = ~(sites.exempt | sites.passes | sites.masked_receipts | sites.monthless_receipts)
    order = the.city.random.permutation(len(sites))
    hosts = order[plain[order]][: max(HOSTS, len(sites) // HOST_ONE_IN)]
    others = iter(order[~np.isin(order, hosts)].tolist())
    _plant_workers(the, hosts.tolist())
    for bundle in BUNDLES * EACH:
        _plant_site(the, next(others), bundle)
    if len(sites) >= SINGLES_FROM:
        for fault in SINGLES * max(1, len(sites) // SINGLES_ONE_IN):
            _plant_site(the, next(others), (fault,))
    if len(sites) >= GREY_FROM:
        for _ in range(1 + len(sites) // GREY_ONE_IN):
            for state in GREY:
                _empty(the, next(others), state)
            sites.emergency[next(others)] = True
        for _ in range(1 + len(sites) // LATE_ONE_IN):
            once_late(the, next(others))


def _plant_site(the: Planting, project: int, faults: tuple[SiteFault, ...]) -> None:
    the.city.projects.exempt[project] = False
    the.money.stored[project] = the.money.required[project]
    for fault in faults:
        fault(the, project)


def _plant_workers(the: Planting, hosts: list[int]) -> None:
    """Plant each fault of workers on one host after the other, so that none has many."""
    count = max(EACH, len(the.city.places) // WORKERS_A_FAULT)
    turn = 0
    for fault in worker_faults.FAULTS:
        for _ in range(count):
            fault(the, _ordinary(the, hosts, turn, worker_faults.SIZES.get(fault, 1)))
            turn += 1
    for at in range(count):
        one = _ordinary(the, hosts[0::2], at, 1)
        other = _ordinary(the, hosts[1::2], at, 1)
        worker_faults.two_sites_at_once(the, np.concatenate([one, other]))
    managers = (the.managers(host, 1) for host in hosts)
    found = np.concatenate(list(managers))[:count]
    worker_faults.manager_on_payroll(the, found)


def _ordinary(the: Planting, hosts: list[int], turn: int, count: int) -> Whole:
    """Return free workers of one host: the one whose turn it is, or the next that has enough."""
    for host in _from(hosts, turn):
        found = the.ordinary(host, count)
        if len(found) == count:
            return found
    why = "种下全部问题所需的普通工人不够"
    raise InputRefused([Fault("样例", "工人数", "工人太少", why, "请增加每个项目的工人数")])


def _from(hosts: list[int], turn: int) -> Iterator[int]:
    begin = turn % len(hosts)
    yield from hosts[begin:] + hosts[:begin]


def _empty(the: Planting, project: int, state: str) -> None:
    """Let a project be as `state` says, with its papers in order and no work or pay at all."""
    city, at = the.city, the.city.of(project)
    city.projects.state[project] = state
    if state == "suspended":
        city.projects.suspended[project] = city.firsts[0] - SUSPENDED_BEFORE
    city.places.rostered[at] = False
    city.work.minutes[at] = 0
    city.claim(at)
