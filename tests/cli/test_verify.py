"""The command `verify`: what is printed of a bundle and of a proof, and with which exit code."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.record.bundles import written
from tests.record.test_bundle import NO_ROOT, OFFICE, A, with_body
from tests.record.test_proof import FIRST, LATER
from zhunsheng.cli import main
from zhunsheng.record.proof import write_proof

ROOT = OFFICE.manifest.root
HEAD = (
    "校验包　包.zip　制作于2025-06-03 09:00:00+08:00，摘要算法 sha256\n"
    "  已核对事项6条（清单写明6条）、办件2件、每日的根3个、个人信息4项\n"
    f"  根　{ROOT}\n"
)
FITS = "  相符　每条事项都与它前面的事项、每日的根和总根相符"
PROOF_HEAD = (
    f"证明　“{A}”第2条，摘要算法 sha256\n  全部6条事项中的第3条\n  事项　2025-03-03 accepted\n"
)
PUBLISH = "  未与公布的根核对：请把上面的根与公布的比对，或者加 --root 公布的根\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["verify", *arguments])


def bundle() -> str:
    return str(written(Path("包.zip"), OFFICE))


def proof(content: str) -> str:
    Path("证明.json").write_text(content, encoding="utf-8")
    return "证明.json"


def test_a_bundle_that_fits_says_what_to_compare() -> None:
    result = run(bundle())
    assert (result.output, result.exit_code) == (f"{HEAD}{FITS}\n{PUBLISH}", 0)


@pytest.mark.parametrize(
    ("root", "name"),
    [(ROOT, "总根"), (f" {ROOT.upper()}", "总根"), (OFFICE.heads[0].root, "2025-03-03")],
)
def test_a_published_root_is_compared(root: str, name: str) -> None:
    result = run(bundle(), "--root", root)
    assert (result.output, result.exit_code) == (f"{HEAD}{FITS}，公布的根是{name}\n", 0)


def test_a_root_that_was_never_published_of_this_record_does_not_fit() -> None:
    result = run(bundle(), "--root", NO_ROOT)
    assert "  不符　全部事项：公布的根既不是这里的总根，也不是其中任何一日的根。" in result.output
    assert result.exit_code == 1


def test_a_bundle_that_does_not_fit_names_the_first_event() -> None:
    result = run(str(written(Path("包.zip"), with_body(2, "accepted", "rejected"))))
    assert f"  不符　“{A}”第2条，全部事项中的第3条：与它的哈希不符。" in result.output
    assert "已核对事项2条（清单写明6条）" in result.output
    assert result.exit_code == 1


def test_a_proof_that_holds_says_what_to_compare() -> None:
    result = run(proof(write_proof(LATER)))
    assert result.output == (
        f"{PROOF_HEAD}  根　{ROOT}\n  相符　这条事项在根所代表的记录之中，内容未被改动\n{PUBLISH}"
    )
    assert result.exit_code == 0


def test_a_proof_is_compared_with_the_published_root() -> None:
    result = run(proof(write_proof(LATER)), "--root", ROOT)
    assert result.output.endswith("内容未被改动，根是公布的根\n")
    result = run("证明.json", "--root", NO_ROOT)
    assert result.output.endswith(
        "  不符　它的根不是公布的根。事项、证明或者根被改动过，请向出具者索取原件。\n"
    )
    assert result.exit_code == 1


def test_a_proof_shows_the_personal_values_it_opens() -> None:
    assert "  公开的个人信息　worker：李某\n" in run(proof(write_proof(FIRST))).output


def test_a_proof_that_does_not_hold_says_why() -> None:
    result = run(proof(write_proof(replace(LATER, root=NO_ROOT))))
    assert "  不符　从事项的哈希算不到写明的根。" in result.output
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        ("{}", "证明.json：文件：不是一条事项的证明，或版本不认识。"),
        ("x", "证明.json：文件开头：不是 zip 文件，或已损坏。"),
        ("", "证明.json：文件开头：不是 zip 文件，或已损坏。"),
    ],
)
def test_any_other_file_is_refused(content: str, refusal: str) -> None:
    result = run(proof(content))
    assert result.output.startswith(refusal)
    assert result.exit_code == 2


def test_a_file_that_is_not_there_is_refused() -> None:
    result = run("没有.zip")
    assert result.output.startswith("没有.zip：文件：没有这个文件。")
    assert result.exit_code == 2


def test_a_root_that_is_none_is_refused() -> None:
    result = run(bundle(), "--root", "abc")
    assert result.output == "“abc”不是根；根是64位的十六进制数，请照公布的原样写\n"
    assert result.exit_code == 2


def test_it_needs_no_web_framework_and_no_law() -> None:
    loads = (
        "import sys, zhunsheng.cli.verify; print([name for name in sys.modules if name.partition"
        "('.')[0] == 'django' or name.startswith(('zhunsheng.law', 'zhunsheng.engine'))])"
    )
    done = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
