// A page that is opened from a disk, without a server: it says why it cannot do the sums, and what to do.
import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import { open } from './browser.mjs';
import { browser, site } from './opened.mjs';
import { folder } from './site.mjs';

const ESTIMATE = 'exampleshire/2026-27/estimate/';
const why = 'If you opened this page from a file, it cannot do the sums.';

test('from a disk the estimate is a worksheet that says why, within its first screens', async () => {
  const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
  await page.goto(pathToFileURL(path.resolve(folder, ESTIMATE, 'index.html')).href);
  const told = page.getByText(why);
  await told.waitFor();
  assert.ok(await page.locator('#questions').isVisible());
  await page.close();
});

test('from a disk the estimate in several councils says why it cannot start', async () => {
  const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
  await page.goto(pathToFileURL(path.resolve(folder, 'compare/estimate/index.html')).href);
  const told = page.getByText(why);
  await told.waitFor();
  const box = await told.boundingBox();
  assert.ok(box && box.y < 640, `${box?.y}`);
  await page.close();
});

test('on a website it says nothing of that', async () => {
  const { page } = await open(browser, site, ESTIMATE);
  assert.ok(await page.getByText(why).isHidden());
  const several = await open(browser, site, 'compare/estimate/');
  assert.ok(await several.page.getByText(why).isHidden());
});
