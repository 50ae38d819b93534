// Rows for the sources of a claim: one more without a way to the server, and what follows from a name that was chosen.
"use strict";

(() => {
  const sources = document.querySelector(".sources");
  const template = document.querySelector("#source-row");
  const more = sources?.querySelector("button[name=more]");

  const count = () => sources.querySelectorAll("fieldset.source").length;

  more?.addEventListener("click", (event) => {
    if (!template || count() >= Number(sources.dataset.most)) return;
    event.preventDefault();
    const row = count();
    const holder = document.createElement("div");
    holder.innerHTML = template.innerHTML.replaceAll("ROW", row).replaceAll("NUMBER", row + 1);
    const added = holder.firstElementChild;
    more.parentElement.before(added);
    added.dispatchEvent(new CustomEvent("row-added", { bubbles: true }));
    added.querySelector("input:not([type=checkbox])").focus();
    more.hidden = count() >= Number(sources.dataset.most);
  });

  /** An organisation is a kind of source of its own; an id stands for a name that several bear, and is nowhere printed. */
  document.addEventListener("chosen", (event) => {
    const row = event.target.closest("fieldset.source");
    if (!row || !event.target.name.endsWith(".speaker")) return;
    const kind = row.querySelector("[name$='.source_type']");
    const printed = row.querySelector("[name$='.source_text']");
    if (!kind.value || kind.value.startsWith("named_")) kind.value = event.detail.kind === "person" ? "named_person" : "named_organisation";
    if (event.detail.value !== event.detail.name && !printed.value) printed.value = event.detail.name;
  });
})();
