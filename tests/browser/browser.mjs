// A visitor's browser, which writes down everything that goes wrong on a page.
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
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

/**
 * Opens an address of the site. `faults` is filled as they happen: what the policy stops, errors on the console or in
 * a script, files that are not there, and anything asked of another host. `requests` are all requests made.
 */
export async function open(browser, site, address, { width = 1280, scripts = true, mayMiss = () => false } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    javaScriptEnabled: scripts,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const faults = [];
  const requests = [];
  const own = (url) => url.startsWith(site.home) || url.startsWith('data:') || url.startsWith('blob:');
  page.on('request', (request) => {
    requests.push({ url: request.url(), method: request.method(), kind: request.resourceType() });
    if (!own(request.url())) faults.push(`asks ${request.url()}, which is not below the site`);
    if (request.method() !== 'GET') faults.push(`sends data: ${request.method()} ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && !mayMiss(response.url())) faults.push(`${response.url()} is not there`);
  });
  page.on('pageerror', (error) => faults.push(`a script failed: ${error.message}`));
  page.on('console', (message) => {
    const aboutMissing = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !aboutMissing) faults.push(`the console says: ${message.text()}`);
  });
  await page.goto(site.home + address, { waitUntil: 'networkidle' });
  return { page, faults, requests, close: () => context.close() };
}

/** What axe finds wrong on the page as it stands, a line each. */
export async function violations(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run({ resultTypes: ['violations'] }));
  return found.violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help} (${node.target})`));
}
