// One Chromium for a file of tests, and the server of the tests or that of the page for form designers.
import { chromium } from 'playwright-core';
import { createPageServer } from '../../www/serve.mjs';
import { args, executablePath } from '../chromium.mjs';
import { startServer } from './server.mjs';

/**
 * What every page of the tests has: `rest(ms)`, a pause that is longer on a busy machine, since it counts turns of the page's
 * own timers and not the time; and `until(met)`, a pause as long as what is expected takes, or some 20 seconds: the test then
 * says what is missing.
 */
function pause() {
  window.rest = async (time = 250) => {
    for (let turn = 0; turn < time / 10; turn += 1) await new Promise((done) => setTimeout(done, 10));
  };
  window.until = async (met) => {
    for (let turn = 0; turn < 1000 && !met(); turn += 1) await window.rest(20);
  };
}

/** Starts both: what the server gives, `newPage()`, and `open(address)`, which opens a page there. */
export async function start() {
  const server = await startServer();
  const browser = await chromium.launch({ executablePath, args });
  return {
    ...server,
    async newPage(options = {}) {
      const page = await browser.newPage(options);
      await page.addInitScript(pause);
      return page;
    },
    async open(address, options = {}) {
      const page = await this.newPage(options);
      page.on('pageerror', (error) => console.error(`${address}: ${error.message}`));
      await page.goto(address, { waitUntil: 'load' });
      return page;
    },
    async stop() {
      await browser.close();
      server.stop();
    },
  };
}

/** Starts Chromium, and serves the page for form designers as `make run` does: its `address`, the `browser`, and `stop()`. */
export async function startPage() {
  const server = createPageServer();
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const browser = await chromium.launch({ executablePath, args });
  return {
    address: `http://localhost:${server.address().port}/`,
    browser,
    async stop() {
      await browser.close();
      server.close();
    },
  };
}
