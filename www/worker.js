// Reads, judges and strips drafts off the main thread, so that a long form never freezes the page.
// In: {id, source, service, locale, languages}. Out: {id, report, stripped} or {id, error}.
// With {record, then} in: {id, record, then}, the record to print of a form that is called so.
import { createAskless, init, loadLanguages, record as recordOf } from "../pkg/html.js";

const ready = init();

addEventListener("message", async ({ data: { id, source, service, locale, languages, record, then } }) => {
  try {
    await ready;
    await loadLanguages(languages);
    if (record) return postMessage({ id, record: recordOf(source, record, { service, locale }), then });
    const askless = createAskless({ service, locale });
    const { html, report } = askless.strip(source); // its report has all findings, and what went
    postMessage({ id, report, stripped: html });
  } catch (error) {
    postMessage({ id, error: error.message ?? String(error) });
  }
});
