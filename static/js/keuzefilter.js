// A text field above a long list of checkboxes; ticked boxes always stay in sight.

function sentence(count) {
  if (count === 0) return "Geen keuzes gevonden";
  return count === 1 ? "1 keuze gevonden" : `${count} keuzes gevonden`;
}

function filter(list, text, status) {
  let count = 0;
  for (const label of list.querySelectorAll(".eb-keuzelabel")) {
    const found = label.textContent.toLowerCase().includes(text);
    label.hidden = !found && !label.querySelector("input").checked;
    count += found ? 1 : 0;
  }
  status.textContent = text ? sentence(count) : "";
}

function build(list) {
  const box = document.createElement("div");
  box.className = "eb-keuzefilter";
  box.innerHTML =
    '<label class="eb-veld__label">Zoek in de keuzes <input type="search" ' +
    'class="utrecht-textbox utrecht-textbox--html-input" autocomplete="off"></label>' +
    '<p class="eb-meta" role="status"></p>';
  const [input, status] = [box.querySelector("input"), box.querySelector("p")];
  input.addEventListener("input", () => filter(list, input.value.trim().toLowerCase(), status));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  list.closest(".eb-keuze__vak").prepend(box);
  list.dataset.keuzefilter = "klaar";
}

// only when a list unfolds: a page with fifty rows has fifty lists
document.addEventListener(
  "toggle",
  (event) => {
    const list = event.target.open && event.target.querySelector("[data-keuzefilter='']");
    if (list) build(list);
  },
  true,
);

document.addEventListener("change", (event) => {
  const choice = event.target.closest(".eb-keuze:has([data-keuzefilter])");
  if (!choice || !event.target.matches("[type=checkbox]")) return;
  const words = [...choice.querySelectorAll("label:has(:checked)")].map((label) => label.textContent.trim());
  choice.querySelector("summary").textContent = words.join(", ") || "geen gekozen";
});

// A list of choices folds away when the user goes on somewhere else. Not on focusin: to press on
// the words of a label moves the focus out of the list, and a list that folds between press and
// release takes the label away from under the click; Chromium then ends the page.
function foldOthers(event) {
  document.querySelectorAll(".eb-keuze[open]").forEach((choice) => {
    if (!choice.contains(event.target)) choice.open = false;
  });
}

document.addEventListener("click", foldOthers);
document.addEventListener("keyup", (event) => {
  if (event.key === "Tab") foldOthers(event);
});

document.addEventListener("keydown", (event) => {
  const choice = event.key === "Escape" && document.querySelector(".eb-keuze[open]");
  if (!choice) return;
  choice.open = false;
  choice.querySelector("summary").focus();
});
