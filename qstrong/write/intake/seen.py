"""Whether what a cell holds can be seen: its ink on its ground, and what a conditional format makes of it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from qstrong.model.shapes.value import dataclass
from qstrong.write.intake.numfmt import number_shown, text_altered

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.styles import Color, Font
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.styles.proxy import StyleProxy

LEAST_CONTRAST = 1.25
"""Below this ratio of luminances (WCAG 2, 1.4.3) nobody sees a text on its ground."""
LEAST_POINTS = 4.0
"""Nobody reads smaller letters."""
_BLACK, _WHITE = "000000", "FFFFFF"
THEME = {"0": _WHITE, "1": _BLACK}
"""Of the colours of a theme those that are the same in nearly all."""
_SYSTEM = {64: _BLACK, 65: _WHITE}


@dataclass(frozen=True, slots=True)
class ConditionalRule:
    """A conditional format: the cells it is for (`G5:G9 H7`), and what it does."""

    ranges: str
    style: int | None
    """The number of its style; None where it has none."""
    veils: bool
    """Whether it puts a bar or a sign in the place of the value, or has a style that stands elsewhere."""


def is_unseen(font: Font | StyleProxy, ground: str | None) -> bool:
    """Whether a *font* has nearly the colour of its *ground* or is too small; what isn't known is seen."""
    return is_tiny(font.sz) or is_lost(_rgb(font.color, _BLACK), ground)


def is_tiny(size: object) -> bool:
    """Whether letters of so many points are too small to be read; what isn't known is taken to be seen."""
    try:
        return float(str(size)) < LEAST_POINTS
    except ValueError:
        return False


def is_lost(ink: str | None, ground: str | None) -> bool:
    """The same of two colours, each RRGGBB or AARRGGBB."""
    if not ink or not ground:
        return False
    dark, light = sorted((_luminance(ink[-6:]), _luminance(ground[-6:])))
    return (light + 0.05) / (dark + 0.05) < LEAST_CONTRAST


def ground_of(cell: Cell | MergedCell) -> str | None:
    """The colour behind a cell's text, as RRGGBB; None where that can't be told."""
    kind = getattr(cell.fill, "patternType", None)
    if kind is None:
        return _WHITE
    return _rgb(cell.fill.fgColor, None) if kind == "solid" else None


def is_veiled(cell: Cell | MergedCell, content: object, style: DifferentialStyle) -> bool:
    """Whether a conditional format's *style* makes a cell show another thing than it holds, or nothing."""
    code = style.numFmt.formatCode if style.numFmt else ""
    if code and (number_shown(code, content).other if isinstance(content, Decimal) else text_altered(code)):
        return True
    font, fill = style.font, style.fill
    if font and (font.strike or font.vertAlign):
        return True
    behind = getattr(fill, "bgColor", None)
    ground = _rgb(behind, None) if behind else ground_of(cell)
    inked = font if font and font.color else cell.font
    return bool(font or fill) and is_unseen(inked, ground)


def _rgb(color: Color | None, default: str | None) -> str | None:
    """A colour as RRGGBB; None where it depends on a theme or a tint."""
    if color is None:
        return default
    if color.type == "rgb" and isinstance(color.rgb, str):
        return color.rgb[-6:] or None
    if color.tint:
        return None
    if color.type == "theme":
        return THEME.get(str(color.theme))
    if color.type == "indexed":
        from openpyxl.styles.colors import COLOR_INDEX

        known = color.indexed < len(COLOR_INDEX) and color.indexed not in _SYSTEM
        return COLOR_INDEX[color.indexed][-6:] if known else _SYSTEM.get(color.indexed)
    return default


def _luminance(rgb: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2)."""
    try:
        parts = [int(rgb[k : k + 2], 16) / 255 for k in (0, 2, 4)]
    except ValueError:  # no colour at all: as black
        return 0.0
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
