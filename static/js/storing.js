// A request in the background that failed: say so in words; htmx alone would say nothing.

const TEKST =
  "De site antwoordt even niet, of weigerde uw wijziging. Wat u typte staat er nog, maar is niet " +
  "opgeslagen. Probeer het over een halve minuut opnieuw.";

function melding() {
  const kader = document.createElement("div");
  kader.id = "storing";
  kader.className = "utrecht-alert eb-melding eb-melding--error";
  kader.setAttribute("role", "alert");
  const tekst = document.createElement("p");
  tekst.className = "eb-melding__tekst";
  tekst.textContent = TEKST;
  kader.append(tekst);
  return kader;
}

function toon() {
  if (document.getElementById("storing")) return;
  document.getElementById("inhoud")?.prepend(melding());
}

document.addEventListener("htmx:responseError", toon);
document.addEventListener("htmx:sendError", toon);
document.addEventListener("htmx:timeout", toon);
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) document.getElementById("storing")?.remove();
});
