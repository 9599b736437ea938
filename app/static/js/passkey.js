/* Passkeys: ask the browser, put its answer into the form, send the form. Forms stay hidden where there is none to ask. */
(() => {
  "use strict";
  if (!window.PublicKeyCredential || !navigator.credentials) return;
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const create = async (question) => {
    const made = await navigator.credentials.create({ publicKey: {
      ...question,
      challenge: bytes(question.challenge),
      user: { ...question.user, id: bytes(question.user.id) },
      excludeCredentials: named(question.excludeCredentials),
    } });
    return { made, response: { attestationObject: text(made.response.attestationObject) } };
  };
  const get = async (question) => {
    const made = await navigator.credentials.get({ publicKey: {
      ...question, challenge: bytes(question.challenge), allowCredentials: named(question.allowCredentials),
    } });
    const { authenticatorData, signature, userHandle } = made.response;
    return { made, response: {
      authenticatorData: text(authenticatorData), signature: text(signature), userHandle: userHandle ? text(userHandle) : null,
    } };
  };

  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    const failed = form.querySelector("[data-passkey-failed]");
    form.hidden = false;
    document.querySelectorAll("[data-passkey-missing]").forEach((box) => { box.hidden = true; });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      failed.hidden = true;
      try {
        const question = JSON.parse(form.dataset.question);
        const { made, response } = await (form.dataset.passkey === "create" ? create : get)(question);
        form.elements.answer.value = JSON.stringify({
          id: made.id,
          rawId: text(made.rawId),
          type: made.type,
          response: { ...response, clientDataJSON: text(made.response.clientDataJSON) },
        });
        form.submit();
      } catch {
        failed.hidden = false;
      }
    });
  });
})();
