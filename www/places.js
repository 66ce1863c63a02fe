// Where things stand in a draft: its texts, and the words of findings.

/** The texts of a page, as a person sees them. */
export function textsIn(page) {
  const texts = page.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) if (!texts.currentNode.parentElement.closest("script, style, template, noscript")) found.push(texts.currentNode.data);
  return found;
}

/** Where the line that a question was made of begins and ends in a draft that was text. */
export function lineOf({ selector }, { html, lines }) {
  const element = new DOMParser().parseFromString(html, "text/html").querySelector(selector);
  const marked = element?.closest("fieldset")?.querySelector("[data-line]") ?? element?.closest("[data-line]");
  const line = Number.parseInt(marked?.dataset.line ?? "0");
  const start = lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, 0);
  return [start, start + lines[line].length];
}

/** Where the words of a finding that are nearest to its question begin and end in HTML; of words that are written otherwise there, the question's. */
export function wordsAt({ start, end }, evidence, source) {
  const word = evidence[0]?.text ?? "";
  const places = [];
  for (let at = source.indexOf(word); word && at >= 0; at = source.indexOf(word, at + 1)) places.push(at);
  const nearest = places.sort((one, other) => Math.abs(one - start) - Math.abs(other - start))[0];
  return nearest === undefined ? [start, end] : [nearest, nearest + word.length];
}
