// Firefox and WebKitGTK by the WebDriver protocol (W3C), with what of it the tests need: open an address, call a
// function in the page, take a picture. Playwright drives only builds of its own, so it cannot drive these.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const TOOLS = fileURLToPath(new URL('../../target/tools/bin', import.meta.url));
const MINI_BROWSERS = ['/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser', '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.0/MiniBrowser',
  '/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser', '/usr/lib/aarch64-linux-gnu/webkit2gtk-4.0/MiniBrowser'];

const find = (...places) => places.find((place) => place && existsSync(place));
const onPath = (name) => find(`${TOOLS}/${name}`, ...(process.env.PATH ?? '').split(':').map((folder) => `${folder}/${name}`));

/** Why a browser cannot be driven here; undefined if it can. */
export const missing = {
  Firefox: onPath('geckodriver') ? (onPath('firefox') ?? onPath('firefox-esr')) ? undefined : 'Firefox is not installed' : 'geckodriver is not installed',
  WebKit: !onPath('WebKitWebDriver') || !find(...MINI_BROWSERS) ? 'webkit2gtk-driver is not installed'
    : process.env.DISPLAY || onPath('Xvfb') ? undefined : 'Xvfb is not installed',
};

const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** Starts Firefox or WebKit: `open(address)` gives a page with `evaluate(function, argument)`, `screenshot()`, `close()`. */
export async function launch(name) {
  const children = [];
  const run = (program, args, env = {}) => {
    const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'ignore'] });
    children.push(child);
    return child;
  };
  const env = {};
  if (name === 'WebKit' && !process.env.DISPLAY) {
    const screen = run(onPath('Xvfb'), ['-displayfd', '1', '-screen', '0', '1280x1600x24', '-nolisten', 'tcp']);
    env.DISPLAY = `:${String(await new Promise((ready) => screen.stdout.once('data', ready))).trim()}`;
  }
  const port = await freePort();
  run(onPath(name === 'WebKit' ? 'WebKitWebDriver' : 'geckodriver'), [`--port=${port}`], { ...env, WEBKIT_DISABLE_COMPOSITING_MODE: '1' });
  const address = `http://127.0.0.1:${port}`;
  const options = name === 'WebKit'
    ? { 'webkitgtk:browserOptions': { binary: find(...MINI_BROWSERS), args: ['--automation'] } }
    : { 'moz:firefoxOptions': { args: ['-headless', '-width=1280', '-height=1600'], binary: onPath('firefox-esr') ?? onPath('firefox') } };

  async function send(method, path, body) {
    const response = await fetch(address + path, { method, headers: { 'content-type': 'application/json' }, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${name}: ${value?.error}: ${value?.message}`);
    return value;
  }

  for (let tries = 0; ; tries += 1) {
    try {
      await send('GET', '/status');
      break;
    } catch (error) {
      if (tries > 100) throw error;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
  const { sessionId, capabilities } = await send('POST', '/session', { capabilities: { alwaysMatch: options } });
  const session = `/session/${sessionId}`;
  await send('POST', `${session}/timeouts`, { script: 60_000 });
  return {
    version: capabilities.browserVersion,
    async open(url) {
      await send('POST', `${session}/url`, { url });
      return {
        async evaluate(call, argument) {
          const script = `const done = arguments[arguments.length - 1];
            Promise.resolve().then(() => (${call})(arguments[0])).then((value) => done({ value }), (error) => done({ error: String(error) + (error.stack ?? '') }));`;
          const { value, error } = await send('POST', `${session}/execute/async`, { script, args: [argument ?? null] });
          if (error) throw new Error(error);
          return value;
        },
        screenshot: async () => Buffer.from(await send('GET', `${session}/screenshot`), 'base64'),
        close: async () => {},
      };
    },
    async close() {
      await send('DELETE', session).catch(() => {});
      for (const child of children.reverse()) child.kill();
    },
  };
}
