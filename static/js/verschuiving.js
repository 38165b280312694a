// A planning that moves asks why: the question unfolds as soon as the field holds another text.

document.addEventListener("input", (event) => {
  const field = event.target;
  const question = document.querySelector(`details[data-verschuiving="${CSS.escape(field.name ?? "")}"]`);
  if (question && field.value.trim() !== field.defaultValue.trim()) question.open = true;
});
