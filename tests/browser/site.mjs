// The built site, served as a council's own host would serve it: below a folder, with the strict policy.
import { readFile, readdir, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
/** The folder that `upfront build` wrote. */
export const folder = path.resolve(root, process.env.UPFRONT_SITE ?? 'public');
/** Where the site is served: not at the top, so that a link which is not relative is found out. */
const base = '/a/b/';

const policy = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self' data:",
  "font-src 'self'", "connect-src 'self'", "manifest-src 'self'", "base-uri 'none'", "form-action 'none'",
  "object-src 'none'", "frame-ancestors 'none'",
].join('; ');

const types = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.xml': 'application/xml; charset=utf-8',
};

/** Where the workbench stands beside the site, with pages and tests of its own. */
export const WORKBENCH = 'workbench/';

/** Every file of the site, by its path below the folder, with `/` between the parts. */
export async function files() {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const found = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !file.startsWith(WORKBENCH))
    .sort();
  if (!found.includes('index.html')) throw new Error(`There is no built site in ${folder}. Run: make site`);
  return found;
}

/** The address of a file of the site, below its first page: `essex/2024-25/` for its `index.html`. */
export const address = (file) => file.replace(/(^|\/)index\.html$/, '$1');

/** Whether a page, by its file or its address, is one that may load scripts. */
export const mayHaveScript = (page) => /^(compare\/)?(index\.html)?$|\/estimate\/(someone-else\/)?(index\.html)?$/.test(page);

/** The file of a folder that an address stands for, or nothing where there is none. */
async function fileAt(folder, pathname) {
  if (!pathname.startsWith(base)) return undefined;
  const below = decodeURIComponent(pathname.slice(base.length));
  const file = path.join(folder, below.endsWith('/') || below === '' ? `${below}index.html` : below);
  const inside = file.startsWith(folder + path.sep);
  return inside && (await stat(file).catch(() => undefined))?.isFile() ? file : undefined;
}

/** Serves the site to this machine only, or another folder, with more headers, or late, where that is wanted. Gives the address of its first page, and a way to end. */
export async function serve({ of = folder, without = [], headers = {}, late = async () => {} } = {}) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://site');
    await late(pathname);
    const withheld = without.includes(path.extname(pathname));
    const file = withheld ? undefined : await fileAt(of, pathname);
    const shown = file ?? path.join(of, '404.html');
    const body = await readFile(shown).catch(() => 'There is no such page.');
    response.writeHead(file ? 200 : 404, {
      'Content-Type': types[path.extname(shown)] ?? 'application/octet-stream',
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      ...headers,
    });
    response.end(body);
  });
  await new Promise((ready, failed) => server.once('error', failed).listen(0, '127.0.0.1', ready));
  return {
    home: `http://127.0.0.1:${server.address().port}${base}`,
    close: () => new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections();
    }),
  };
}
