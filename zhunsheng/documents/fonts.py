"""Which typefaces a paper is set in: the bureau's own, Debian's, and always those of the wheel."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pylopdf_fonts_zh_cn
import typst

from zhunsheng.documents.coverage import drawn_by

WHEEL = Path(pylopdf_fonts_zh_cn.__file__).parent
DEBIAN = (
    Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"),
    Path("/usr/share/texmf/fonts/opentype/fandol"),
    Path("/usr/share/fonts/truetype/lxgw-wenkai"),
)
# Each role's faces by preference; the faces of the wheel close every list.
PREFERRED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "title": (
            "FZXiaoBiaoSong-B05S",
            "FZXiaoBiaoSong-B05",
            "方正小标宋简体",
            "方正小标宋_GBK",
            "FandolSong",
        ),
        "body": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "FandolFang R"),
        "kai": ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "FandolKai", "LXGW WenKai"),
        "hei": ("SimHei", "黑体", "FandolHei"),
        "song": ("SimSun", "宋体", "FandolSong"),
    }
)
SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
OF_WHEEL = MappingProxyType({"hei": (SANS, SERIF)})
LAST = ("LXGW WenKai",)
BOLD = 700
PLAIN_FIGURES = ("FandolFang R",)


@dataclass(frozen=True, slots=True)
class Faces:
    """The loaded fonts, and the families of each role in the order in which a glyph is looked for.

    `title_bold` says that the title's face has a bold cut; `title_drawn` that it has none and is
    not heavy by itself, so that its strokes must be drawn thicker. `figures` is the face of figures
    and letters in the body, where those of the body's own face do not go with its characters.
    `drawn` are the code points that can be printed in every role.
    """

    fonts: typst.Fonts
    roles: Mapping[str, tuple[str, ...]]
    title_bold: bool
    title_drawn: bool
    figures: str
    drawn: frozenset[int]


@functools.cache
def faces(folder: Path | None = None) -> Faces:
    """Load the typefaces; `folder` holds a bureau's own licensed files. No system font is used."""
    places = [str(place) for place in (*([folder] if folder else []), *DEBIAN) if place.is_dir()]
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[*places, str(WHEEL)],
    )
    here = {family.casefold(): family for family in fonts.families()}
    roles = {role: _families(role, here) for role in PREFERRED}
    first = roles["title"][0]
    bold = any(cut.family == first and cut.weight == BOLD for cut in fonts.fonts())
    figures = SERIF if roles["body"][0] in PLAIN_FIGURES else ""
    return Faces(
        fonts,
        MappingProxyType(roles),
        title_bold=bold,
        title_drawn=first == SERIF and not bold,
        figures=figures,
        drawn=_drawn(fonts, roles),
    )


def _drawn(fonts: typst.Fonts, roles: Mapping[str, tuple[str, ...]]) -> frozenset[int]:
    everywhere = frozenset.intersection(*map(frozenset, roles.values()))
    files = {
        font.family: (Path(font.path), font.index)
        for font in fonts.fonts()
        if font.family in everywhere and font.path
    }
    return frozenset().union(*(drawn_by(path, index) for path, index in files.values()))


def _families(role: str, here: Mapping[str, str]) -> tuple[str, ...]:
    wanted = (*PREFERRED[role], *OF_WHEEL.get(role, (SERIF, SANS)), *LAST)
    return tuple(dict.fromkeys(here[name.casefold()] for name in wanted if name.casefold() in here))
