// What was sent takes a while to read: say so once it has taken a second.
const GEDULD = 1000;

for (const form of document.querySelectorAll("form:has([data-wachten])")) {
  const bericht = form.querySelector("[data-wachten]");
  let teller;
  form.addEventListener("submit", () => {
    teller = setTimeout(() => { bericht.hidden = false; }, GEDULD);
  });
  // back with the button of the browser, the page is as it was left
  window.addEventListener("pageshow", () => {
    clearTimeout(teller);
    bericht.hidden = true;
  });
}
