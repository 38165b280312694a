// Ticks of rows that are dealt with in one action: one box ticks all that can be, and they are still
// there when a row was opened in between. A row that changed since then has another value.

function build(place) {
  const boxes = [...document.querySelectorAll(`input[type=checkbox][name="${place.dataset.kies}"]`)];
  const choosable = boxes.filter((box) => "kiesbaar" in box.dataset);
  const form = place.closest("form");
  place.innerHTML =
    '<label class="eb-keuzelabel"><input type="checkbox"><span></span></label> <span class="eb-meta" role="status"></span>';
  const [all, text, status] = ["input", "label > span", "[role=status]"].map((part) => place.querySelector(part));
  all.className = choosable[0]?.className ?? "";
  text.textContent = place.dataset.woorden;

  function show() {
    const count = boxes.filter((box) => box.checked).length;
    status.textContent = count ? `${count} gekozen` : "";
    all.checked = choosable.length > 0 && choosable.every((box) => box.checked);
    all.indeterminate = !all.checked && count > 0;
  }

  function keep() {
    const elsewhere = kept().filter((value) => !boxes.some((box) => box.value === value));
    const here = boxes.filter((box) => box.checked).map((box) => box.value);
    sessionStorage.setItem(place.dataset.onthoud, JSON.stringify([...elsewhere, ...here]));
  }

  function kept() {
    return JSON.parse(sessionStorage.getItem(place.dataset.onthoud) ?? "[]");
  }

  for (const value of kept()) {
    const box = boxes.find((candidate) => candidate.value === value);
    if (box) box.checked = true;
  }
  keep();
  show();
  document.addEventListener("change", (event) => {
    if (event.target === all) for (const box of choosable) box.checked = all.checked;
    else if (!boxes.includes(event.target)) return;
    keep();
    show();
  });
  form.addEventListener("submit", () => sessionStorage.removeItem(place.dataset.onthoud));
}

document.querySelectorAll("[data-kies]").forEach(build);
