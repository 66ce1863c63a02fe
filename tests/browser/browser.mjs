// One Chromium for a file of tests, and the server of the tests.
import { chromium } from 'playwright-core';
import { args, executablePath } from '../chromium.mjs';
import { startServer } from './server.mjs';

/** Starts both: what the server gives, and `open(address)`, which opens a page. */
export async function start() {
  const server = await startServer();
  const browser = await chromium.launch({ executablePath, args });
  return {
    ...server,
    browser,
    async open(address, options = {}) {
      const page = await browser.newPage(options);
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
