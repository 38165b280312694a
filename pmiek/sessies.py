"""Where a user is signed in, in words; and signing out in one of those places."""

from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.shortcuts import redirect

# every browser also names the ones it resembles: the first that is found is the one
BROWSERS = [
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
]
SYSTEMEN = [
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "een iPhone"),
    ("iPad", "een iPad"),
    ("Mac OS", "een Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
]


def browser_in_woorden(user_agent):
    """'Firefox op Windows'."""
    browser, systeem = (
        next((naam for teken, naam in lijst if teken in user_agent), "")
        for lijst in (BROWSERS, SYSTEMEN)
    )
    return f"{browser or 'Onbekende browser'}{f' op {systeem}' if systeem else ''}"


class SessieListView(ListUserSessionsView):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for sessie in context["sessions"]:
            sessie.browser = browser_in_woorden(sessie.user_agent)
        return context

    def form_valid(self, form):
        """End the one that was named, or all others when none was."""
        gevraagd = self.request.POST.get("sessie")
        if gevraagd is None:
            return super().form_valid(form)
        sessies = self.get_context_data(form=form)["sessions"]
        einde = [s for s in sessies if str(s.pk) == gevraagd and not s.is_current()]
        end_sessions(self.request, einde)
        for sessie in einde:
            messages.success(self.request, f"Uitgelogd in {sessie.browser}.")
        return redirect("usersessions_list")
