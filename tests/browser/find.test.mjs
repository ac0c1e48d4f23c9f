// The list of councils on the first page, and what a person does to find one in it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, violations } from './browser.mjs';
import { browser, site } from './opened.mjs';

const shown = (page, selector) => page.locator(`${selector}:visible`).count();
const told = (page) => page.locator('#filter [role=status]').innerText();

test('without a script every council is there, and nothing to find them with', async () => {
  const { page, faults, close } = await open(browser, site, '', { scripts: false });
  assert.equal(await page.locator('#filter').isVisible(), false);
  assert.equal(await shown(page, '[data-council]'), await page.locator('[data-council]').count());
  await close();
  assert.deepEqual(faults, []);
});

test('a council is found by name, and headings with nothing below them go', async () => {
  const { page, faults, close } = await open(browser, site, '');
  const all = await shown(page, '[data-council]');
  assert.match(await told(page), /^(\d+) of \1 councils$/);
  await page.getByLabel('Find a council by name').focus();
  await page.keyboard.type('LAMB');
  assert.match(await told(page), /^1 of \d+ councils$/);
  assert.equal(await page.locator('#facts-only').isVisible(), false);
  await page.keyboard.press('Enter');
  assert.match(await told(page), /^1 of \d+ councils$/);
  await page.getByRole('button', { name: 'Show all councils' }).focus();
  await page.keyboard.press('Enter');
  assert.equal(await shown(page, '[data-council]'), all);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'filter-name');
  await close();
  assert.deepEqual(faults, []);
});

test('councils are found by nation, by what is decided and by year, all at once, and only what fits is left of each', async () => {
  const { page, faults, close } = await open(browser, site, '');
  const fits = (selector) => page.locator(selector).count();
  await page.getByLabel('Nation', { exact: true }).selectOption('Wales');
  assert.equal(await shown(page, '[data-rules]'), await fits('[data-rules][data-nation=wales]'));
  await page.getByLabel('Nation', { exact: true }).selectOption('Any');
  for (const [option, kind] of [['Points or a budget', 'support'], ['What people pay', 'charges'], ['Facts only', 'facts'], ['Known in part', 'part']]) {
    await page.getByLabel('What is decided', { exact: true }).selectOption(option);
    const count = await shown(page, '[data-rules]');
    assert.ok(count > 0 && count === (await fits(`[data-rules][data-${kind}]`)), `${option}: ${count}`);
    assert.equal(await page.locator('#councils').isVisible(), kind !== 'facts');
  }
  await page.getByLabel('What is decided', { exact: true }).selectOption('What people pay');
  await page.getByLabel('Year', { exact: true }).selectOption('2024-25');
  assert.equal(await shown(page, '[data-rules]'), await fits('[data-rules][data-charges][data-year="2024-25"]'));
  assert.equal(await shown(page, 'section[data-council]'), await fits('section[data-council]:has([data-charges][data-year="2024-25"])'));
  await close();
  assert.deepEqual(faults, []);
});

test('what was chosen is there on the way back', async () => {
  const { page, close } = await open(browser, site, '');
  await page.getByLabel('Find a council by name').fill('lamb');
  await page.getByLabel('Nation', { exact: true }).selectOption('England');
  const before = await told(page);
  await page.locator('[data-council] a:visible').first().click();
  await page.waitForLoadState();
  await page.goBack();
  await page.waitForFunction((count) => document.querySelector('#filter [role=status]').textContent === count, before);
  assert.equal(await page.getByLabel('Find a council by name').inputValue(), 'lamb');
  await close();
});

test('no fault is found with it, narrow, with councils and with none', async () => {
  const { page, faults, close } = await open(browser, site, '', { width: 320 });
  assert.deepEqual(await violations(page), []);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await page.getByLabel('Find a council by name').fill('no such council');
  assert.match(await told(page), /^0 of \d+ councils$/);
  assert.deepEqual(await violations(page), []);
  await close();
  assert.deepEqual(faults, []);
});
