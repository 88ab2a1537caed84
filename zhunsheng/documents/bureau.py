"""The bureau that issues a paper, and how its papers are numbered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from zhunsheng.documents.form import Form


@dataclass(frozen=True, slots=True)
class Bureau:
    """What a paper says of the bureau; an empty field is marked as missing where it is needed.

    `mark` opens every document number (益人社); `government` reviews the bureau's acts, `superior`
    could do so too before 2024; `court` hears suits against them.
    """

    name: str
    mark: str
    government: str = ""
    superior: str = ""
    court: str = ""
    address: str = ""
    postcode: str = ""
    contact: str = ""
    phone: str = ""
    payee: str = ""
    payee_bank: str = ""
    payee_account: str = ""
    police: str = ""
    procuratorate: str = ""


FIELDS_ZH: Mapping[str, str] = MappingProxyType(
    {
        "name": "本局名称",
        "mark": "文号代字",
        "government": "复议机关（本级人民政府）",
        "superior": "上一级主管部门",
        "court": "有管辖权的人民法院",
        "address": "本局地址",
        "postcode": "邮政编码",
        "contact": "联系人",
        "phone": "联系电话",
        "payee": "罚款收款单位",
        "payee_bank": "罚款收款银行",
        "payee_account": "罚款收款账号",
        "police": "同级公安机关",
        "procuratorate": "同级人民检察院",
    }
)


def number_of(form: Form, year: int, serial: int, bureau: Bureau) -> str:
    """Write a document number: 益人社工伤认字〔2026〕12号; empty for a form that has none.

    The serial runs without gaps for each mark and year; who keeps it is not this floor's business.
    Raises ValueError for a serial below 1.
    """
    if serial < 1:
        raise ValueError(f"文书序号从1起编，不能是{serial}")
    return f"{bureau.mark}{form.mark}〔{year}〕{serial}号" if form.mark else ""
