"""The forms by which an administrator keeps places, people and certificates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from zhunsheng.intake.cells import Refusal, read_day
from zhunsheng.store.models import Account, Certificate, Department

SIGN_IN_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
CODE = re.compile(r"[a-z][a-z0-9_-]{1,29}")
YES_NO = (("yes", "可以登录"), ("no", "停用"))


class DayField(forms.CharField):
    """A day as people write it: 2026-11-03, 20261103, 2026.11.3, 2026年11月3日."""

    def clean(self, value: Any) -> date:
        """Return the day; raises `ValidationError` with what is wrong and how to write it."""
        read = read_day(super().clean(value))
        if isinstance(read, Refusal):
            raise ValidationError(f"{read.what}：{read.why}；{read.remedy}")
        return read.value

    def prepare_value(self, value: Any) -> Any:
        """Return the day as it is shown in the form."""
        return value.isoformat() if isinstance(value, date) else value


class KeepingForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form of one record, whose errors say in Chinese what to do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            label = str(field.label)
            chosen = isinstance(field, forms.ChoiceField)
            field.error_messages["required"] = f"请{'选' if chosen else '填'}{label}"
            field.error_messages["invalid"] = f"{label}写得不对；请核对"
            field.error_messages["invalid_choice"] = f"请从列出的{label}里选"
            field.widget.attrs["id"] = f"id_{name}"

    def shown(self, hints: Mapping[str, str]) -> list[dict[str, Any]]:
        """Return the fields as the pages draw them."""
        return [_shown(self[name], hints.get(name, "")) for name in self.fields]

    def summary(self) -> list[dict[str, str]]:
        """Return every error with the field it stands at."""
        return [
            {"href": f"#id_{name}", "text": str(text)}
            for name, texts in self.errors.items()
            for text in texts
        ]


class DepartmentForm(KeepingForm):
    """A place: its code and the place above it are fixed once it is made."""

    class Meta:
        """What of a place is kept here."""

        model = Department
        fields = ("code", "name", "kind", "parent")

    def __init__(self, *args: Any, within: QuerySet[Department], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = self.fields["parent"]
        assert isinstance(parent, forms.ModelChoiceField)
        parent.queryset, parent.required, parent.label = within, True, "上级"
        if self.instance.pk:
            del self.fields["code"], self.fields["parent"]

    def clean_code(self) -> str:
        """Return the code; raises `ValidationError` where it cannot stand in a path."""
        code: str = self.cleaned_data["code"]
        if not CODE.fullmatch(code):
            raise ValidationError("代码用小写字母开头，可以有数字、短横线，2 到 30 个字符")
        return code


class PersonForm(KeepingForm):
    """A person: the sign-in name is fixed once it is made, since events carry it."""

    use = forms.TypedChoiceField(
        choices=YES_NO, label="登录", coerce=lambda chosen: chosen == "yes", initial="yes"
    )

    class Meta:
        """What of an account is kept here."""

        model = Account
        fields = ("username", "name", "role", "department", "phone", "email")

    def __init__(self, *args: Any, within: QuerySet[Department], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        department = self.fields["department"]
        assert isinstance(department, forms.ModelChoiceField)
        department.queryset = within
        if self.instance.pk:
            del self.fields["username"]
            self.fields["use"].initial = "yes" if self.instance.is_active else "no"
        else:
            del self.fields["use"]

    def clean_username(self) -> str:
        """Return the sign-in name; raises `ValidationError` where it is taken or not plain."""
        name = unicodedata.normalize("NFKC", self.cleaned_data["username"]).strip().lower()
        if not SIGN_IN_NAME.fullmatch(name):
            raise ValidationError("登录名用小写字母和数字，2 到 40 个字符")
        if Account.objects.filter(username=name).exists():
            raise ValidationError(f"登录名“{name}”已经有人用了；请换一个")
        return name

    def save(self, commit: bool = True) -> Any:
        """Keep the person with the choice whether sign-in is open."""
        self.instance.is_active = self.cleaned_data.get("use", True)
        return super().save(commit)


class CertificateForm(KeepingForm):
    """A certificate of one person."""

    valid_from = DayField(label="有效期自")
    valid_to = DayField(label="有效期至")

    class Meta:
        """What of a certificate is kept here."""

        model = Certificate
        fields = ("number", "scope", "valid_from", "valid_to")

    def clean(self) -> dict[str, Any]:
        """Return the fields; the last day may not lie before the first."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", "有效期至早于有效期自；请核对两个日期")
        return cleaned


def _shown(bound: forms.BoundField, hint: str) -> dict[str, Any]:
    """Return a field as `components/form.html` draws it."""
    choices = [
        (str(value), zh) for value, zh in getattr(bound.field, "choices", ()) if str(value) != ""
    ]
    value = bound.value()
    return {
        "name": bound.name,
        "label": bound.label,
        "kind": "choice" if choices else "date" if isinstance(bound.field, DayField) else "text",
        "value": "" if value is None else str(value),
        "choices": choices,
        "hint": hint,
        "error": "；".join(str(text) for text in bound.errors),
        "optional": not bound.field.required,
    }
