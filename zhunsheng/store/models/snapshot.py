"""Snapshots of matters for lists: rebuilt from the events at any time, never the truth itself."""

from __future__ import annotations

from django.db import models

from zhunsheng.store.models.people import Account, Department
from zhunsheng.store.models.record import Matter


class MatterRow(models.Model):
    """What lists show of a matter, as of the last assessment of its first `seq` events.

    `due_on` is the next day the bureau must keep (a day centuries ahead when there is none, so that
    lists may be ordered by it); `worst` is the weight of the gravest defect (0 void … 4 none);
    `next_change` is the day from which the row no longer holds though nothing happened.
    """

    class Waiting(models.TextChoices):
        """Who the matter is waiting for."""

        BUREAU = "", "本局"
        OTHERS = "others", "等对方"
        PAUSED = "paused", "中止计期"

    matter = models.OneToOneField(Matter, primary_key=True, on_delete=models.PROTECT)
    number = models.CharField(max_length=80, unique=True)
    procedure = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    employer = models.CharField(max_length=120, blank=True)
    project = models.CharField(max_length=120, blank=True)
    department = models.ForeignKey(Department, null=True, on_delete=models.PROTECT)
    handler = models.ForeignKey(Account, null=True, on_delete=models.PROTECT)
    sealed = models.BooleanField(default=False)
    phase = models.CharField(max_length=60, blank=True)
    waiting = models.CharField(max_length=10, blank=True, choices=Waiting.choices)
    due_on = models.DateField()
    due_rule = models.CharField(max_length=80, blank=True)
    due_zh = models.CharField(max_length=200, blank=True)
    due_citation = models.CharField(max_length=120, blank=True)
    next_step = models.CharField(max_length=60, blank=True)
    worst = models.PositiveSmallIntegerField()
    defects = models.PositiveSmallIntegerField()
    people = models.PositiveIntegerField(null=True)
    amount_fen = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    opened_on = models.DateField()
    ended = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    refusal = models.CharField(max_length=300, blank=True)
    batch = models.CharField(max_length=36, blank=True)
    as_of = models.DateField()
    next_change = models.DateField()
    basis = models.CharField(max_length=16)
    findings_key = models.CharField(max_length=16, blank=True)
    seq = models.PositiveIntegerField()
    head = models.BinaryField(max_length=32)

    class Meta:
        """An index for every filter together with the order of lists."""

        indexes = (
            models.Index(
                fields=(
                    *("ended", "due_on", "matter", "waiting"),
                    *("phase", "worst", "withdrawn", "department"),
                ),
                name="row_due",
            ),
            models.Index(fields=("handler", "ended", "due_on", "matter"), name="row_handler"),
            models.Index(fields=("department", "ended", "due_on", "matter"), name="row_place"),
            models.Index(fields=("procedure", "ended", "due_on", "matter"), name="row_kind"),
            models.Index(fields=("due_on", "matter"), name="row_all"),
            models.Index(fields=("next_change",), name="row_change"),
            models.Index(fields=("basis",), name="row_basis"),
            models.Index(fields=("employer",), name="row_employer"),
            models.Index(fields=("batch",), name="row_batch"),
            models.Index(fields=("procedure", "outcome"), name="row_outcome"),
        )


class FindingRow(models.Model):
    """A finding of a matter as of its snapshot: what dashboards count and lists filter by."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="finding_rows")
    rule = models.CharField(max_length=80)
    zh = models.CharField(max_length=200)
    kind = models.CharField(max_length=12)
    holder = models.CharField(max_length=24)
    gravity = models.CharField(max_length=10, blank=True)
    ground = models.CharField(max_length=10, blank=True)
    citation = models.CharField(max_length=120)
    due_on = models.DateField(null=True)
    cure_by = models.DateField(null=True)
    open_clock = models.BooleanField(default=False)

    class Meta:
        """Indexes for the matrix of time limits and for the table of defects."""

        indexes = (
            models.Index(fields=("rule", "kind", "due_on"), name="finding_rule"),
            models.Index(fields=("ground", "gravity"), name="finding_ground"),
            models.Index(
                fields=("rule", "due_on", "matter"),
                name="finding_open",
                condition=models.Q(open_clock=True),
            ),
        )
