// Repeats of a claim come while it is being typed, below its statement. Without this script a button asks for them.
"use strict";

(() => {
  const WAIT_MS = 600;
  const ADDRESS = new URL("../-/suggest", document.currentScript.src);
  const form = document.querySelector("#entry");
  const place = form?.querySelector("[data-looked]");
  const told = form?.querySelector("[data-look-told]");
  if (!place) return;
  const WATCHED = /^(statement|quote|claim_date|attributions\.0\.(speaker|source_text))$/;
  let timer = 0;
  let asking = null;
  let asked = "";

  /** What is sent: the fields that a look is about, and what was chosen. */
  const fields = () => {
    const given = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (value && typeof value === "string" && (WATCHED.test(name) || ["document", "same_as", "language"].includes(name))) given.set(name, value);
    }
    return given;
  };

  /** Let buttons that need this script appear. */
  const dress = () => place.querySelectorAll("[data-take]").forEach((button) => (button.hidden = false));

  const ask = async () => {
    clearTimeout(timer);
    const given = fields();
    if (String(given) === asked) return;
    asking?.abort();
    asking = new AbortController();
    if (!given.get("statement")?.trim() && !given.get("quote")?.trim()) {
      asked = "";
      place.replaceChildren();
      told.textContent = "";
      return;
    }
    told.textContent = "Looking …";
    try {
      const answer = await fetch(ADDRESS, { method: "POST", body: given, signal: asking.signal, credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      const focused = place.contains(document.activeElement) ? document.activeElement.value : null;
      const text = await answer.text();
      // What was chosen while the answer was on its way stays chosen.
      const chosen = place.querySelector("[name=same_as]:checked")?.value;
      place.innerHTML = text;
      asked = String(given);
      dress();
      const again = chosen !== undefined && place.querySelector(`[name=same_as][value="${CSS.escape(chosen)}"]`);
      if (again) again.checked = true;
      if (focused !== null) place.querySelector(`[name=same_as][value="${CSS.escape(focused)}"]`)?.focus();
      const count = place.querySelectorAll(".repeat.likely").length;
      told.textContent = count ? `${count} likely the same` : "Nothing likely the same";
    } catch (error) {
      if (error.name !== "AbortError") told.textContent = "Repeats cannot be looked for now; the claim can be added all the same.";
    }
  };

  form.addEventListener("input", (event) => {
    if (!WATCHED.test(event.target.name ?? "")) return;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
  form.addEventListener("focusout", (event) => {
    if (WATCHED.test(event.target.name ?? "")) ask();
  });
  form.addEventListener("chosen", ask);
  form.addEventListener("click", (event) => {
    const take = event.target.closest("[data-take]");
    if (take) {
      const field = (name) => form.querySelector(`#field-assessment-${name}`);
      field("reason").value = take.dataset.reason;
      field("rationale").value = take.dataset.rationale;
      field("check_after").value = take.dataset.day;
      field("reason").dispatchEvent(new Event("change", { bubbles: true }));
      field("rationale").focus();
    }
  });
  form.querySelector("button[name=look]").hidden = true;
  dress();
  ask();
})();
