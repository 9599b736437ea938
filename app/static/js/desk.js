/* The reception desk: a scanner types a card into the first field; what is typed is kept on the server as it is typed. */
(() => {
  "use strict";
  const form = document.getElementById("visit");
  const done = document.querySelector("[data-entry-done]");
  const OPEN = "visit-entries";
  const entries = () => { try { return JSON.parse(localStorage.getItem(OPEN)) || []; } catch { return []; } };
  const remember = (list) => { try { localStorage.setItem(OPEN, JSON.stringify(list.slice(-5))); } catch { /* full or forbidden */ } };
  if (done) remember(entries().filter((one) => one !== done.dataset.entryDone));
  if (!form) return;
  const found = document.getElementById("found");
  const field = (name) => form.querySelector(`[name="${name}"]`);
  const token = field("idempotency_key").value;

  const day = (text) => (/^\d{8}$/.test(text || "") ? `${text.slice(0, 2)}/${text.slice(2, 4)}/${text.slice(4)}` : "");
  const read = (text) => {
    const part = text.trim().split("|").map((one) => one.trim());
    if (part.length < 6 || !/^(\d{9}|\d{12})$/.test(part[0]) || !part[2]) return null;
    const sex = { nam: "male", "nữ": "female", nu: "female" }[part[4].toLowerCase()] || "";
    return { identity_number: part[0], name: part[2], birth_on: day(part[3]), sex, address: part[5], identity_issued_on: day(part[6]), identity_issued_by: day(part[6]) ? "Bộ Công an" : "" };
  };
  const look = async (words) => {
    const body = new FormData(form);
    body.set("scan", words);
    body.delete("people_file");
    try {
      const answer = await fetch(found.dataset.find, { method: "POST", body });
      if (answer.ok) found.innerHTML = await answer.text();
    } catch { /* the line is gone; the entry goes on without */ }
  };
  field("scan").addEventListener("keydown", (event) => {
    const words = event.target.value.trim();
    if (event.key !== "Enter" || !words) return;
    event.preventDefault();
    const card = read(words);
    if (card) {
      Object.entries(card).forEach(([name, value]) => { field(`first-${name}`).value = value; });
      event.target.value = "";
      form.dispatchEvent(new Event("input", { bubbles: true }));
      (form.querySelector("[name=kind]:checked") || field("kind")).focus();
    }
    look(card ? card.identity_number : words);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { field("scan").value = ""; form.requestSubmit(); }
  });

  /* Kept on the server, sealed; here only the token that finds it again. */
  let wait;
  let dirty = false;
  const keep = () => {
    const body = new FormData(form);
    body.delete("people_file");
    dirty = false;
    fetch(found.dataset.keep, { method: "POST", body, keepalive: true }).then((answer) => {
      if (answer.ok) remember([...entries().filter((one) => one !== token), token]);
    }).catch(() => { dirty = true; });
  };
  form.addEventListener("input", () => { dirty = true; clearTimeout(wait); wait = setTimeout(keep, 1200); });
  addEventListener("online", () => dirty && keep());

  const resume = document.querySelector(".desk-resume");
  const last = entries().filter((one) => one !== token).pop();
  if (resume && last && !document.querySelector(".td-summary") && !field("matter").value) {
    resume.querySelector("[name=idempotency_key]").value = last;
    resume.hidden = false;
    resume.addEventListener("submit", () => remember(entries().filter((one) => one !== last)));
  }
  form.addEventListener("submit", () => clearTimeout(wait));
  if (!document.querySelector(".td-summary") && !field("scan").value) field("scan").focus();
})();
