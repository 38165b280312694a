// A planning that moves asks why: the question unfolds as soon as the field holds another text,
// and folds again when the old one is back, unless an answer was begun.

const isBegun = (question) =>
  [...question.querySelectorAll("input, select, textarea")].some((field) => field.value.trim());

document.addEventListener("input", (event) => {
  const field = event.target;
  const question = document.querySelector(`details[data-verschuiving="${CSS.escape(field.name ?? "")}"]`);
  if (!question) return;
  const isMoved = field.value.trim() !== field.defaultValue.trim();
  if (isMoved && !question.open) {
    question.open = true;
    question.dataset.vanzelf = "";
  } else if (!isMoved && "vanzelf" in question.dataset && !isBegun(question)) {
    question.open = false;
    delete question.dataset.vanzelf;
  }
});
