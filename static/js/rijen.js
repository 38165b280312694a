// After htmx replaced the rows: the same rows open, the focus where the user goes on, one sentence said.

let openRows = new Set();
let verb = "";

function rows(root) {
  return [...root.querySelectorAll("details[data-rij]")];
}

function remember(event) {
  const { target, requestConfig } = event.detail;
  openRows = new Set(rows(target).filter((row) => row.open).map((row) => row.dataset.rij));
  verb = requestConfig?.elt?.value?.split(":")[1] ?? "";
}

function restore(event) {
  const list = document.getElementById(event.detail.target.id);
  if (!list?.hasAttribute("data-melding")) return;
  for (const row of rows(list)) {
    if (openRows.has(row.dataset.rij)) row.open = true;
  }
  focusActed(list, list.querySelector("[data-gedaan]"));
  announce(list.dataset.melding);
}

const FOCUS = {
  toevoegen: firstField,
  dupliceren: firstField,
  openen: firstField,
  omhoog: (row) => row.querySelector('button[value*=":omhoog:"]'),
  omlaag: (row) => row.querySelector('button[value*=":omlaag:"]'),
};

function firstField(row) {
  row.querySelectorAll("details[data-rij]").forEach((details) => (details.open = true));
  return row.querySelector("input:not([type=hidden]), textarea, select");
}

// a removed row still holds its fields, hidden; a list that lost its last row takes the focus itself
function focusActed(list, row) {
  const target = row && FOCUS[verb]?.(row);
  const controls = row ? [...row.querySelectorAll("summary"), ...row.querySelectorAll("button")] : [];
  (target || controls.find((control) => control.checkVisibility()) || list).focus();
}

function announce(sentence) {
  const status = document.querySelector("[data-rijstatus]");
  if (status && sentence) status.textContent = sentence;
}

document.addEventListener("htmx:beforeSwap", remember);
document.addEventListener("htmx:afterSettle", restore);

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-alles-uitklappen]");
  if (!button) return;
  const open = rows(document).some((row) => !row.open);
  rows(document).forEach((row) => (row.open = open));
  button.textContent = open ? "Alles inklappen" : "Alles uitklappen";
});
