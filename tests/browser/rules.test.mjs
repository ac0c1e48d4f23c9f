// The pages of the rules and of the examples: each rule's address opens what it is folded in, and no page is too long.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { open } from './browser.mjs';
import { rules } from './journey.mjs';
import { read } from './markup.mjs';
import { browser, site } from './opened.mjs';
import { files, folder } from './site.mjs';

const scheme = 'exampleshire/2026-27';

test('every step, rate, table and question has an address, and one that is folded opens', async () => {
  const { steps, rates, tables, questions } = rules(scheme);
  const { byId } = read(`${scheme}/how/index.html`).page;
  const all = { step: steps, rate: rates, table: tables, question: questions };
  const addresses = Object.entries(all).flatMap(([kind, named]) => named.map(({ id }) => `${kind}-${id}`));
  assert.deepEqual(addresses.filter((id) => !byId.has(id)), []);
  const folded = addresses.filter((id) => byId.get(id).isIn(({ name }) => name === 'details'));
  assert.ok(folded.length > 100, `${folded.length}`);
  const { page, faults, close } = await open(browser, site, `${scheme}/how/`);
  for (const id of [folded[0], folded[Math.floor(folded.length / 2)], folded.at(-1)]) {
    assert.equal(await page.locator(`#${id}`).isVisible(), false, id);
    await page.evaluate((to) => { location.hash = to; }, id);
    await page.locator(`#${id}`).waitFor();
    assert.ok(await page.locator(`#${id}`).evaluate((place) => Math.abs(place.getBoundingClientRect().top) < innerHeight), id);
  }
  // The map's boxes lead to the rules, and do not overlap where they stand on its grid.
  const boxes = await page.locator('.up-box').evaluateAll((all) => all.map((box) => {
    const { left, right, top, bottom } = box.getBoundingClientRect();
    return { left, right, top, bottom, inside: box.scrollHeight <= box.clientHeight + 1, to: box.hash || box.pathname };
  }));
  assert.ok(boxes.length >= 6 && boxes.length <= 16, `${boxes.length}`);
  for (const [place, one] of boxes.entries()) {
    assert.ok(one.inside, `${one.to} holds more than there is room for`);
    for (const other of boxes.slice(place + 1)) {
      const meets = one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
      assert.ok(!meets, `${one.to} and ${other.to}`);
    }
  }
  await close();
  assert.deepEqual(faults, []);
});

test('every question stands in a line with what its answers count, and its address opens it', async () => {
  const { questions, measures } = rules(scheme);
  const { page, faults, close } = await open(browser, site, `${scheme}/how/questions/`);
  assert.equal(await page.locator('.up-asked').count(), questions.length);
  assert.equal(await page.locator('.up-asked[open]').count(), 0);
  const points = measures.findIndex(({ id }) => id === 'points');
  for (const { id, ask, kind } of questions.filter(({ kind }) => kind.options?.some(({ counts }) => counts?.[points] != null)).slice(0, 5)) {
    const box = page.locator('.up-asked').filter({ has: page.locator(`#question-${id}`) });
    const all = kind.options.map(({ counts }) => Number(counts[points]?.exact ?? 0));
    assert.equal(await box.locator('summary').innerText(), `${ask} ${Math.min(...all)} to ${Math.max(...all)} points`);
    await page.evaluate((to) => { location.hash = to; }, `question-${id}`);
    await page.locator(`#question-${id}`).waitFor();
    assert.ok(await box.evaluate((fold) => fold.open && fold.getBoundingClientRect().top > -20), id);
  }
  await close();
  assert.deepEqual(faults, []);
});

test('with everything folded the rules and the list of examples are no longer than a reader can look through', async () => {
  for (const [place, most] of [['how/', 8000], ['how/questions/', 8000], ['examples/', 3000]]) {
    const { page, close } = await open(browser, site, `${scheme}/${place}`);
    const high = await page.evaluate(() => document.documentElement.scrollHeight);
    await close();
    assert.ok(high <= most, `${place} is ${high} high`);
  }
});

test('no page has more than 2,500 elements or 120 KB', async () => {
  const pages = (await files()).filter((file) => file.endsWith('.html'));
  assert.ok(pages.length > 900);
  const long = pages.flatMap((file) => {
    const bytes = readFileSync(path.join(folder, file)).length;
    const elements = read(file).page.below.length;
    return bytes > 120_000 || elements > 2500 ? [`${file}: ${bytes} bytes, ${elements} elements`] : [];
  });
  assert.deepEqual(long, []);
});
