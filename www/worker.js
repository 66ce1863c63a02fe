// Reads, judges and strips drafts off the main thread, so that a long form never freezes the page.
// In: {id, source, service, locale, languages}. Out: {id, report, stripped} or {id, error}.
import { createAskless, init, loadLanguages } from "../pkg/html.js";

const ready = init();

addEventListener("message", async ({ data: { id, source, service, locale, languages } }) => {
  try {
    await ready;
    await loadLanguages(languages);
    const askless = createAskless({ service, locale });
    const { html, report } = askless.strip(source); // its report has all findings, and what went
    postMessage({ id, report, stripped: html });
  } catch (error) {
    postMessage({ id, error: error.message ?? String(error) });
  }
});
