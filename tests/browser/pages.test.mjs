// Every page of the site, as different visitors see it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { open, start, violations } from './browser.mjs';
import { address, files, serve } from './site.mjs';

const pages = (await files()).filter((file) => file.endsWith('.html')).map(address);
const mayHaveScript = (page) => /\/estimate\/(someone-else\/)?$/.test(page);

// Every kind of page is looked at in all ways; the many pages of one kind narrow in light and wide in dark.
const inAllWays = /^(|404\.html|accessibility\/|exampleshire\/.*|essex\/2024-25\/.*|knowsley-charging\/.*)$/;
const schemes = (at, width) => (inAllWays.test(at) ? ['light', 'dark'] : width === 320 ? ['light'] : ['dark']);

let browser;
let site;
before(async () => {
  [browser, site] = await Promise.all([start(), serve()]);
});
after(() => Promise.all([browser?.close(), site?.close()]));

describe('every page is sound, narrow and wide, light and dark', { concurrency: 2 }, () => {
  for (const at of pages) {
    test(`/${at}`, async () => {
      const { page, faults, requests, close } = await open(browser, site, at);
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        for (const colorScheme of schemes(at, width)) {
          await page.emulateMedia({ colorScheme });
          const found = await violations(page);
          faults.push(...found.map((line) => `${line}, at ${width} in ${colorScheme}`));
        }
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        if (wide > width) faults.push(`is ${wide} wide where the screen is ${width}`);
      }
      if (!mayHaveScript(at)) {
        const scripts = requests.filter(({ kind, url }) => kind === 'script' || url.endsWith('.wasm'));
        faults.push(...scripts.map(({ url }) => `loads a script: ${url}`));
        const inPage = await page.locator('script:not([type="application/ld+json"])').count();
        if (inPage) faults.push('has a script in it');
      }
      await close();
      assert.deepEqual(faults, []);
    });
  }
});
