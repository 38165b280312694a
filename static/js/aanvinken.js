// One box ticks all of a list; what is unticked after that is left out.
document.addEventListener("change", (event) => {
  const all = event.target.closest("[data-alle]");
  const list = all && all.closest("[data-aanvinken]");
  if (!list) return;
  for (const box of list.querySelectorAll("input[type=checkbox]")) box.checked = all.checked;
  // the answer then says which rows were ticked
  list.querySelector("input[type=hidden]").disabled = !all.checked;
});
