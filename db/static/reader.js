// Steps from claim to claim through an article, in its text and among the cards beside it.
"use strict";

(() => {
  const cards = [...document.querySelectorAll(".note[data-claim]")];
  const stepper = document.querySelector(".stepper");
  if (!cards.length || !stepper) return;
  const counter = stepper.querySelector("output");
  let current = -1;

  /** The pieces of the text that lie in a claim. */
  const hits = (claim) => document.querySelectorAll(`.hit[data-claims~="${CSS.escape(claim)}"]`);

  /** Make a claim the current one, and show it in the text and among the cards. */
  const choose = (place) => {
    document.querySelectorAll(".current").forEach((found) => found.classList.remove("current"));
    current = place;
    const claim = cards[place].dataset.claim;
    cards[place].classList.add("current");
    hits(claim).forEach((piece) => piece.classList.add("current"));
    counter.textContent = `Claim ${cards[place].dataset.number} of ${counter.dataset.of}`;
  };

  /** Move the focus to where a claim stands: in the text, or at its card where it has no place there. */
  const focusOn = (place, wanted = "text") => {
    choose(place);
    const card = cards[place];
    const piece = hits(card.dataset.claim)[0];
    const target = wanted === "text" && piece ? piece : card;
    target.focus({ preventScroll: true });
    (piece && wanted === "text" ? piece.closest(".row") ?? piece : card).scrollIntoView({ block: "nearest" });
    target.scrollIntoView({ block: "nearest" });
  };

  // Browsers let nobody begin to select words within a link: what was one becomes a thing that acts like one.
  document.querySelectorAll("a.hit[href]").forEach((hit) => {
    hit.removeAttribute("href");
    hit.setAttribute("role", "link");
    hit.tabIndex = 0;
    // Chromium begins no selection at the first letter of what would take the focus.
    hit.addEventListener("mousedown", () => {
      hit.removeAttribute("tabindex");
      setTimeout(() => {
        hit.tabIndex = 0;
      });
    });
  });
  /** The place of the claim that a piece of the text leads to: the shortest of those it lies in. */
  const placeOf = (claim) => cards.findIndex((card) => card.dataset.claim === claim);
  const placeOfHit = (hit) => placeOf(hit.dataset.claims.split(" ").at(-1));

  const step = (by) => {
    const start = current < 0 && by < 0 ? 0 : current;
    focusOn((start + by + cards.length) % cards.length);
  };

  /** Go from the text to the card, and back. */
  const turn = () => {
    if (current >= 0) focusOn(current, document.activeElement === cards[current] ? "text" : "card");
  };

  // Single letters get in the way of those who speak to their computer: they can be switched off, and stay so.
  const keys = stepper.querySelector("[data-keys]");
  const SWITCH = "claims-reader-keys";
  try {
    keys.checked = localStorage.getItem(SWITCH) !== "off";
    keys.addEventListener("change", () => localStorage.setItem(SWITCH, keys.checked ? "on" : "off"));
  } catch {
    // Where nothing may be remembered, the switch holds for this page.
  }

  const KEYS = { j: () => step(1), n: () => step(1), k: () => step(-1), p: () => step(-1), t: turn };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    const act = keys.checked && KEYS[event.key];
    if (!act || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
  stepper.querySelectorAll("[data-step]").forEach((button) => {
    button.addEventListener("click", () => step(Number(button.dataset.step)));
  });

  document.addEventListener("click", (event) => {
    const hit = event.target.closest("a.hit");
    if (hit && document.getSelection().isCollapsed) focusOn(placeOfHit(hit), "card");
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("a.hit")) focusOn(placeOfHit(event.target), "card");
  });
  document.addEventListener("click", (event) => {
    const number = event.target.closest(".note a.number");
    const card = number?.closest(".note");
    if (!card) return;
    event.preventDefault();
    focusOn(cards.indexOf(card));
  });
  document.addEventListener("focusin", (event) => {
    const card = event.target.closest(".note[data-claim]");
    const hit = event.target.closest("a.hit");
    if (card) choose(cards.indexOf(card));
    else if (hit && !hit.classList.contains("current")) choose(placeOfHit(hit));
  });

  const arrived = placeOf(location.hash.replace(/^#(card|claim)-/, ""));
  if (arrived >= 0) choose(arrived);
  stepper.hidden = false;
})();
