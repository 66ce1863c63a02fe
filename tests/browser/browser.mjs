// One browser for a file of tests, and a server on this machine: the package under /pkg/, the test build of the engine
// under /dump/, and pages that a test puts up.
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { args, executablePath } from '../chromium.mjs';

const ROOT = new URL('../../', import.meta.url);
const FOLDERS = { pkg: 'pkg/', dump: 'target/pack/dump/' };
const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.json': 'application/json', '.html': 'text/html; charset=utf-8' };

/** Starts both. `serve(path, body, headers)` puts up a page and gives its address; `open(address)` opens one. */
export async function start() {
  const pages = new Map();
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    const page = pages.get(path);
    if (page) return response.writeHead(200, { 'content-type': TYPES['.html'], ...page.headers }).end(page.body);
    const [, folder, ...rest] = path.split('/');
    const file = FOLDERS[folder] && fileURLToPath(new URL(FOLDERS[folder] + rest.join('/'), ROOT));
    if (!file || !statSync(file, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' }).end(readFileSync(file));
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const origin = `http://localhost:${server.address().port}`;
  const browser = await chromium.launch({ executablePath, args });
  return {
    origin,
    serve(path, body, headers = {}) {
      pages.set(path, { body, headers });
      return origin + path;
    },
    async open(address, options = {}) {
      const page = await browser.newPage(options);
      page.on('pageerror', (error) => console.error(`${address}: ${error.message}`));
      await page.goto(address, { waitUntil: 'load' });
      return page;
    },
    async stop() {
      await browser.close();
      server.close();
    },
  };
}
