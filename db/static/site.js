// What every page of ours may use; nothing here is needed for reading.
"use strict";

/** Press / to search, unless somebody is typing. */
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    document.querySelector("#find")?.focus();
  }
});
