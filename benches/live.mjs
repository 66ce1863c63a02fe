// How long the guard's lint of a 100-question form takes in Chromium, as ratios measured in one run: against just
// walking the form and reading its texts and attributes, DOMPurify.sanitize, and axe-core's run on the same page.
// usage: node benches/live.mjs   (after `make build`; `make bench` does both)
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
  args: [...args, "--js-flags=--expose-gc", "--enable-precise-memory-info"],
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
    async function measure(run, prepare = () => {}) {
      for (let n = 0; n < warmUps; n += 1) await (prepare(), run());
      const values = [];
      for (let n = 0; n < runs; n += 1) {
        prepare();
        const start = performance.now();
        await run();
        values.push(performance.now() - start);
      }
      return median(values);
    }

    const result = { cold, questions: first.counts.questions, findings: first.findings.length };
    // The engine knows the questions of the last page again: another page in between makes it forget them.
    const nothing = document.createElement("p");
    result.lint = await measure(() => askless.lint(target), () => askless.lint(nothing));
    const text = document.createTreeWalker(target.querySelector("label"), NodeFilter.SHOW_TEXT).nextNode();
    let turn = 0;
    askless.lint(target);
    result.recheck = await measure(() => askless.lint(target), () => void (text.data = `Street ${(turn += 1)}`));
    result.same = await measure(() => askless.lint(target));
    result.walk = await measure(walk);
    result.purify = await measure(() => window.DOMPurify.sanitize(source));
    result.axe = await measure(() => window.axe.run(target));
    result.sink = sink > 0;
    return result;
  },
  { origin, runs: RUNS, warmUps: WARM_UPS },
);

/** From the bytes of the module to the first report, in a page that has loaded nothing of it yet. */
const starts = [];
for (let n = 0; n < 7; n += 1) {
  const fresh = await browser.newPage();
  await fresh.goto(`${origin}/www/examples/library-card.html`);
  starts.push(await fresh.evaluate(async ({ origin, html }) => {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    document.body.replaceChildren(...document.adoptNode(parsed.body).childNodes);
    const [{ createAskless, init }, bytes] = await Promise.all([
      import(`${origin}/pkg/index.js`), fetch(`${origin}/pkg/wasm/guard_bg.wasm`).then((response) => response.arrayBuffer()),
    ]);
    const begun = performance.now();
    await init({ wasm: bytes });
    createAskless({ today: "2026-01-01" }).lint(document.body);
    return performance.now() - begun;
  }, { origin, html }));
  await fresh.close();
}
times.start = starts.sort((a, b) => a - b)[starts.length >> 1];

/** The longest task of the page while 1,000 questions are guarded, and what 10,000 cycles leave behind. */
const many = mkdtempSync(join(tmpdir(), "askless-"));
const sources = readdirSync(`${corpus}/questions`).filter((name) => name.endsWith(".en.jsonl")).sort();
writeFileSync(`${many}/many.jsonl`, sources.map((name) => readFileSync(`${corpus}/questions/${name}`, "utf8")).join(""));
const big = execFileSync("python3", [`${corpus}/render.py`, `${many}/many.jsonl`, "--limit", "1450"], { encoding: "utf8", maxBuffer: 1e8 });
rmSync(many, { recursive: true });
const long = await browser.newPage();
await long.goto(`${origin}/www/examples/library-card.html`);
times.long = await long.evaluate(async ({ origin, big }) => {
  const parsed = new DOMParser().parseFromString(big, "text/html");
  document.body.replaceChildren(...document.adoptNode(parsed.body).childNodes);
  const { createAskless, init } = await import(`${origin}/pkg/index.js`);
  await init();
  await new Promise((done) => setTimeout(done, 500));
  const tasks = [0];
  new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => tasks.push(duration))).observe({ type: "longtask" });
  const begun = performance.now();
  const guard = createAskless({ service: { id: "x" }, mode: "strip" }).guard(document.body);
  await guard.ready;
  const ready = performance.now() - begun;
  await new Promise((done) => setTimeout(done, 1000));
  return { longest: Math.max(...tasks), over: tasks.length - 1, ready, questions: guard.report.counts.questions };
}, { origin, big });
await long.close();
const cycles = await browser.newPage();
await cycles.goto(`${origin}/www/examples/library-card.html`);
times.cycles = await cycles.evaluate(async (origin) => {
  // The engine's memory, seen where the browser makes it.
  let memory;
  for (const make of ["instantiate", "instantiateStreaming"]) {
    const made = WebAssembly[make].bind(WebAssembly);
    WebAssembly[make] = async (...args) => {
      const result = await made(...args);
      ({ memory } = (result.instance ?? result).exports);
      return result;
    };
  }
  const { createAskless, init } = await import(`${origin}/pkg/index.js`);
  await init();
  const askless = createAskless({ service: { id: "x" } });
  const form = document.querySelector("form");
  const sizes = [];
  for (let n = 0; n <= 10_000; n += 1) {
    askless.lint(form);
    askless.strip(form).restore();
    if (n % 2500 === 0) {
      globalThis.gc?.();
      await new Promise((done) => setTimeout(done, 50));
      sizes.push([memory.buffer.byteLength, performance.memory?.usedJSHeapSize ?? 0]);
    }
  }
  return sizes;
}, origin);
await browser.close();
server.close();

const ratio = (value) => `${value.toFixed(2)} times`;
console.log(`live lint of ${times.questions} questions (${times.findings} findings), Chromium ${browser.version()}, median of ${RUNS} after ${WARM_UPS}`);
console.log(`  one lint                    ${times.lint.toFixed(2)} ms (the first, cold, apart: ${times.cold.toFixed(2)} ms)`);
console.log(`  against walking and reading ${ratio(times.lint / times.walk)} (${times.walk.toFixed(2)} ms)`);
console.log(`  against DOMPurify.sanitize  ${ratio(times.lint / times.purify)} (${times.purify.toFixed(2)} ms)`);
console.log(`  against axe.run             ${ratio(times.lint / times.axe)} (${times.axe.toFixed(2)} ms)`);
console.log(`  after one change            ${ratio(times.recheck / times.lint)} the first one (${times.recheck.toFixed(2)} ms)`);
console.log(`  where nothing reads new     ${ratio(times.same / times.lint)} the first one (${times.same.toFixed(2)} ms)`);
console.log(`  start, bytes to report      ${ratio(times.start / times.axe)} axe.run (${times.start.toFixed(1)} ms, median of ${starts.length} pages)`);
console.log(`  longest task                ${times.long.longest.toFixed(0)} ms with ${times.long.questions} questions stripped (0: none over 50; ${times.long.over} are), ready after ${times.long.ready.toFixed(0)} ms`);
const [first, last] = [times.cycles[1], times.cycles.at(-1)].map(([wasm, heap]) => `${(wasm / 1e6).toFixed(2)} MB wasm, ${(heap / 1e6).toFixed(2)} MB heap`);
console.log(`  10,000 lint/strip/restore   ${first} after 2,500; ${last} at the end`);
