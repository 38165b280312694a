"""A document for somebody who waits for it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from pmiek.pdf.engine import PdfFout


def pdf_response(request, make: Callable[[], bytes], filename: str, *, back) -> HttpResponse:
    """The file; where it cannot be made now, the page it was asked from, which says why."""
    try:
        pdf = make()
    except PdfFout as fout:
        messages.error(request, str(fout))
        return redirect(back)
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
