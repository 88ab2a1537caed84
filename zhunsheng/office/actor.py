"""Who acts: an account with its role and its place, as the office sees it."""

from __future__ import annotations

from dataclasses import dataclass

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.store.keeping import Scope

OFFICER = "officer"
SECTION_HEAD = "section_head"
LEGAL = "legal"
LEADER = "leader"
ADMINISTRATOR = "administrator"
AUDITOR = "auditor"
ROLES_ZH = {
    OFFICER: "承办人",
    SECTION_HEAD: "科室负责人",
    LEGAL: "法制科",
    LEADER: "局领导",
    ADMINISTRATOR: "管理员",
    AUDITOR: "审计员",
}
WHOLE_BUREAU = frozenset({LEGAL, LEADER, ADMINISTRATOR, AUDITOR})
SEES_SEALED = frozenset({LEADER, LEGAL, AUDITOR})
ACTS = frozenset({OFFICER, SECTION_HEAD, LEGAL, LEADER})


class NotPermitted(ZhunshengError):
    """The actor's role does not allow the act."""

    def __init__(self, what: str, needed: str) -> None:
        super().__init__(f"您的角色不能{what}；需要{needed}，请联系其办理")
        self.what = what
        self.needed = needed


@dataclass(frozen=True, slots=True)
class Actor:
    """An account at work: sign-in name, name, role, department (code, path, kind)."""

    username: str
    name: str
    role: str
    department: str
    path: str
    kind: str = "section"

    @property
    def scope(self) -> Scope:
        """Return what the actor may see: the own sub-tree; some roles the bureau above it."""
        path = self.path
        if self.role in WHOLE_BUREAU and self.kind == "section":
            path = self.path.rsplit(".", 2)[0] + "." if self.path.count(".") > 1 else self.path
        return Scope(path, sealed=self.role in SEES_SEALED, account=self.username)

    @property
    def acts(self) -> bool:
        """Say whether the actor may write to matters at all."""
        return self.role in ACTS
