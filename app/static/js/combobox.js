/* A long select becomes a box to type in; the select itself stays in the form and carries the value. */
(() => {
  "use strict";
  const all = (selector) => [...document.querySelectorAll(selector)];
  const words = (document.querySelector(".td-words") || {}).dataset || {};
  const make = (tag, className, text) => Object.assign(document.createElement(tag), { className, textContent: text || "" });

  /* "dat" and "đất" are one word to it. */
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f\u200b]/g, "").replace(/[đĐ]/g, "d").toLowerCase().trim();
  all("select[data-filter]").forEach((select, number) => {
    if (select.options.length < 8 || select.dataset.ready) return;
    select.dataset.ready = "1";
    const box = make("div", "td-combo");
    const input = make("input", "form-control");
    const list = make("ul", "");
    const heard = make("span", "visually-hidden");
    const options = [...select.options].filter((o) => o.value).map((o) => ({ value: o.value, text: o.text, key: fold(`${o.text} ${o.parentElement.label || ""}`) }));
    const id = select.id;
    let shown = [];
    let at = -1;
    list.id = `combo-${number}`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", select.labels[0]?.textContent || "");
    heard.setAttribute("role", "status");
    Object.entries({ type: "text", role: "combobox", autocomplete: "off", placeholder: words.type, "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" })
      .forEach(([name, value]) => input.setAttribute(name, value));
    ["aria-describedby", "aria-invalid", "aria-required"].forEach((name) => select.hasAttribute(name) && input.setAttribute(name, select.getAttribute(name)));
    input.value = select.value ? select.selectedOptions[0].text : "";
    const close = () => { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
    const mark = (i) => {
      at = i;
      [...list.children].forEach((li, n) => li.setAttribute("aria-selected", n === i));
      if (list.children[i]?.id) { input.setAttribute("aria-activedescendant", list.children[i].id); list.children[i].scrollIntoView({ block: "nearest" }); }
    };
    const show = (text) => {
      const parts = fold(text).split(/\s+/);
      shown = options.filter((o) => parts.every((p) => o.key.includes(p))).slice(0, 60);
      list.replaceChildren(...shown.map((o, i) => {
        const li = make("li", "", o.text);
        li.id = `${list.id}-${i}`;
        li.setAttribute("role", "option");
        li.addEventListener("mousedown", (event) => { event.preventDefault(); choose(i); });
        return li;
      }));
      heard.textContent = shown.length ? "" : words.none;
      list.hidden = !shown.length;
      at = -1;
      input.setAttribute("aria-expanded", String(!list.hidden));
    };
    const choose = (i) => {
      select.value = shown[i].value;
      input.value = shown[i].text;
      close();
      select.dispatchEvent(new Event("change", { bubbles: true }));
    };
    input.addEventListener("input", () => { select.value = ""; show(input.value); });
    input.addEventListener("focus", () => { input.select(); show(""); });
    input.addEventListener("blur", () => {
      const same = options.filter((o) => o.key.startsWith(fold(input.value)) && input.value);
      if (!select.value && same.length === 1) { shown = same; choose(0); }
      if (!select.value) input.value = "";
      close();
    });
    input.addEventListener("change", (event) => event.stopPropagation());
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) show(input.value);
        const n = shown.length;
        if (n) mark(((at === -1 && event.key === "ArrowUp" ? 0 : at) + (event.key === "ArrowDown" ? 1 : -1) + n) % n);
      } else if (event.key === "Enter" && !list.hidden) {
        event.preventDefault();
        if (shown.length) choose(Math.max(at, 0));
      }
    });
    select.addEventListener("change", () => { input.value = select.value ? select.selectedOptions[0].text : ""; });
    select.id = `${id}-native`;
    input.id = id;
    select.hidden = true;
    select.before(box);
    box.append(input, list, heard);
  });
})();
