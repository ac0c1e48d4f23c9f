// Councils of one's own choice side by side, on the page that leads to the comparison.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, violations } from './browser.mjs';
import { browser, site } from './opened.mjs';

const told = (page) => page.locator('#choose [role=status]');
const chosen = '#chosen tbody tr';
/** What stands in the rows of a table, as it is read. */
const rows = (page, selector) => page.locator(selector).evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.innerText.trim())));
const links = (page, selector) => page.locator(selector).evaluateAll((all) => all.map(({ href }) => href));

test('without a script there is nothing to choose with, and every list', async () => {
  const { page, faults, close } = await open(browser, site, 'compare/', { scripts: false });
  assert.equal(await page.locator('#choose').isVisible(), false);
  assert.ok(await page.locator('#people + ul a').count() > 10 && await page.locator('#councils + ul a').count() > 40);
  await close();
  assert.deepEqual(faults, []);
});

test('chosen councils have the rows of the person’s own page, in the order chosen, and the page of two where there is one', async () => {
  const { page, faults, close } = await open(browser, site, 'compare/');
  assert.equal(await told(page).innerText(), 'Choose two councils or more.');
  await page.getByLabel('Person').selectOption({ label: 'Rose, 78, on her own' });
  await page.getByLabel('Council 1').selectOption('Leeds');
  await page.getByLabel('Council 2').selectOption('Knowsley');
  await page.waitForSelector(chosen);
  assert.match(await told(page).innerText(), /^Rose, 78, on her own: Leeds, Knowsley\.$/);
  const [shown, leads] = [await rows(page, chosen), await links(page, '#chosen tbody a')];
  await page.goto(`${site.home}compare/people/rose/`);
  const own = await rows(page, '#numbers tbody tr');
  assert.deepEqual(shown, ['Leeds', 'Knowsley'].map((council) => own.find(([name]) => name === council)));
  const there = new Set(await links(page, '#numbers tbody a'));
  assert.ok(leads.length > 1 && leads.every((lead) => there.has(lead)), `${leads}`);
  await close();
  assert.deepEqual(faults, []);
});

test('what is chosen is in the address, and the address chooses it', async () => {
  const { page, faults, close } = await open(browser, site, 'compare/');
  const pair = page.locator('#pairs + ul a').first();
  const folders = (await pair.getAttribute('href')).split('/').slice(1, 3);
  await page.goto(`${site.home}compare/#rose+${folders.toReversed().join('+')}`);
  await page.waitForSelector(chosen);
  assert.equal(await page.locator('#chosen p a').getAttribute('href'), await pair.getAttribute('href'));
  await page.getByLabel('Council 1').selectOption('None');
  await page.waitForFunction(() => !document.querySelector('#chosen tr'));
  assert.equal(new URL(page.url()).hash, `#rose+${folders[0]}`);
  // A name that is not there chooses nothing.
  await page.goto(`${site.home}compare/#nobody+nowhere`);
  await page.waitForFunction(() => document.querySelector('#choose [role=status]').textContent.startsWith('Choose'));
  await close();
  assert.deepEqual(faults, []);
});

test('a council that a person did not go through is named, and so is a page that does not come', async () => {
  const { page, close } = await open(browser, site, 'compare/#sam+exampleshire+leeds-charging');
  await page.waitForFunction(() => /Leeds/.test(document.querySelector('#choose [role=status]').textContent));
  assert.match(await told(page).innerText(), /This person was not put through: .*Leeds\.$/);
  await page.route('**/compare/people/**', (route) => route.abort());
  await page.getByLabel('Person').selectOption({ label: 'Rose, 78, on her own' });
  await page.waitForFunction(() => document.querySelector('#choose [role=status]').textContent.startsWith('The figures could not be loaded.'));
  assert.equal(await page.locator(chosen).count(), 0);
  await close();
});

test('no fault is found with it, narrow, with councils and with none', async () => {
  const { page, faults, close } = await open(browser, site, 'compare/', { width: 320 });
  assert.deepEqual(await violations(page), []);
  await page.goto(`${site.home}compare/#rose+exampleshire+leeds-charging+knowsley-charging`);
  await page.waitForSelector(chosen);
  assert.deepEqual(await violations(page), []);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await close();
  assert.deepEqual(faults, []);
});
