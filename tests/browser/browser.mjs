// A visitor's browser, which writes down everything that goes wrong on a page.
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

function installed() {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
      const file = path.join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not in this folder.
      }
    }
  }
  throw new Error('These tests need the Chromium browser. Run: apt-get install chromium');
}

/** Starts a browser with nothing in its profile. */
export const start = () => chromium.launch({ executablePath: installed(), headless: true, args: flags });

/** How long nothing may be asked for until a page is taken to have all that it asks for, in milliseconds. */
const QUIET = 50;

/** How long an estimate's page may take to ask for the engine, in milliseconds. */
const ENGINE = 5_000;

/** How each page that is open waits for what it loads. */
const settling = new WeakMap();

/** Goes to a page by what is done, and waits until it has all that it asks for. */
export const loaded = (page, go) => settling.get(page)(go);

/** Loads the page again, and waits likewise. */
export const reload = (page) => loaded(page, () => page.reload());

/**
 * A visitor with nothing stored. `faults` is filled as they happen: what the policy stops, errors on the console or in
 * a script, files that are not there, and anything asked of another host. `requests` are all requests made. `visit`
 * opens an address of the site.
 */
export async function visitor(browser, site, { width = 1280, scripts = true, serviceWorkers = 'block', colorScheme = 'light', mayMiss = () => false } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
    serviceWorkers,
    colorScheme,
    javaScriptEnabled: scripts,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const faults = [];
  const requests = [];
  const underWay = new Set();
  const own = (url) => url.startsWith(site.home) || url.startsWith('data:') || url.startsWith('blob:');
  page.on('request', (request) => {
    underWay.add(request);
    requests.push({ url: request.url(), method: request.method(), kind: request.resourceType() });
    if (!own(request.url())) faults.push(`asks ${request.url()}, which is not below the site`);
    if (request.method() !== 'GET') faults.push(`sends data: ${request.method()} ${request.url()}`);
  });
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => underWay.delete(request));
  page.on('response', (response) => {
    if (response.status() >= 400 && !mayMiss(response.url())) faults.push(`${response.url()} is not there`);
  });
  page.on('pageerror', (error) => faults.push(`a script failed: ${error.message}`));
  page.on('console', (message) => {
    const aboutMissing = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !aboutMissing) faults.push(`the console says: ${message.text()}`);
  });
  settling.set(page, async (go) => {
    const before = requests.length;
    await go();
    // The engine is asked for once the page has been painted, which on a busy machine takes longer than any quiet.
    const hasEngine = () => requests.slice(before).some(({ url }) => url.endsWith('.wasm'));
    const needsEngine = scripts && (await page.locator('form[data-wasm]').count()) > 0;
    for (let waited = 0; needsEngine && !hasEngine() && waited < ENGINE; waited += 10) await pause(10);
    for (let quiet = 0; quiet < QUIET; quiet = underWay.size ? 0 : quiet + 10) await pause(10);
  });
  const visit = (address) => loaded(page, () => page.goto(site.home + address));
  return { page, faults, requests, visit, close: () => context.close() };
}

/** Opens an address of the site as a visitor who comes for the first time. */
export async function open(browser, site, address, options) {
  const { visit, ...opened } = await visitor(browser, site, options);
  await visit(address);
  return opened;
}

/** Opens all that is folded on a page. */
export const unfold = (page) => page.evaluate(() => { for (const fold of document.querySelectorAll('main .up-fold')) fold.open = true; });

/** What axe finds wrong on the page as it stands, a line each; of its colours alone where nothing else has changed. */
export async function violations(page, { only } = {}) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const found = await page.evaluate((tag) => window.axe.run({ resultTypes: ['violations'], ...(tag && { runOnly: [tag] }) }), only);
  return found.violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help} (${node.target})`));
}

/** The rules of axe about colours. */
export const COLOURS = { only: 'cat.color' };
