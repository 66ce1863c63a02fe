// How long the guard's lint of a 100-question form takes in Chromium, as ratios measured in one run: against just
// walking the form and reading its texts and attributes, DOMPurify.sanitize, and axe-core's run on the same page.
// usage: node benches/live.mjs   (after `make build`; `make bench` does both)
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { args, executablePath } from "../tests/chromium.mjs";
import { createPageServer } from "../www/serve.mjs";

const require = createRequire(new URL("../tests/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const root = fileURLToPath(new URL("..", import.meta.url));
const corpus = `${root}../shared/corpus`;
const RUNS = 50;
const WARM_UPS = 20;

if (!existsSync(corpus)) {
  console.log("live bench skipped: ../shared is absent, and with it the questions to render");
  process.exit(0);
}
const html = execFileSync("python3", [`${corpus}/render.py`, `${corpus}/questions/docassemble.en.jsonl`, "--limit", "100"], { encoding: "utf8" });

const server = createPageServer();
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const origin = `http://localhost:${server.address().port}`;
const browser = await chromium.launch({
  executablePath,
  args,
});
const page = await browser.newPage();
await page.goto(`${origin}/www/examples/library-card.html`);
await page.evaluate((source) => {
  const parsed = new DOMParser().parseFromString(source, "text/html");
  document.body.replaceChildren(...document.adoptNode(parsed.body).childNodes);
}, html);
for (const file of ["dompurify/dist/purify.min.js", "axe-core/axe.min.js"]) {
  await page.evaluate(readFileSync(require.resolve(file), "utf8"));
}

const times = await page.evaluate(
  async ({ origin, runs, warmUps }) => {
    const { createAskless, init } = await import(`${origin}/pkg/index.js`);
    await init();
    const target = document.body;
    const source = target.outerHTML;
    let sink = 0;

    const started = performance.now();
    const askless = createAskless({ today: "2026-01-01" });
    const first = askless.lint(target);
    const cold = performance.now() - started;

    /** Walks the form and reads its texts and attributes, nothing else. */
    function walk() {
      const walker = document.createTreeWalker(target, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        if (node.nodeType === Node.TEXT_NODE) sink += node.data.length;
        else for (const name of node.getAttributeNames()) sink += node.getAttribute(name).length;
      }
    }

    const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
    async function measure(run) {
      for (let n = 0; n < warmUps; n += 1) await run();
      const values = [];
      for (let n = 0; n < runs; n += 1) {
        const start = performance.now();
        await run();
        values.push(performance.now() - start);
      }
      return median(values);
    }

    const result = { cold, questions: first.counts.questions, findings: first.findings.length };
    result.lint = await measure(() => askless.lint(target));
    result.walk = await measure(walk);
    result.purify = await measure(() => window.DOMPurify.sanitize(source));
    result.axe = await measure(() => window.axe.run(target));
    result.sink = sink > 0;
    return result;
  },
  { origin, runs: RUNS, warmUps: WARM_UPS },
);
await browser.close();
server.close();

const ratio = (value) => `${value.toFixed(2)} times`;
console.log(`live lint of ${times.questions} questions (${times.findings} findings), Chromium ${browser.version()}, median of ${RUNS} after ${WARM_UPS}`);
console.log(`  one lint                    ${times.lint.toFixed(2)} ms (the first, cold, apart: ${times.cold.toFixed(2)} ms)`);
console.log(`  against walking and reading ${ratio(times.lint / times.walk)} (${times.walk.toFixed(2)} ms)`);
console.log(`  against DOMPurify.sanitize  ${ratio(times.lint / times.purify)} (${times.purify.toFixed(2)} ms)`);
console.log(`  against axe.run             ${ratio(times.lint / times.axe)} (${times.axe.toFixed(2)} ms)`);
