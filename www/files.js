// Files and what is pasted, in and out.

/** In bytes: more is not even looked at. */
export const LARGEST_FILE = 20_000_000;

/** A file's text: UTF-8, UTF-16 if it begins so, else as Windows writes Western languages. */
export function decoded(bytes) {
  const [first, second] = new Uint8Array(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** What was pasted or dropped: its text, or where that says nothing of fields and its HTML does, the HTML. */
export function textOf(data) {
  const [text, html] = [data.getData("text/plain"), data.getData("text/html")];
  const hasFields = () => new DOMParser().parseFromString(html, "text/html").querySelector("input, select, textarea") !== null;
  return html && !/<[a-z]/i.test(text) && hasFields() ? html : text;
}

/** Hands a text to the designer as a file. */
export function save(name, text, type) {
  const link = Object.assign(document.createElement("a"), { download: name, href: URL.createObjectURL(new Blob([text], { type })) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
