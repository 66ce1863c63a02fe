// The browsers of the tests, each opened the same way: `open(address)` gives a page with `evaluate(function, argument)`,
// `screenshot()` and `close()`, in which functions find `t`, as `helpers` gives it.
import { chromium } from 'playwright-core';
import { args, executablePath } from '../chromium.mjs';
import { launch, missing } from './webdriver.mjs';

/** Runs in the page: `t.rest(ms)`, `t.wait(until, what)`, and `t.type(control, text)` as a framework sees it typed. */
function helpers() {
  // In turns of the page's own timers, so that it is longer on a busy machine.
  const rest = async (time = 250) => {
    for (let turn = 0; turn < time / 10; turn += 1) await new Promise((done) => setTimeout(done, 10));
  };
  const wait = async (until, what = String(until)) => {
    for (const end = performance.now() + 30_000; performance.now() < end; await rest(20)) {
      try {
        if (until()) return;
      } catch {
        // Not there yet.
      }
    }
    throw new Error(`waited in vain: ${what}`);
  };
  const type = (node, text) => {
    const proto = { INPUT: HTMLInputElement, TEXTAREA: HTMLTextAreaElement, SELECT: HTMLSelectElement }[node.tagName].prototype;
    Object.getOwnPropertyDescriptor(proto, 'value').set.call(node, text);
    for (const kind of ['input', 'change']) node.dispatchEvent(new Event(kind, { bubbles: true }));
  };
  window.t = { rest, wait, type };
}

/** A browser whose pages have the helpers. */
async function opened(browser) {
  const { open, ...others } = await browser;
  return {
    ...others,
    async open(url) {
      const page = await open(url);
      await page.evaluate(helpers);
      return page;
    },
  };
}

async function openChromium() {
  const browser = await chromium.launch({ executablePath, args });
  return {
    version: browser.version(),
    async open(url) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 1600 } });
      await page.goto(url);
      return { evaluate: (call, argument) => page.evaluate(call, argument), screenshot: () => page.screenshot(), close: () => page.close() };
    },
    close: () => browser.close(),
  };
}

/** By name: why it is missing here, if it is, and how to open it. */
export const BROWSERS = {
  Chromium: { missing: executablePath ? undefined : 'Chromium is not installed', open: () => opened(openChromium()) },
  Firefox: { missing: missing.Firefox, open: () => opened(launch('Firefox')) },
  WebKit: { missing: missing.WebKit, open: () => opened(launch('WebKit')) },
};
