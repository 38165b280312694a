"""Finish of text in documents, after the filters that make it safe."""

import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

register = template.Library()

# as long as the narrowest column can hold on one line
MAX_BIJEEN = 14
_MET_STREEPJE = re.compile(r"(?<![\w-])\w{2,}-\w{2,}(?![\w-])")


@register.filter
def bijeen(html):
    """Keep a short name with a hyphen on one line: 'Zuid-Holland'."""
    # only adds a span to what is escaped
    return mark_safe(_MET_STREEPJE.sub(_bijeen, conditional_escape(html)))  # nosec B308 B703


def _bijeen(woord):
    if len(woord[0]) > MAX_BIJEEN:
        return woord[0]
    # a piece of the escaped text itself
    return format_html('<span class="bijeen">{}</span>', mark_safe(woord[0]))  # nosec B308 B703
