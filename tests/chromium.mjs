// The browser of the tests: the program named in CHROMIUM, else an installed one. Run alone, it prints its path.
import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

export const executablePath = process.env.CHROMIUM ?? PLACES.find((path) => existsSync(path));

export const args = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

if (process.argv[1] === new URL(import.meta.url).pathname) {
  if (!executablePath) process.exit(1);
  console.log(executablePath);
}
