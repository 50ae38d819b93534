// Names complete as one types: a list below every input[data-complete]. Without this script people type the name in full.
"use strict";

(() => {
  const WAIT_MS = 150;
  const NAMES = new URL("../-/complete", document.currentScript.src);

  /** Attach a list to one field: the ARIA pattern "editable combobox with list autocomplete". */
  const attach = (input) => {
    const list = document.createElement("div");
    list.id = `options-${input.id}`;
    list.className = "options";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", `${input.labels[0]?.firstChild.textContent.trim() ?? "Names"}: on record`);
    list.hidden = true;
    input.after(list);
    Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": list.id,
      autocomplete: "off",
    }).forEach(([name, value]) => input.setAttribute(name, value));

    let options = [];
    let active = -1;
    let timer = 0;
    let asking = null;

    const close = () => {
      asking?.abort();
      clearTimeout(timer);
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };

    const point = (place) => {
      active = place;
      [...list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === place)));
      if (place < 0) input.removeAttribute("aria-activedescendant");
      else {
        input.setAttribute("aria-activedescendant", list.children[place].id);
        list.children[place].scrollIntoView({ block: "nearest" });
      }
    };

    const choose = (option) => {
      input.value = option.value;
      close();
      input.dispatchEvent(new CustomEvent("chosen", { bubbles: true, detail: option }));
    };

    const show = (found) => {
      options = found;
      list.replaceChildren(
        ...found.map((option, number) => {
          const item = document.createElement("div");
          item.id = `${list.id}-${number}`;
          item.setAttribute("role", "option");
          item.setAttribute("aria-selected", "false");
          const name = document.createElement("bdi");
          name.textContent = option.name;
          const about = document.createElement("span");
          about.className = "soft";
          about.textContent = option.value === option.name ? option.about : `${option.about}, ${option.id}`;
          item.append(name, " ", about);
          item.addEventListener("pointerdown", (event) => event.preventDefault());
          item.addEventListener("click", () => choose(option));
          return item;
        }),
      );
      active = -1;
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(Boolean(found.length)));
      input.removeAttribute("aria-activedescendant");
    };

    const ask = async () => {
      asking?.abort();
      asking = new AbortController();
      const typed = input.value.trim();
      if (!typed) {
        close();
        return;
      }
      const address = new URL(NAMES);
      address.searchParams.set("kind", input.dataset.complete);
      address.searchParams.set("q", typed);
      try {
        const answer = await fetch(address, { signal: asking.signal, credentials: "same-origin" });
        if (answer.ok && document.activeElement === input) show((await answer.json()).options);
      } catch (error) {
        if (error.name !== "AbortError") close(); // the name can still be typed
      }
    };

    /** What no longer fits goes at once: a quick hand must not choose what was offered for fewer letters. */
    const fits = (option) => {
      const name = option.name.toLowerCase();
      return input.value.toLowerCase().trim().split(/\s+/).every((word) => name.includes(word));
    };

    input.addEventListener("input", () => {
      clearTimeout(timer);
      asking?.abort();
      if (!list.hidden) show(options.filter(fits));
      timer = setTimeout(ask, WAIT_MS);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      } else if (event.key === "ArrowDown" && list.hidden) {
        event.preventDefault();
        ask();
      } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list.hidden) {
        event.preventDefault();
        const by = event.key === "ArrowDown" ? 1 : -1;
        const length = options.length + 1; // one place stands for the field itself
        point(((active + 1 + by + length) % length) - 1);
      } else if (event.key === "Enter" && active >= 0 && !list.hidden) {
        event.preventDefault();
        choose(options[active]);
      }
    });
    input.addEventListener("blur", close);
  };

  document.querySelectorAll("input[data-complete]").forEach(attach);
  // Rows that are added later are attached by who adds them.
  document.addEventListener("row-added", (event) => event.target.querySelectorAll("input[data-complete]").forEach(attach));
})();
