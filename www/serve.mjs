// Serves the built page on this machine only. usage: node www/serve.mjs [--port N]
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
// Only these folders are served.
const FOLDERS = ["www", "pkg"];
const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
  ".json": "application/json", ".wasm": "application/wasm", ".svg": "image/svg+xml", ".png": "image/png",
};

/** A server for the folders `www` and `pkg` of the project. */
export function createPageServer(headers = {}) {
  return createServer(async (request, response) => {
    const path = decoded(new URL(request.url, "http://localhost").pathname);
    if (path === "/") return response.writeHead(302, { location: "/www/" }).end();
    const file = normalize(join(ROOT, path.endsWith("/") ? `${path}index.html` : path));
    const allowed = FOLDERS.some((folder) => file.startsWith(join(ROOT, folder) + sep));
    const found = allowed && (await stat(file).catch(() => null));
    if (!found || !found.isFile()) return response.writeHead(404, { "content-type": "text/plain" }).end(`Not found: ${path}\n`);
    response.writeHead(200, {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "cache-control": "no-cache", "x-content-type-options": "nosniff", ...headers,
    });
    createReadStream(file).pipe(response);
  });
}

/** A path without its percent signs; as it is, if they make no sense. */
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wanted = process.argv.indexOf("--port");
  let port = wanted > 0 ? Number(process.argv[wanted + 1]) : 8080;
  const server = createPageServer();
  server.on("error", (error) => {
    if (error.code !== "EADDRINUSE" || wanted > 0) {
      console.error(`The page could not be served: ${error.message}. Choose another port with --port N.`);
      process.exit(2);
    }
    server.listen(++port, "127.0.0.1"); // the usual port is taken: the next one
  });
  server.on("listening", () => console.log(`askless is at http://localhost:${port}/ (Ctrl+C stops it)`));
  server.listen(port, "127.0.0.1");
}
