// Help with forms; the server decides, and every form works without this.
"use strict";

/** Say what the chosen reason means, and whether it needs a day to look again. */
function tellReason(select) {
  const group = select.selectedOptions[0]?.closest("optgroup");
  const told = select.parentElement.querySelector(".told-reason") ?? select.insertAdjacentElement("afterend", document.createElement("span"));
  told.className = "told-reason";
  told.setAttribute("aria-live", "polite");
  told.textContent = group ? `${group.label}: ${select.selectedOptions[0].title}` : "";
  const day = document.getElementById(select.id.replace(/reason$/, "check_after"));
  if (day) {
    day.required = group?.dataset.status === "not_yet";
    day.closest(".field").hidden = !day.required && !day.value;
  }
}

/** Ask before what was typed is left behind, and send a form once only. */
function guard(form) {
  let isTouched = false;
  let isSent = false;
  form.addEventListener("input", () => (isTouched = true));
  form.addEventListener("submit", (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (isTouched && !isSent) event.preventDefault();
  });
  // A page that comes back from the cache can be sent again.
  window.addEventListener("pageshow", () => (isSent = false));
}

/** Put the cursor into the field that a fault leads to. */
function goTo(event) {
  const link = event.target.closest("#faults a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const target = field.matches("fieldset") ? field.querySelector("input") : field;
  target.closest("details")?.setAttribute("open", "");
  target.focus();
}

document.addEventListener("click", goTo);
document.querySelectorAll("form[data-guard]").forEach(guard);
document.querySelectorAll("select:has(optgroup[data-status])").forEach((select) => {
  select.addEventListener("change", () => tellReason(select));
  tellReason(select);
});
