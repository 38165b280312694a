"""Who gets in: the rules of the province."""

from django.contrib import messages
from django.shortcuts import redirect, render

from actielijst.forms.toegang import ToegangForm
from pmiek.access import require_role
from pmiek.drafts import met_concept
from pmiek.enums import Rolsoort
from pmiek.models import Provincie, Rol


@met_concept(Provincie, wat="deze regels")
def toegang(request, provincie):
    require_role(request, Rolsoort.beheer())
    # a form writes on its instance, and the frame draws the page from the other one
    form = request.concept.formulier(
        ToegangForm, instance=Provincie.objects.get(pk=request.provincie.pk)
    )
    if request.method == "POST" and form.is_valid():
        with request.concept.opslaan() as verzending:
            form.save()
            verzending.naar = request.path
        messages.success(request, "De regels voor toegang zijn opgeslagen.")
        return redirect("actielijst:toegang", request.provincie.slug)
    rollen = Rol.objects.van(request.provincie).geldig().met_tweede_factor()
    context = {
        "form": form,
        "aantal": rollen.count(),
        "aantal_met": rollen.filter(heeft_tweede_factor=True).count(),
    }
    return render(request, "actielijst/toegang.html", context)
