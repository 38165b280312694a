"""What WeasyPrint computes for every box though it depends on the style alone, computed once.

Styles are shared between documents, see `styles`; what is known of one is kept on it. This reaches
into WeasyPrint as well, and the same test compares the bytes.
"""

# ruff: noqa: TID253  only the engine imports this, when a document is asked for
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import absolute, block, column, grid, inline, page, percent, table
from weasyprint.layout import float as floats
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, gobject, pango

SIDES = ("top", "right", "bottom", "left")
LENGTHS = [
    *(f"{space}_{side}" for space in ("margin", "padding") for side in SIDES),
    *(f"{bound}{size}" for bound in ("", "min_", "max_") for size in ("width", "height")),
]
BORDERS = [f"border_{side}_width" for side in SIDES]
Layout = line_break.Layout
asked_in_normal_flow = Box.is_in_normal_flow
ffi.cdef("PangoLayout * pango_layout_copy (PangoLayout *src);")


class CopiedLayout(Layout):
    """Fonts, language and features are asked of Pango once per style, the rest is a copy."""

    def setup(self, style):
        if not hasattr(style, "pango"):
            blank = Layout.__new__(Layout)
            blank.setup(style)
            style.pango = {name: value for name, value in vars(blank).items() if name != "style"}
        vars(self).update(style.pango, style=style)
        copy = pango.pango_layout_copy(style.pango["layout"])
        self.layout = ffi.gc(copy, gobject.g_object_unref)


def strut(style):
    if not hasattr(style, "strut"):
        style.strut = line_break.strut(style)
    return style.strut


def is_in_normal_flow(box):
    style = box.style
    if not hasattr(style, "in_flow"):
        style.in_flow = asked_in_normal_flow(box)
    return style.in_flow


def resolve_percentages(box, containing_block):
    """Where no length is a percentage, they are the same in any containing block."""
    style = box.style
    if not hasattr(style, "used"):
        percent.resolve_percentages(box, containing_block)
        style.used = _used(box) if _is_fixed(style) else None
    elif style.used is None:
        percent.resolve_percentages(box, containing_block)
    else:
        lengths, borders = style.used
        # those that collapse were set by the table, per box
        if not (style["border_collapse"] == "collapse" and BORDERS[0] in vars(box)):
            vars(box).update(borders)
        vars(box).update(lengths)


def _is_fixed(style):
    values = (style[name] for name in LENGTHS)
    return style["box_sizing"] == "content-box" and all(
        value == "auto" or getattr(value, "unit", None) == "px" for value in values
    )


def _used(box):
    lengths = {name: getattr(box, name) for name in LENGTHS}
    return lengths, {name: box.style[name] for name in BORDERS}


def remember():
    """From now on in this process."""
    line_break.Layout = CopiedLayout
    inline.strut = strut
    Box.is_in_normal_flow = is_in_normal_flow
    for module in (absolute, block, column, floats, grid, inline, page, table):
        module.resolve_percentages = resolve_percentages
