"""People and places: the tree of departments, accounts, certificates, employers, projects."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class Department(models.Model):
    """A bureau, a section of it or a county bureau; `path` is its place in the tree.

    `path` holds the codes from the root down, each closed by a dot, so that a sub-tree is a prefix.
    """

    class Kind(models.TextChoices):
        """What sort of place it is."""

        BUREAU = "bureau", "市局"
        SECTION = "section", "科室"
        COUNTY = "county", "区县局"

    code = models.SlugField(max_length=40, unique=True, verbose_name="代码")
    name = models.CharField(max_length=80, verbose_name="名称")
    kind = models.CharField(max_length=10, choices=Kind.choices, verbose_name="类别")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    path = models.CharField(max_length=200, unique=True, editable=False)

    class Meta:
        """Departments in the order of the tree."""

        ordering = ("path",)

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the path that follows from the parent."""
        above = self.parent.path if self.parent else ""
        self.path = f"{above}{self.code}."
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts and finds them, each with its department."""

    def get_queryset(self) -> models.QuerySet[Account]:
        """Return accounts with their departments: every page shows both."""
        return super().get_queryset().select_related("department")

    def create_user(self, username: str, password: str | None, **fields: object) -> Account:
        """Make an account; without a password it cannot sign in."""
        account = self.model(username=username, **fields)
        account.set_password(password)
        account.save()
        return account


class Account(AbstractBaseUser):
    """Someone who works in the system: an officer with a role, in one department."""

    class Role(models.TextChoices):
        """What an account may do; the access table says it page by page."""

        OFFICER = "officer", "承办人"
        SECTION_HEAD = "section_head", "科室负责人"
        LEGAL = "legal", "法制科"
        LEADER = "leader", "局领导"
        ADMINISTRATOR = "administrator", "管理员"
        AUDITOR = "auditor", "审计员"

    username = models.CharField(max_length=60, unique=True, verbose_name="登录名")
    name = models.CharField(max_length=40, verbose_name="姓名")
    role = models.CharField(max_length=20, choices=Role.choices, verbose_name="角色")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, verbose_name="所在单位")
    phone = models.CharField(max_length=20, blank=True, verbose_name="电话")
    email = models.EmailField(blank=True, verbose_name="电子邮箱")
    is_active = models.BooleanField(default=True, verbose_name="可以登录")
    large_type = models.BooleanField(default=False, verbose_name="大字")
    keys_off = models.BooleanField(default=False, verbose_name="关闭快捷键")
    password_given = models.BooleanField(default=False, verbose_name="密码由管理员发给，待改")

    objects = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.name


class Certificate(models.Model):
    """A law-enforcement certificate: number, what it covers, from which day to which."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="certificates")
    number = models.CharField(max_length=40, unique=True, verbose_name="证号")
    scope = models.CharField(max_length=80, verbose_name="执法范围")
    valid_from = models.DateField(verbose_name="有效期自")
    valid_to = models.DateField(verbose_name="有效期至")

    def __str__(self) -> str:
        return self.number


class Employer(models.Model):
    """A firm or other employer, once."""

    name = models.CharField(max_length=120, unique=True, verbose_name="单位名称")
    credit_code = models.CharField(max_length=18, blank=True, verbose_name="统一社会信用代码")
    district = models.CharField(max_length=40, blank=True, verbose_name="所在区县")
    address = models.CharField(max_length=200, blank=True, verbose_name="地址")

    def __str__(self) -> str:
        return self.name


class Project(models.Model):
    """A construction project with its general contractor."""

    name = models.CharField(max_length=120, unique=True, verbose_name="项目名称")
    contractor = models.ForeignKey(
        Employer, on_delete=models.PROTECT, verbose_name="施工总承包单位"
    )
    district = models.CharField(max_length=40, blank=True, verbose_name="所在区县")
    government = models.BooleanField(default=False, verbose_name="政府投资")

    def __str__(self) -> str:
        return self.name
