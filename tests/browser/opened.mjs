// A browser and the served site, opened before the tests of a file and closed after them.
import { after, before } from 'node:test';
import { start } from './browser.mjs';
import { serve } from './site.mjs';

export let browser;
export let site;
before(async () => {
  [browser, site] = await Promise.all([start(), serve()]);
});
after(async () => {
  await Promise.all([browser?.close(), site?.close()]);
});
