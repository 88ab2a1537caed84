"""Checks of a project's site, papers and data."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from zhunsheng.wages.checks.account import under_way
from zhunsheng.wages.checks.check import check
from zhunsheng.wages.expressions import bit_at, days_since, holds
from zhunsheng.wages.months import first_day, last_day
from zhunsheng.wages.terms import LOCAL, LONGEST_MONTH, PARTS, REGULATION, Terms


@check(
    zh="一成以上出勤人员没有领到工资",
    per=f"{LOCAL}/4",
    columns=("unpaid_attending", "attending"),
    says="出勤{attending}人，其中{unpaid_attending}人到发薪日没有领到工资。",
    grain="project",
    needs=("unpaid_share",),
)
def unpaid_share(site: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether so large a share of the workers attending got nothing by the pay day."""
    enough = site.unpaid_attending * PARTS >= site.attending * terms["unpaid_share"]
    return (site.unpaid_attending > 0) & enough


@check(
    zh="未配备劳资专管员",
    per=f"{REGULATION}/28.2",
    columns=("contractor",),
    says="{contractor}没有在本项目配备劳资专管员。",
    grain="project",
)
def wage_officer_missing(site: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether the project names no wage officer."""
    del terms
    return under_way(site) & (site.wage_officer.fill_null("") == "")


@check(
    zh="未设立维权信息告示牌",
    per=f"{REGULATION}/34",
    columns=("started_on",),
    says="{started_on}开工，没有设立维权信息告示牌的记录。",
    grain="project",
)
def notice_board_missing(site: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether no notice board stands on the day judged."""
    stands = site.notice_board_on <= ibis.literal(terms.as_of)
    return under_way(site) & ~holds(stands)


@check(
    zh="花名册更新不足",
    per=f"{LOCAL}/5",
    columns=("attending_rostered", "attending"),
    says="出勤{attending}人，在花名册中的只有{attending_rostered}人。",
    grain="project",
    needs=("roster_share",),
    reads=("roster",),
)
def roster_stale(site: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether too small a share of those attending is on the roster."""
    share = site.attending_rostered * PARTS < site.attending * terms["roster_share"]
    return (site.attending > 0) & share


@check(
    zh="开工后考勤迟开",
    per=f"{LOCAL}/6",
    columns=("started_on",),
    says="{started_on}开工，规定日数内没有考勤。",
    grain="project",
    needs=("attendance_start_days",),
    reads=("attendance_months",),
)
def attendance_late(site: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether the last day to begin attendance lay in the month and nobody had attended by it."""
    first, last = first_day(terms.month), last_day(terms.month)
    place = days_since(site.started_on, first) + terms["attendance_start_days"]
    in_month = place.between(0, (min(last, terms.as_of) - first).days)
    before = site.site_mask & _days_below(place + 1)
    none = (before == 0) & (site.site_mask_before == 0)
    return under_way(site) & holds(in_month) & none


@check(
    zh="考勤中断",
    per=f"{LOCAL}/7",
    columns=("rostered", "days_attended"),
    says="花名册{rostered}人，本月只有{days_attended}天有人考勤，中断天数达到限度。",
    grain="project",
    needs=("attendance_gap_days",),
    reads=("attendance_months",),
)
def attendance_gap(site: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether a project with workers, being built, has no attendance for so many days running."""
    first, last = first_day(terms.month), last_day(terms.month)
    days = max(0, (min(last, terms.as_of) - first).days + 1)
    window = (1 << days) - 1
    ended = _days_below(days_since(site.completed_on, first) + 1)
    open_days = ibis.ifelse(site.completed_on.isnull(), window, ended & window)
    missing = open_days & ~site.site_mask & ~_days_below(days_since(site.started_on, first))
    length, reach = terms["attendance_gap_days"], 1
    while reach < length:  # a bit stays where the next `reach` days are missing too
        step = min(reach, length - reach)
        missing = missing & (missing >> step)
        reach += step
    staffed = (site.rostered > 0) | (site.listed > 0)
    return (site.state == "building") & staffed & (missing != 0)


def _days_below(place: ir.IntegerValue) -> ir.IntegerValue:
    """Return the bits of the days before the place, which may lie outside the month."""
    inside = ibis.least(ibis.greatest(place.fill_null(0), 0), LONGEST_MONTH)
    return bit_at(inside) - 1


@check(
    zh="工资数额雷同或者整数",
    per=f"{LOCAL}/10:share",
    columns=("listed", "same_workers", "same_sum", "round_workers"),
    says="工资表{listed}人，其中{same_workers}人数额相同（{same_sum}），"
    "{round_workers}人为整千元。",
    grain="project",
    needs=("identical_workers", "identical_share", "round_sum"),
)
def identical_sums(site: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether nearly all workers of a longer payroll are listed with one sum, or round sums."""
    alike = ibis.greatest(site.same_workers, site.round_workers)
    share = alike * PARTS >= site.lines * terms["identical_share"]
    return (site.lines >= terms["identical_workers"]) & share


@check(
    zh="欠薪单位注销登记",
    per=f"{REGULATION}/22.1",
    columns=("deregistered", "overdue", "earlier"),
    says="{deregistered}已经注销登记，其工人的工资逾期未付；项目本月逾期{overdue}，以前各月欠{earlier}。",
    grain="firm",
    reads=("firms",),
)
def deregistering_firm(site: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether a firm was deregistered while wages of its own workers are overdue."""
    del terms
    return site.deregistered.notnull()


@check(
    zh="省平台预警未解除",
    per=f"{REGULATION}/38.1",
    columns=("open_warnings", "open_warning"),
    says="省平台有{open_warnings}条预警没有解除（{open_warning}）。",
    grain="project",
)
def province_warning(site: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether a warning of the province's platform is open on the day judged."""
    del terms
    return site.open_warnings > 0


@check(
    zh="未编制工资表",
    per=f"{REGULATION}/31.2",
    columns=("attending", "pay_by"),
    says="出勤{attending}人，至{pay_by}没有编制本月工资表。",
    grain="project",
)
def payroll_missing(site: ir.Table, terms: Terms) -> ir.BooleanValue:
    """Whether workers attended and by the pay day no payroll lists anyone."""
    due = ibis.literal(terms.as_of) > site.pay_by
    return (site.attending > 0) & (site.listed == 0) & due
