// Copies the citation of a claim; without a script it is text to select.
"use strict";

for (const text of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) {
    break;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "second";
  button.textContent = "Copy";
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      told.textContent = " Copied.";
    } catch {
      told.textContent = " Your browser does not allow it: select the text and copy it.";
    }
  });
  text.after(button, told);
}
