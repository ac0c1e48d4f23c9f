// The estimate for someone else: a page of its own, in words about them, with the same figures.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { open, unfold, violations } from './browser.mjs';
import { browser, site } from './opened.mjs';
import { folder } from './site.mjs';

const rules = (file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
/** What the scripts of a page know of the rules. */
const known = (page) => JSON.parse(readFileSync(path.join(folder, page, 'rules.txt'), 'utf8').split('\n')[0]);
const you = /\b(you|your|yours|yourself|I|my|me|myself)\b/;
const step = (page, name) => page.waitForFunction((wanted) => location.hash.startsWith(wanted) && document.activeElement === document.querySelector('h1'), name);
const amounts = (texts) => texts.map((text) => text.match(/£[\d,.]*\d/g));

/** Answers every question with its first option, or with the least number, and goes to the result. */
async function answer(page) {
  for (;;) {
    const at = await page.evaluate(() => location.hash);
    if (at === '#check') break;
    const box = page.locator('.up-question:visible');
    const number = box.locator('input[type=text]');
    if (await number.count()) await number.fill('1');
    else await box.locator('input[type=radio]').nth(1).check();
    await page.locator('[type=submit]').click();
    await page.waitForFunction((old) => location.hash !== old, at);
  }
  await page.locator('[type=submit]').click();
  await page.locator('.up-figure').first().waitFor();
  await page.locator('#share').waitFor();
  await unfold(page);
  return {
    figures: await page.locator('.up-figure').allTextContents(),
    working: await page.locator('#working tbody').innerText(),
  };
}

test('from the start page a person goes on for themselves or for someone else, to the same figures in other words', async () => {
  const scheme = 'exampleshire/2026-27';
  const [own, they] = [known(`${scheme}/estimate`), known(`${scheme}/estimate/someone-else`)];
  assert.notEqual(own.questions[0].ask, they.questions[0].ask);
  const shown = [];
  for (const [link, { questions }] of [['#yourself', own], ['#someone-else', they]]) {
    const { page, faults, requests, close } = await open(browser, site, `${scheme}/estimate/`, { width: 320 });
    await page.locator(link).click();
    await page.waitForFunction(() => location.hash.startsWith('#q/') && document.querySelector('.up-one'));
    assert.equal(await page.locator('h1').textContent(), questions[0].ask);
    assert.equal(await page.locator('input:checked').count(), 0);
    const before = requests.length;
    shown.push(await answer(page));
    assert.deepEqual(requests.slice(before).map(({ url }) => url).filter((url) => !url.endsWith('.svg')), []);
    assert.match(await page.locator('#today').textContent(), /^\d+ [A-Z][a-z]+ \d{4}$/);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    faults.push(...(await violations(page)));
    assert.deepEqual(faults, []);
    await close();
  }
  const [one, other] = shown;
  assert.deepEqual(amounts(one.figures), amounts(other.figures));
  assert.ok(amounts(one.figures)[0].length > 0);
  assert.match(one.working, you);
  assert.doesNotMatch(other.working, you);
});

test('answers for oneself are not those for someone else', async () => {
  const { page, faults, close } = await open(browser, site, 'exampleshire/2026-27/estimate/');
  await page.locator('#yourself').click();
  await step(page, '#q/');
  await page.locator('#keep').check();
  await page.locator('input:visible').nth(1).check();
  await page.locator('[type=submit]').click();
  await page.evaluate(() => { location.hash = 'start'; });
  await step(page, '#start');
  await page.locator('#someone-else').click();
  await page.waitForFunction(() => location.pathname.endsWith('/someone-else/index.html') && document.querySelector('.up-one'));
  assert.equal(await page.locator('input:checked').count(), 0);
  assert.deepEqual(faults, []);
  await close();
});

test('rules without words for someone else say whom “you” means, and without scripts both ways lead to the questions', async () => {
  const { page, faults, close } = await open(browser, site, 'essex/2024-25/estimate/', { scripts: false });
  const first = rules('essex/2024-25/scheme.json').questions[0].id;
  await page.locator('#yourself').click();
  assert.ok(page.url().endsWith(`#q/${first}`));
  await page.locator('#someone-else').click();
  assert.ok(page.url().endsWith(`/someone-else/index.html#q/${first}`));
  assert.match(await page.locator('.up-inset:visible').first().textContent(), /Where a question says “you”, it means that person\./);
  assert.ok(await page.locator(`[id="q/${first}"]`).isVisible());
  assert.deepEqual(faults, []);
  await close();
});
