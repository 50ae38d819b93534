// Keys for the queues. Whatever a key does stands on the page as a link, a button or a field, and works without this file.
"use strict";

const OFF = "claims-keys-off";
const ACTION = "a[href], button, summary, input[type=radio]";

/** Tell whether somebody is typing, so that letters are letters. */
const isTyping = (target) => target.closest("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])") !== null;

/** Remember a choice on this device; a browser that keeps nothing forgets it. */
const stored = (value) => {
  try {
    if (value === undefined) return localStorage.getItem(OFF);
    if (value) localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
  } catch {
    // Storage is shut: keys are on, as everywhere.
  }
  return null;
};

/** Do what the thing with a key does: follow, press, open, choose, or go to its field. */
const use = (thing) => {
  if (thing.dataset.focus) {
    document.querySelector(thing.dataset.focus)?.focus();
  } else if (thing.matches("input[type=radio]")) {
    thing.checked = true;
    thing.dispatchEvent(new Event("change", { bubbles: true }));
    document.querySelector("#field-rationale")?.focus();
  } else if (thing.matches(ACTION)) {
    thing.click();
  }
};

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.defaultPrevented) return;
  if (event.key === "Escape" && isTyping(event.target)) {
    event.target.blur();
    return;
  }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target.closest("form.decide");
    if (form) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[type=submit]"));
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || stored()) return;
  const thing = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (thing) {
    event.preventDefault();
    use(thing);
  }
});

/** Ask for a day only where the chosen reason needs one. */
const askForDay = () => {
  const day = document.querySelector("#field-check_after");
  if (!day) return;
  const isNeeded = document.querySelector("input[name=reason]:checked")?.dataset.status === "not_yet";
  day.closest(".field").hidden = !isNeeded;
  day.required = isNeeded;
  if (!isNeeded) day.value = "";
};
document.addEventListener("change", (event) => {
  if (event.target.matches("input[name=reason]")) askForDay();
});
askForDay();

/** Send each form once, however often somebody presses. */
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "1";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

/** Let whoever dictates, or presses keys by accident, turn single keys off. */
const shift = document.querySelector(".keys-switch");
if (shift) {
  const box = shift.querySelector("input");
  shift.hidden = false;
  box.checked = !stored();
  box.addEventListener("change", () => stored(!box.checked));
}

/** Begin at what was refused, in the first field of a form, or at what is to be decided. */
const begin = ["#faults", "#start textarea", "#start"].map((place) => document.querySelector(place)).find(Boolean);
if (!location.hash) begin?.focus({ preventScroll: true });
