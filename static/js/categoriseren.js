// One row at a time: shows its question, and sends the row when the focus leaves it.

const list = document.querySelector("[data-indeling]");
const sent = new Map();

const chosen = (row, name) => row.querySelector(`input[name=${name}]:checked`)?.value ?? "";
const sentence = (row) => row.querySelector("input[name=waarom]")?.value.trim() ?? "";
const state = (row) => [chosen(row, "fase"), chosen(row, "route"), sentence(row)].join("\n");
const rows = () => [...document.querySelectorAll("[data-indelingsrij]")];

function isChanged(row) {
  return chosen(row, "fase") !== row.dataset.fase || chosen(row, "route") !== row.dataset.route;
}

function questions(row) {
  const [phase, route] = [chosen(row, "fase"), chosen(row, "route")];
  const order = [...row.querySelectorAll("input[name=fase]")].map((input) => input.value);
  const isBack = order.indexOf(phase) < order.indexOf(row.dataset.fase);
  const isOdd = list.dataset.afwijkend.split(" ").includes(`${phase}:${route}`);
  const asked = isBack ? [list.dataset.vraagTerug] : [];
  const kind = phase === "verkenning" ? "verkenning" : "concreet";
  // a sentence explains the deviation it was given with, no other one
  if (isOdd && isChanged(row) && row.dataset.toegelicht !== kind) {
    asked.push(kind === "verkenning" ? list.dataset.vraagVerkenning : list.dataset.vraagConcreet);
  }
  return asked.join(" ");
}

function ask(row) {
  const block = row.querySelector("[data-waarom]");
  const text = questions(row);
  block.hidden = !text;
  block.querySelector("[data-vraag]").textContent = text;
}

function send(row) {
  if (!isChanged(row) || sent.get(row.id) === state(row)) return;
  row.querySelector("form").requestSubmit();
}

function fail(row) {
  row.querySelector("[data-niet-bewaard]").hidden = false;
  sent.delete(row.id);
}

document.addEventListener("focusout", (event) => {
  const row = event.target.closest?.("[data-indelingsrij]");
  if (row?.querySelector("form") && !row.contains(event.relatedTarget)) send(row);
});

document.addEventListener("change", (event) => {
  const row = event.target.matches("[data-indelingsrij] input[type=radio]") && event.target.closest("[data-indelingsrij]");
  if (row) ask(row);
  showChosen();
});

// --- one key per choice, only while the focus is in a row (WCAG 2.1.4)

const legend = document.querySelector("[data-toetsen]");
const keys = new Map(
  [...(legend?.querySelectorAll("kbd[data-veld]") ?? [])].map((kbd) => [kbd.textContent, kbd.dataset]),
);
const STEPS = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };

function isTyping(target) {
  return target.matches("input:not([type=radio], [type=checkbox]), textarea, select");
}

function choose(row, { veld, waarde }) {
  const input = row.querySelector(`input[name=${veld}][value="${waarde}"]`);
  if (!input) return false;
  input.focus();
  if (!input.checked) input.click();
  return true;
}

function goTo(row, step) {
  const all = rows();
  const next = all[all.indexOf(row) + step];
  if (!next) return false;
  (next.querySelector("input[name=fase]:checked") ?? next.querySelector("input[name=fase]") ?? next).focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}

document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  const row = target.closest?.("[data-indelingsrij]");
  if (!legend || !row || isTyping(target) || event.ctrlKey || event.altKey || event.metaKey) return;
  // in a group of choices the arrows choose, as they do everywhere
  const step = key.startsWith("Arrow") && target.matches("[type=radio]") ? 0 : STEPS[key] ?? STEPS[key.toLowerCase()];
  const choice = keys.get(key.toLowerCase());
  if ((choice && choose(row, choice)) || (step && goTo(row, step))) event.preventDefault();
});

if (legend) legend.hidden = false;

// what was folded stays as the user left it
document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
  for (const selector of ["[data-overzicht]", ".eb-trechtertabel"]) {
    const [now, next] = [document, detail.fragment].map((root) => root.querySelector(selector));
    if (now && next) next.open = now.open;
  }
});

document.addEventListener("htmx:beforeRequest", ({ target }) => {
  const row = target.closest("[data-indelingsrij]");
  if (row) sent.set(row.id, state(row));
});

// what was chosen while the answer was on its way is chosen again in the row that comes back
let later = null;

document.addEventListener("htmx:beforeSwap", (event) => {
  const row = event.detail.target.closest("[data-indelingsrij]");
  if (!row) return;
  if (!event.detail.serverResponse.includes("data-indelingsrij")) {
    event.detail.shouldSwap = false;
    fail(row);
    return;
  }
  later = sent.get(row.id) === state(row) ? null : { id: row.id, values: state(row).split("\n") };
});

function markTitle() {
  const isWrong = document.querySelector("main [aria-invalid=true]");
  document.title = (isWrong ? "Fout: " : "") + document.title.replace(/^Fout: /, "");
}

document.addEventListener("htmx:afterSwap", () => {
  markTitle();
  const row = later && document.getElementById(later.id);
  if (!row) return;
  ["fase", "route"].forEach((name, at) => {
    const input = row.querySelector(`input[name=${name}][value="${later.values[at]}"]`);
    if (input) input.checked = true;
  });
  row.querySelector("input[name=waarom]").value = later.values[2];
  later = null;
  ask(row);
  if (!row.contains(document.activeElement)) send(row);
});

for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, ({ target }) => {
    const row = target.closest("[data-indelingsrij]");
    if (row) fail(row);
  });
}

const keeper = document.querySelector("[data-indelingconcept]");

// Ctrl+S saves the rows that wait; elsewhere it presses the button of the form (toetsen.js)
document.addEventListener("keydown", (event) => {
  if (!keeper || !(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
  event.preventDefault();
  rows().forEach(send);
});

// --- what is not saved yet is kept as a draft of the whole list

function hidden(name, value) {
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name, value });
  return input;
}

function waiting(row) {
  const prefix = `p${row.id.replace("rij-", "")}`;
  const fields = ["fase", "route"].map((name) => hidden(`${prefix}-${name}`, chosen(row, name)));
  fields.push(hidden(`${prefix}-basis`, row.querySelector("input[name=basis]").value));
  const text = row.querySelector("input[name=waarom]").value;
  // the second under a name to read, where the draft is shown as text
  const title = `Waarom bij ${row.querySelector("a").textContent.replaceAll("-", "\u2011")}`;
  return [...fields, hidden(`${prefix}-waarom`, text), ...(text ? [hidden(title, text)] : [])];
}

function keep() {
  if (!keeper) return;
  const fields = rows().filter(isChanged).flatMap(waiting);
  keeper.querySelector("[data-indelingconcept-velden]").replaceChildren(...fields);
  keeper.toggleAttribute("data-klaar", !fields.length);
  keeper.dispatchEvent(new Event("input"));
}

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-indelingsrij] form input")) keep();
});
document.addEventListener("htmx:afterSwap", keep);
// a draft that is gone on with
rows().filter((row) => keeper && isChanged(row)).forEach(ask);
keep();

// --- several rows at once

const bulk = document.querySelector("[data-bulk]");
const boxes = () => [...document.querySelectorAll("input[form=gekozen][name=kies]")];

function showChosen() {
  if (!bulk) return;
  const count = boxes().filter((box) => box.checked).length;
  bulk.closest("form").hidden = !count;
  bulk.querySelector("[data-aantal]").textContent =
    count === 1 ? "1 project gekozen" : `${count} projecten gekozen`;
}

bulk?.querySelector("[data-kies-alle]").addEventListener("click", () => {
  boxes().forEach((box) => (box.checked = true));
  showChosen();
});

if (bulk) {
  bulk.querySelector("[data-kies-alle]").hidden = false;
  showChosen();
}
