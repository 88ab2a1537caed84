"""One example for every address: what the tests of access, headers and markup call.

`EXAMPLES` names, for each page, the parts of its address as they are called on `Stage`. Whoever
adds a page adds a line here; a page without one fails tests/web/test_access.py.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from PIL import Image

from tests.cast import OPEN_INJURY, ROLES, make_cast, open_text
from tests.web.wages_home import MONTH, make_draft, red_project
from zhunsheng.law.articles import Article
from zhunsheng.record.event import Event
from zhunsheng.store import papers
from zhunsheng.store.library import Loading, load
from zhunsheng.store.models import (
    Account,
    Batch,
    Document,
    Job,
    Matter,
    Paper,
    Proposal,
    Token,
)
from zhunsheng.store.tokens import NewToken, make_token
from zhunsheng.web.forms.proposing import Proposed, to_text
from zhunsheng.web.importing.files import keep_file

INTERFACE = "api/"
RESULT = "example.csv"
LEDGER = "案号,职工姓名,申请日期,受理日期\n益人社工伤〔2026〕900号,何秋实,2026-09-07,2026-09-10\n"
TITLE = "工伤保险条例"
FORM = "acceptance"
PROCEDURE = "work_injury"
STEP = "proof_requested"
LATER = datetime(2026, 11, 25, 9, tzinfo=UTC)
HIDDEN = ("益人社工伤〔2026〕1号", "松坡某物流", "曹小满", "曹××")  # what nobody outside may learn


@dataclass(frozen=True, slots=True)
class Stage:
    """What there is to look at: one matter of the section 工伤保险科, and all that hangs on it.

    What belongs to one person alone is there for every role.
    """

    number: str
    paper: str
    document: str
    proposal: str
    job: Mapping[str, str]
    batch: Mapping[str, str]
    kept_batch: Mapping[str, str]
    token: str
    account: str
    certificate: str
    seq: str = "2"
    step: str = STEP
    rule: str = "decided_in_time"
    procedure: str = PROCEDURE
    form: str = FORM
    place: str = "injury"
    title: str = TITLE
    at: str = "14"
    day: str = "2026-11-25"
    code: str = "K7MP3XQD"
    sheet: str = "1"
    site: str = "1"
    worker: str = "1"
    month: str = MONTH
    load: str = "1"
    draft: Mapping[str, str] = field(default_factory=dict)


OF_MATTER = frozenset({"number", "paper", "document", "proposal"})
EXAMPLES: dict[str, tuple[str, ...]] = {
    # the account
    "sign_in": (),
    "sign_in_code": (),
    "sign_out": (),
    "large_type": (),
    "me": (),
    "my_settings": (),
    "my_password": (),
    "my_code": (),
    "my_code_off": (),
    # lists
    "today": (),
    "appointments": (),
    "reminders": (),
    "matters": (),
    "matters_export": (),
    "matters_print": (),
    "matters_bulk": (),
    "matters_assign": (),
    "views": (),
    "overview": (),
    # one matter
    "new_choice": (),
    "new_matter": ("procedure",),
    "matter": ("number",),
    "matter_print": ("number",),
    "why": ("number", "rule"),
    "how_due": ("number", "rule"),
    "step": ("number", "step"),
    "correct": ("number", "seq"),
    "attach": ("number",),
    "assign": ("number",),
    "seal": ("number",),
    "give_back": ("number",),
    "mended": ("number",),
    "reveal": ("number",),
    "draft": (),
    "paper": ("paper",),
    "proposals": (),
    "proposal": ("proposal",),
    # papers the bureau makes
    "documents": (),
    "document": ("document",),
    "document_pdf": ("document",),
    "document_docx": ("document",),
    "document_page": ("document", "sheet"),
    "new_document": ("number", "form"),
    "verify_paper": ("code",),
    # the law; what comes in; work in the background
    "law": (),
    "instrument": ("title",),
    "instrument_text": ("title",),
    "compare_texts": ("title",),
    "provision": ("title", "at"),
    "load_text": (),
    "imports": (),
    "import_": ("batch",),
    "import_template": ("procedure",),
    "import_marked": ("batch",),
    "import_withdraw": ("kept_batch",),
    "jobs": (),
    "job": ("job",),
    "job_cancel": ("job",),
    "job_result": ("job",),
    "job_reassess": (),
    "job_verify": (),
    "tokens": (),
    "token_revoke": ("token",),
    # places and people, calendars, rules, proof
    "people": (),
    "person": ("account",),
    "new_department": (),
    "department": ("place",),
    "new_person": (),
    "edit_person": ("account",),
    "person_password": ("account",),
    "person_code": ("account",),
    "new_certificate": ("account",),
    "certificate": ("certificate",),
    "holidays": (),
    "rules": (),
    "rule_set": ("procedure",),
    "proof": (),
    "take_head": (),
    "day_sheet": ("day",),
    "access_log": (),
    "verify_matter": ("number",),
    "event_proof": ("number", "seq"),
    # the wage monitor
    "wages": (),
    "wages_project": ("site", "month"),
    "wages_workers": ("site", "month"),
    "wages_slip": ("site", "worker"),
    "wages_reveal": ("site", "worker"),
    "wages_change": ("site", "month"),
    "wages_clue": ("site", "month"),
    "wages_districts": (),
    "wages_compare": (),
    "wages_warnings": (),
    "wages_money": (),
    "wages_scheme": (),
    "wages_schemes": (),
    "wages_publish": (),
    "wages_loads": (),
    "wages_run": (),
    "wages_load": ("load",),
    "wages_draft": ("draft",),
}


def names() -> list[str]:
    """Return the name of every page; the interface for other systems has its own table."""
    return [str(pattern.name) for pattern in patterns(get_resolver().url_patterns)]


def patterns(within: list[URLPattern | URLResolver]) -> list[URLPattern]:
    """Return every address outside the interface."""
    found: list[URLPattern] = []
    for one in within:
        if isinstance(one, URLPattern):
            found.append(one)
        elif str(one.pattern) != INTERFACE:
            found += patterns(one.url_patterns)
    return found


def address(stage: Stage, name: str, role: str = "officer") -> str:
    """Return the example address of a page for a role; a stranger tries what is the officer's."""
    parts = (getattr(stage, part) for part in EXAMPLES[name])
    args = [part if isinstance(part, str) else part[role or "officer"] for part in parts]
    return reverse(name, args=args)


def of_matter(name: str) -> bool:
    """Say whether a page is about one matter."""
    return bool(OF_MATTER & set(EXAMPLES.get(name, ())))


def make_stage(*, cast_made: bool = False) -> Stage:
    """Make the cast, the matter, and one of everything that has an address."""
    if not cast_made:
        make_cast()
    number = open_text(OPEN_INJURY, "zhou")
    make_texts()
    matter, zhou = Matter.objects.get(number=number), account_of("officer")
    liu = Account.objects.get(username="liu")
    document = Document.objects.create(
        matter=matter, kind=FORM, on_day=date(2026, 11, 3), made_by=zhou, made_at=LATER
    )
    red, owed = red_project()
    proposal = Proposal.objects.create(
        matter=matter,
        kind=Proposal.Kind.DECISION,
        role="leader",
        event=to_text(number, PROCEDURE, Proposed(Event(STEP, date(2026, 11, 20)))),
        seen=4,
        reason="送批",
        proposed_by=zhou,
        proposed_at=LATER,
    )
    return Stage(
        number,
        str(make_paper(matter, zhou).pk),
        str(document.pk),
        str(proposal.pk),
        dict(make_jobs()),
        dict(make_batches(Batch.State.READ)),
        dict(make_batches(Batch.State.KEPT)),
        str(make_a_token()),
        str(liu.pk),
        str(liu.certificates.get().pk),
        site=str(red),
        worker=str(owed),
        draft={role: make_draft(account_of(role).username, LATER) for role in ROLES},
    )


def make_paper(matter: Matter, account: Account) -> Paper:
    """Put a picture on file."""
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    stored = papers.keep("事故现场.png", [picture.getvalue()])
    return Paper.objects.create(
        matter=matter,
        name="application_form",
        file_name="事故现场.png",
        digest=stored.digest,
        size=stored.size,
        media_type=stored.media_type,
        added_by=account,
        added_at=LATER,
    )


def make_texts() -> None:
    """Load two texts of one instrument, to be read and compared."""
    for year in (2004, 2011):
        article = Article(14, 0, 1, (f"自{year}年起的文本。",))
        loading = Loading(
            TITLE,
            date(year, 1, 1),
            [article],
            "x.md",
            str(year) * 16,
            account_of("administrator").pk,
            LATER,
        )
        load(loading)


def make_jobs() -> Iterator[tuple[str, str]]:
    """Make a finished job with a result for every role."""
    exports = Path(settings.HOME) / "exports"
    exports.mkdir(exist_ok=True)
    (exports / RESULT).write_text("x", encoding="utf-8")
    for role in ROLES:
        job = Job.objects.create(
            kind="refresh",
            zh="重算",
            owner=account_of(role),
            asked_at=LATER,
            state=Job.State.DONE,
            result=RESULT,
            result_name="结果.csv",
        )
        yield role, str(job.pk)


def make_batches(state: Batch.State) -> Iterator[tuple[str, str]]:
    """Make a file that came in for every role."""
    for role in ROLES:
        batch = Batch.objects.create(
            owner=account_of(role),
            procedure="work_injury",
            file_name="台账.csv",
            digest="0" * 64,
            at=LATER,
            state=state,
        )
        keep_file(batch, LEDGER.encode())
        yield role, str(batch.pk)


def make_a_token() -> int:
    """Make a token of the officer's."""
    new = NewToken(account_of("officer"), "对账", ("read",), date(2099, 1, 1))
    make_token(new, LATER)
    return Token.objects.get().pk


def account_of(role: str) -> Account:
    """Return the account of the cast that has a role."""
    return Account.objects.get(username=ROLES[role])
