// Words selected in the text of a document, as offsets into the stored text: in code points, while browsers count UTF-16 units.
// On the reader's page a selection leads to the form; beside the form it is filled in.
"use strict";

(() => {
  const text = document.querySelector("[data-text]");
  const bar = document.querySelector(".picked");
  if (!text || !bar) return;
  const pieces = [...text.querySelectorAll("[data-start]")];
  const form = text.hasAttribute("data-fill") ? document.querySelector("#entry") : null;

  const codePoints = (string) => string.length - (string.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g) ?? []).length;
  const startOf = (piece) => Number(piece.dataset.start);

  /** The characters of a piece as they are stored; some are shown by their numbers, since nobody sees them. */
  const storedText = (piece) =>
    piece.dataset.codes ? piece.dataset.codes.split(" ").map((code) => String.fromCodePoint(parseInt(code, 16))).join("") : piece.textContent;

  /** Return the offset into the stored text of a point in the page. */
  const offsetOf = (node, offset) => {
    const piece = node.nodeType === Node.TEXT_NODE ? node.parentElement.closest("[data-start]") : null;
    if (piece) {
      if (piece.dataset.codes) return startOf(piece) + (offset > 0 ? codePoints(storedText(piece)) : 0);
      return startOf(piece) + codePoints(node.data.slice(0, offset));
    }
    // Between pieces: where the next one begins.
    const point = document.createRange();
    point.setStart(node, offset);
    let low = 0;
    let high = pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (point.comparePoint(pieces[middle], 0) < 0) low = middle + 1;
      else high = middle;
    }
    if (low < pieces.length) return startOf(pieces[low]);
    const last = pieces.at(-1);
    return last ? startOf(last) + codePoints(storedText(last)) : 0;
  };

  /** The stored text from one offset to another. */
  const between = (start, end) =>
    pieces
      .filter((piece) => startOf(piece) < end && startOf(piece) + storedText(piece).length > start)
      .map((piece) => [...storedText(piece)].slice(Math.max(0, start - startOf(piece)), Math.max(0, end - startOf(piece))).join(""))
      .join("");

  /** The selection within the text, without white space at its ends; nothing if there is none. */
  const selected = () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(text)) return null;
    const inside = (node, edge) => (text.contains(node) ? null : edge);
    let start = inside(range.startContainer, 0) ?? offsetOf(range.startContainer, range.startOffset);
    let end = inside(range.endContainer, Infinity) ?? offsetOf(range.endContainer, range.endOffset);
    if (start === 0 && pieces.length) start = Math.max(start, startOf(pieces[0]));
    const words = between(start, end);
    start += codePoints(words) - codePoints(words.trimStart());
    const quote = words.trim();
    return quote ? { start, end: start + codePoints(quote), quote } : null;
  };

  /** The selection with the comma or the full stop that alone stands between it and the closing quotation mark. */
  const upToTheMark = (found) => {
    const before = between(found.start - 1, found.start);
    let end = found.end;
    while (between(end, end + 1) && ",.;:!?…،。".includes(between(end, end + 1))) end += 1;
    const after = between(end, end + 1);
    if (!before || !after || !text.dataset.opening.includes(before) || !text.dataset.closing.includes(after)) return found;
    return { start: found.start, end, quote: found.quote + between(found.end, end) };
  };

  /** The selection without its outer quotation marks: those stand around a quote, not in it. */
  const withoutMarks = (found) => {
    const letters = [...found.quote];
    const opening = text.dataset.opening ?? "";
    const isMarked = letters.length > 2 && opening.includes(letters[0]) && (text.dataset.closing ?? "").includes(letters.at(-1));
    if (!isMarked || letters.slice(1, -1).some((letter) => opening.includes(letter) && !"'’‘".includes(letter))) return upToTheMark(found);
    return { start: found.start + 1, end: found.end - 1, quote: letters.slice(1, -1).join("") };
  };

  /** How the words are given, as far as the marks around them tell. */
  const quotationOf = (found) => {
    const before = between(found.start - 1, found.start);
    const after = between(found.end, found.end + 1);
    if (before && after && text.dataset.opening.includes(before) && text.dataset.closing.includes(after)) return "direct";
    const marks = [...text.dataset.opening + text.dataset.closing].filter((mark) => !"'’‘".includes(mark));
    return [before, ...found.quote, after].some((letter) => letter && marks.includes(letter)) ? "mixed" : "";
  };

  const field = (name) => document.getElementById(`field-${name}`);

  /** Show the quote in the words around it. */
  const showAround = (found) => {
    const around = document.querySelector(".around");
    const length = Number(text.dataset.around);
    around.querySelector("[data-before]").textContent = between(Math.max(0, found.start - length), found.start);
    around.querySelector("[data-within]").textContent = found.quote;
    around.querySelector("[data-after]").textContent = between(found.end, found.end + length);
    around.hidden = false;
    showPicked(found);
  };

  /** The point in the page where an offset lies. */
  const pointAt = (offset) => {
    const piece = pieces.findLast((one) => startOf(one) <= offset && one.firstChild) ?? pieces[0];
    const inside = [...storedText(piece)].slice(0, offset - startOf(piece)).join("").length;
    return [piece.firstChild, Math.min(inside, piece.firstChild.length)];
  };

  /** Keep the words of the quote marked in the text, and in sight. */
  const showPicked = (found) => {
    if (!pieces.length || found.start < startOf(pieces[0])) return;
    const range = document.createRange();
    range.setStart(...pointAt(found.start));
    range.setEnd(...pointAt(found.end));
    if (globalThis.Highlight) CSS.highlights.set("picked", new Highlight(range));
    const box = text.closest(".original");
    const scroller = text.scrollHeight > text.clientHeight + 1 ? text : box;
    const lines = range.getBoundingClientRect();
    const frame = scroller.getBoundingClientRect();
    if (lines.top < frame.top || lines.bottom > frame.bottom) scroller.scrollTop += lines.top - frame.top - frame.height / 3;
  };

  const fill = () => {
    const chosen = selected();
    if (!chosen) return;
    const found = withoutMarks(chosen);
    field("quote").value = found.quote;
    field("start_char").value = found.start;
    field("end_char").value = found.end;
    field("quotation").value = quotationOf(found);
    const [from, to] = (text.dataset.headline ?? "").split(" ").map(Number);
    field("location").value = found.start >= from && found.end <= to ? "headline" : "";
    showAround(found);
    bar.hidden = true;
    field("statement").focus();
  };

  const notice = () => {
    const found = selected();
    bar.hidden = !found;
    const link = bar.querySelector("a");
    if (found && link) link.href = `${text.dataset.add}&start=${found.start}&end=${found.end}`;
  };
  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(notice, 120);
  });
  if (!form) return;

  bar.querySelector("button").addEventListener("click", fill);
  // A button that takes the focus would take the selection with it.
  bar.addEventListener("pointerdown", (event) => event.preventDefault());
  const how = document.querySelector("[data-how]");
  if (how) how.hidden = false;

  // A text in which the cursor moves and the keys select, and that nobody can change.
  const asItWas = text.innerHTML;
  Object.entries({
    contenteditable: "true",
    inputmode: "none",
    spellcheck: "false",
    role: "textbox",
    "aria-multiline": "true",
    "aria-readonly": "true",
  }).forEach(([name, value]) => text.setAttribute(name, value));
  for (const change of ["beforeinput", "cut", "paste", "drop", "dragstart"]) {
    text.addEventListener(change, (event) => event.preventDefault());
  }
  text.addEventListener("input", () => {
    text.innerHTML = asItWas; // some input methods do not ask
    pieces.splice(0, pieces.length, ...text.querySelectorAll("[data-start]"));
  });
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    fill();
  });

  // Offsets belong to the quote that they were taken for.
  let taken = field("quote").value;
  field("quote").addEventListener("focus", () => {
    taken = field("quote").value;
  });
  field("quote").addEventListener("input", () => {
    if (field("quote").value === taken) return;
    field("start_char").value = "";
    field("end_char").value = "";
    document.querySelector(".around").hidden = true;
    globalThis.CSS?.highlights?.clear();
  });

  if (field("start_char").value && field("end_char").value) {
    showAround({ start: Number(field("start_char").value), end: Number(field("end_char").value), quote: field("quote").value });
  }
})();
