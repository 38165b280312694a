// Keeps what is typed in a main form on the server, and says who else is editing the same. A page may have two,
// for two things that come next.
// A page that asks about a conflict keeps the text as well; the server keeps it as the form had it, so that
// the question comes back.

const QUIET = 2_000; // after the last change
const AT_MOST = 15_000; // while somebody keeps typing
const PRESENCE = 30_000;
const KEEPALIVE_MAX = 60_000; // browsers refuse more in a request that outlives its page

const forms = document.querySelectorAll("form:has(> input[data-concept])");

class Draft {
  constructor(element) {
    this.form = element;
    // of a draft that is gone on with the server has more than the form may show by now
    this.kept = new URLSearchParams(location.search).has("concept") ? null : this.text();
    this.changed = false;
    this.leaving = false;
    this.since = 0;
    this.state = this.makeState();
  }

  text() {
    return new URLSearchParams(new FormData(this.form)).toString();
  }

  makeState() {
    // a part of the form may have buttons of its own: the last ones save
    const bar = this.form.querySelector(".eb-opslagbalk") ?? [...this.form.querySelectorAll(".eb-knoppen")].at(-1);
    const state = document.createElement("span");
    state.className = "eb-conceptstand";
    const note = bar.querySelector(".eb-opslagbalk__stand");
    note ? note.before(state) : bar.append(state);
    return state;
  }

  touch() {
    const now = Date.now();
    this.since = this.changed ? this.since : now;
    this.changed = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), Math.min(QUIET, Math.max(0, this.since + AT_MOST - now)));
  }

  // one at a time, so that an older text never arrives after a newer one
  async keep() {
    if (this.leaving) return;
    this.waits = Boolean(this.busy);
    if (this.waits) return;
    const text = this.text();
    this.changed = false;
    if (text === this.kept) return;
    this.busy = new AbortController();
    try {
      await this.say(await this.send(this.verb(), text, { signal: this.busy.signal }), text);
    } catch {
      if (!this.leaving) this.fail("Concept niet bewaard: er is geen verbinding. Uw tekst staat alleen in dit venster.");
    } finally {
      this.busy = null;
    }
    if (this.waits) this.touch();
  }

  async say(response, text) {
    const answer = await response.json().catch(() => ({}));
    if (response.ok) {
      this.kept = text;
      this.show(answer.om ? `Concept opgeslagen om ${answer.om}.` : "", false);
    } else if (answer.token) {
      // logged in again in another window: what this page sends from now on bears the new token
      this.form.elements.csrfmiddlewaretoken.value = answer.token;
      answer.bewaard ? this.kept = text : this.touch();
      this.show("", false);
    } else if (answer.bewaard) {
      this.kept = text;
      this.show("U bent uitgelogd. Uw concept is bewaard; log in een ander venster in of sla op.", true);
    } else {
      this.fail(answer.melding ?? "Concept niet bewaard. Uw tekst staat alleen in dit venster.");
    }
  }

  // tried again while the page is open
  fail(sentence) {
    this.changed = true;
    this.show(sentence, true);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), AT_MOST);
  }

  // success is not announced each time, a failure is
  show(sentence, isFailure) {
    this.state.classList.toggle("eb-conceptstand--fout", isFailure);
    isFailure ? this.state.setAttribute("role", "status") : this.state.removeAttribute("role");
    this.state.textContent = sentence;
  }

  // a form that says so has nothing left that waits to be saved
  verb() {
    return "klaar" in this.form.dataset ? "klaar" : "bewaar";
  }

  send(verb, body, options = {}) {
    const headers = {
      "X-Concept": verb,
      "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value,
      "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8",
    };
    if (["aanwezig", "kijk", "weg"].includes(verb)) headers["X-Achtergrond"] = "1";
    return fetch(new URL(this.form.getAttribute("action") ?? "", document.baseURI).pathname, { method: "POST", body, headers, redirect: "manual", ...options });
  }

  page(verb) {
    const token = this.form.elements.concept.value;
    return new URLSearchParams({ concept: token, csrfmiddlewaretoken: this.form.elements.csrfmiddlewaretoken.value });
  }

  flush() {
    if (!this.changed || this.leaving || this.busy) return;
    const text = this.text();
    if (text.length > KEEPALIVE_MAX) return void this.keep();
    this.send(this.verb(), text, { keepalive: true }).then((response) => this.say(response, text), () => {});
    this.changed = false;
  }

  leave() {
    this.leaving = true;
    this.busy?.abort();
    clearTimeout(this.timer);
  }

  async present(verb) {
    if (this.leaving) return;
    const response = await this.send(verb, this.page()).catch(() => null);
    const answer = response?.ok ? await response.json() : null;
    const notice = document.querySelector("[data-aanwezig]");
    if (!answer || !notice) return;
    const line = notice.querySelector("p");
    notice.hidden = !answer.zin;
    if (line.textContent !== answer.zin) line.textContent = answer.zin;
  }
}

function watch(draft) {
  draft.form.addEventListener("input", () => draft.touch());
  draft.form.addEventListener("change", () => draft.touch());
  document.addEventListener("htmx:afterSettle", (event) => {
    if (draft.form.contains(event.target)) draft.touch();
  });
  // the text is on its way, or the user throws the draft away
  document.addEventListener("submit", (event) => {
    const isOwn = event.target === draft.form || event.target.matches("[data-weggooien]");
    if (isOwn && !event.defaultPrevented) draft.leave();
  });
  window.addEventListener("beforeunload", (event) => {
    if (!draft.leaving && (draft.changed || draft.busy) && draft.text() !== draft.kept) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") draft.flush();
  });
  window.addEventListener("pagehide", () => {
    if (draft.leaving) return;
    draft.flush();
    draft.send("weg", draft.page(), { keepalive: true }).catch(() => {});
  });
  // back from another page, by the back button: this page lives on
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) draft.leaving = false;
  });
}

forms.forEach((form, place) => {
  const draft = new Draft(form);
  watch(draft);
  if (place) return;
  // a page that is also read, and shows the next step after one was saved: who types is the one who edits
  const isRead = "aanwezigNaTypen" in form.dataset && !new URLSearchParams(location.search).has("concept");
  let verb = isRead ? "kijk" : "aanwezig";
  if (isRead) form.addEventListener("input", () => draft.present((verb = "aanwezig")), { once: true });
  draft.present(verb);
  setInterval(() => document.visibilityState === "visible" && draft.present(verb), PRESENCE);
});
