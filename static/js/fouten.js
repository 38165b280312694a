// Move the focus to the error summary (or the first wrong field), and from there to its field.

function openAncestors(element) {
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    if (parent.tagName === "DETAILS") parent.open = true;
  }
}

// a row of Categoriseren asks without calling the user back
function focusSummary(root) {
  const summary = root.querySelector("[data-foutensamenvatting]");
  (summary ?? root.querySelector('[aria-invalid="true"]:not([data-indelingsrij] *)'))?.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-foutensamenvatting] a");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  openAncestors(field);
  field.focus();
  field.scrollIntoView({ block: "center" });
});

document.addEventListener("htmx:afterSwap", (event) => focusSummary(event.target));
focusSummary(document);
