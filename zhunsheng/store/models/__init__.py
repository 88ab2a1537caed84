"""The tables of the store; what is kept for good, what is worked with, and who may see it."""

from __future__ import annotations

from zhunsheng.store.models.access import AccessEntry, Token
from zhunsheng.store.models.library import LoadedText
from zhunsheng.store.models.paper import Document, Paper
from zhunsheng.store.models.people import Account, Certificate, Department, Employer, Project
from zhunsheng.store.models.record import (
    DayHead,
    Event,
    LogLeaf,
    Matter,
    PersonalValue,
)
from zhunsheng.store.models.snapshot import FindingRow, MatterRow
from zhunsheng.store.models.work import (
    Appointment,
    Batch,
    Draft,
    Job,
    Proposal,
    ReturnedFile,
    SavedView,
)

__all__ = [
    "AccessEntry",
    "Account",
    "Appointment",
    "Batch",
    "Certificate",
    "DayHead",
    "Department",
    "Document",
    "Draft",
    "Employer",
    "Event",
    "FindingRow",
    "Job",
    "LoadedText",
    "LogLeaf",
    "Matter",
    "MatterRow",
    "Paper",
    "PersonalValue",
    "Project",
    "Proposal",
    "ReturnedFile",
    "SavedView",
    "Token",
]
