// The browsers of the tests, each opened the same way: `open(address)` gives a page with `evaluate(function, argument)`,
// `screenshot()` and `close()`.
import { chromium } from 'playwright-core';
import { args, executablePath } from '../chromium.mjs';
import { launch, missing } from './webdriver.mjs';

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
  Chromium: { missing: executablePath ? undefined : 'Chromium is not installed', open: openChromium },
  Firefox: { missing: missing.Firefox, open: () => launch('Firefox') },
  WebKit: { missing: missing.WebKit, open: () => launch('WebKit') },
};
