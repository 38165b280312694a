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
  if (!list?.querySelector(".eb-rij")) return;
  for (const row of rows(list)) {
    if (openRows.has(row.dataset.rij)) row.open = true;
  }
  focusNew(list.querySelector("[data-nieuw]"));
  focusDone(list.querySelector("[data-gedaan]"));
  announce(list.querySelector("[data-melding]"));
}

function focusNew(row) {
  if (!row) return;
  row.querySelectorAll("details[data-rij]").forEach((details) => (details.open = true));
  row.querySelector("input:not([type=hidden]), textarea, select")?.focus();
}

function focusDone(row) {
  const sameButton = verb && row?.querySelector(`button[value*=":${CSS.escape(verb)}:"]`);
  (sameButton || row?.querySelector("summary, button"))?.focus();
}

function announce(row) {
  const status = document.querySelector("[data-rijstatus]");
  if (row && status) status.textContent = row.dataset.melding;
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
