// A server on this machine: the package under /pkg/, its scripts before they are bundled under /scripts/, the test build of
// the engine under /dump/, what the pages of the tests need under /uswds/, /built/ and /bundles/, pages that a test puts up,
// and a record of what is posted to /sent.
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);
const FOLDERS = { pkg: 'pkg/', askless: 'pkg/', bundles: 'target/tests/bundles/', dump: 'target/pack/dump/', scripts: 'target/pack/package/', uswds: 'tests/node_modules/@uswds/uswds/dist/', built: 'target/tests/live/' };
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.json': 'application/json', '.html': 'text/html; charset=utf-8', '.svg': 'image/svg+xml' };

/** Starts it. `serve(path, body, headers)` puts up a page and gives its address; `sent` are the bodies posted so far. */
export async function startServer() {
  const pages = new Map();
  const sent = [];
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    if (request.method === 'POST' && path === '/sent') {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      sent.push(Buffer.concat(chunks).toString());
      return response.writeHead(200, { 'content-type': 'text/plain' }).end('thanks');
    }
    const page = pages.get(path);
    if (page) return response.writeHead(page.headers.location ? 302 : 200, { 'content-type': TYPES['.html'], ...page.headers }).end(page.body);
    const [, folder, ...rest] = path.split('/');
    const file = FOLDERS[folder] && fileURLToPath(new URL(FOLDERS[folder] + rest.join('/'), ROOT));
    if (!file || !statSync(file, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file));
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const origin = `http://localhost:${server.address().port}`;
  return {
    origin,
    sent,
    serve(path, body, headers = {}) {
      pages.set(path, { body, headers });
      return origin + path;
    },
    stop: () => server.close(),
  };
}
