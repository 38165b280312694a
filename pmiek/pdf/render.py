"""From a template to a document."""

from django.template.loader import render_to_string

from pmiek.pdf.pool import render_one


def render_html(template_name: str, context: dict, *, title: str) -> str:
    """The text a kept document is known by: the same text gives the same PDF."""
    return render_to_string(template_name, context | {"title": title})


def render_pdf(template_name: str, context: dict, *, title: str) -> bytes:
    """Render a template to an accessible PDF (PDF/UA-1)."""
    return render_one(render_html(template_name, context, title=title))
