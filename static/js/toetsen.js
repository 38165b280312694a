// Ctrl+S (Cmd+S) presses the first submit button of the form marked data-hoofdformulier; of two, that of the focus.

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
  const form = document.activeElement.closest("[data-hoofdformulier]") ?? document.querySelector("[data-hoofdformulier]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("[data-opslaan]"));
});
