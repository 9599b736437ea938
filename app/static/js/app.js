/* Small helps for pages that are complete without them. No dependency, nothing leaves the browser. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const words = (document.querySelector(".td-words") || {}).dataset || {};
  const say = (text, n) => (text || "").replace("{n}", n);
  const store = {
    get(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* full or forbidden */ } },
    drop(key) { try { localStorage.removeItem(key); } catch { /* forbidden */ } },
  };
  const make = (tag, className, text) => Object.assign(document.createElement(tag), { className, textContent: text || "" });

  /* Light or dark, kept in a cookie so that the next page comes right from the server. */
  all("[data-theme-switch]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const root = document.documentElement;
      const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
    });
  });

  all("[data-focus]").slice(0, 1).forEach((box) => box.focus());
  all("[data-print]").forEach((b) => { b.hidden = false; b.addEventListener("click", () => window.print()); });
  all("[data-copy]").forEach((b) => {
    if (!navigator.clipboard) return;
    b.hidden = false;
    b.addEventListener("click", async () => {
      await navigator.clipboard.writeText(b.dataset.copy);
      const place = b.querySelector("span") || b;
      const before = place.textContent;
      place.textContent = words.copied;
      setTimeout(() => { place.textContent = before; }, 2000);
    });
  });

  /* A counter that tells, and does not cut. */
  all("textarea[data-count]").forEach((area) => {
    const line = area.insertAdjacentElement("afterend", make("span", "td-counter"));
    const told = line.insertAdjacentElement("afterend", make("span", "visually-hidden"));
    told.setAttribute("role", "status");
    let wait;
    const count = () => {
      const left = area.dataset.count - area.value.length;
      line.textContent = left < 0 ? say(words.over, -left) : say(words.left, left);
      line.classList.toggle("over", left < 0);
      clearTimeout(wait);
      if (left < 100) wait = setTimeout(() => { told.textContent = line.textContent; }, 1000);
    };
    area.addEventListener("input", count);
    count();
  });

  /* Drafts stay on this machine; never passwords, files, tokens, private fields, nor any form marked "off". */
  const draftable = (field) => field.name && !field.closest("[data-private]") && !["hidden", "password", "file", "submit", "button"].includes(field.type);
  const keyOf = (form) => `draft:${form.dataset.draft}`;
  all("form[data-draft]:not([data-draft=off])").forEach((form) => {
    const key = keyOf(form);
    const kept = store.get(key);
    const sentBack = form.querySelector("[aria-invalid]") || document.querySelector(".td-summary");
    if (kept && !sentBack && Date.now() - kept.at < 14 * 864e5) {
      const seen = {};
      let restored = 0;
      [...form.elements].filter(draftable).forEach((field) => {
        const i = seen[field.name] = (seen[field.name] ?? -1) + 1;
        const value = (kept.values[field.name] || [])[i];
        if (value === undefined) return;
        if (["checkbox", "radio"].includes(field.type)) {
          if (field.checked !== value) { field.checked = value; restored += 1; }
        } else if (value && !field.value) { field.value = value; restored += 1; }
        field.dispatchEvent(new Event("change"));
      });
      if (restored) {
        const box = make("div", "td-notice");
        const drop = make("button", "btn btn-link", words.discard);
        drop.type = "button";
        drop.addEventListener("click", () => { store.drop(key); form.reset(); box.remove(); });
        box.setAttribute("role", "status");
        box.append(make("div", "", words.restored), drop);
        form.prepend(box);
      }
    }
    let wait;
    form.addEventListener("input", () => {
      clearTimeout(wait);
      wait = setTimeout(() => {
        const values = {};
        [...form.elements].filter(draftable).forEach((f) => {
          (values[f.name] ||= []).push(["checkbox", "radio"].includes(f.type) ? f.checked : f.value);
        });
        store.set(key, { at: Date.now(), values });
      }, 500);
    });
  });
  all("[data-draft-done]").forEach((mark) => mark.dataset.draftDone.split(" ").forEach((name) => store.drop(`draft:${name}`)));

  /* One submit; without a network none, and the text stays. */
  let note;
  let unsent;
  const tell = (text, tone) => {
    note?.remove();
    note = make("div", `td-notice td-offline ${tone}`, text);
    note.setAttribute("role", "status");
    document.body.append(note);
  };
  all("form[data-once]").forEach((form) => form.addEventListener("submit", (event) => {
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (!navigator.onLine) { event.preventDefault(); unsent = form; tell(words.offline, "wait"); return; }
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
    setTimeout(() => { delete form.dataset.sent; form.removeAttribute("aria-busy"); }, 15000);
  }));
  addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => { delete form.dataset.sent; }));
  addEventListener("offline", () => tell(words.offline, "wait"));
  addEventListener("online", () => {
    if (!note) return;
    tell(words.online, "ok");
    if (!unsent) { setTimeout(() => note.remove(), 5000); return; }
    const again = make("button", "btn btn-secondary btn-sm", words.again);
    again.addEventListener("click", () => unsent.requestSubmit());
    note.append(again);
  });

  /* Filters go by themselves for a pointer; whoever walks through the choices by keyboard presses the button. */
  all("form[data-autosubmit]").forEach((form) => {
    let pointed = false;
    form.addEventListener("pointerdown", () => { pointed = true; });
    form.addEventListener("keydown", () => { pointed = false; });
    form.addEventListener("change", () => pointed && form.requestSubmit());
  });

  /* "Add another": a template whose __n__ is the next number. */
  all("[data-repeat]").forEach((group) => {
    const template = document.querySelector(group.dataset.repeat);
    const add = group.parentElement.querySelector("[data-add]");
    if (!template || !add) return;
    add.hidden = false;
    add.addEventListener("click", () => {
      const n = group.children.length;
      if (n >= (group.dataset.repeatMax || 20)) return;
      const item = template.content.cloneNode(true);
      all("*", item).forEach((node) => [...node.attributes].forEach((a) => { a.value = a.value.replaceAll("__n__", n); }));
      group.append(item);
      group.lastElementChild.querySelector("input, select, textarea")?.focus();
    });
  });

  /* A tracking code travels in the fragment, which no server log ever sees. */
  const coded = document.querySelector("form[data-code-from-hash]");
  if (coded && location.hash.length > 5 && coded.elements.code) {
    coded.elements.code.value = decodeURIComponent(location.hash.slice(1));
    history.replaceState(null, "", location.pathname);
    coded.requestSubmit();
  }

  /* Rows by keyboard: j and k move, Enter opens. */
  const rows = all("table[data-rows] tbody tr").filter((row) => row.querySelector("a"));
  let here = -1;
  if (rows.length) addEventListener("keydown", (event) => {
    if (event.target.closest("input, select, textarea, [contenteditable]") || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { j: 1, k: -1 }[event.key];
    if (!step) return;
    rows[here]?.classList.remove("here");
    here = Math.min(Math.max(here + step, 0), rows.length - 1);
    rows[here].classList.add("here");
    rows[here].querySelector("a").focus();
  });
})();
