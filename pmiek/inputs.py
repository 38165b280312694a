"""Inputs rendered without a template: a page with 500 rows has thousands of them."""

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html


class QuickInput:
    def render(self, name, value, attrs=None, renderer=None):
        widget = self.get_context(name, value, attrs)["widget"]
        value = {} if widget["value"] is None else {"value": widget["value"]}
        return format_html(
            '<input type="{}" name="{}"{}>',
            widget["type"],
            widget["name"],
            flatatt(value | widget["attrs"]),
        )


class QuickText(QuickInput, forms.TextInput):
    pass


class QuickDate(QuickInput, forms.DateInput):
    pass


class QuickTextarea(forms.Textarea):
    def render(self, name, value, attrs=None, renderer=None):
        widget = self.get_context(name, value, attrs)["widget"]
        # a browser drops the first line break of a textarea
        return format_html(
            '<textarea name="{}"{}>\n{}</textarea>',
            widget["name"],
            flatatt(widget["attrs"]),
            widget["value"] or "",
        )
