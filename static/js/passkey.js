// Connects a form to the passkey functions of allauth; without them its button stays hidden.

const form = document.querySelector("form[data-passkey]");
const button = document.getElementById("passkey-knop");
const message = document.getElementById("passkey-melding");

function connect() {
  button.hidden = false;
  globalThis.allauth.webauthn.forms[form.dataset.passkey]({
    ids: {
      [form.dataset.knop]: button.id,
      credential: form.elements.credential.id,
      passwordless: form.elements.passwordless?.id,
      data: "js_data",
    },
  });
  // allauth posts the form itself; Enter in a field must not do so without a passkey
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    button.click();
  });
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    message.hidden = false;
  });
}

if (form && globalThis.PublicKeyCredential) connect();
