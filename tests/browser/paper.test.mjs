// How long a result is on a phone with everything folded, and how many sheets it, its letter and the worksheet take.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from './browser.mjs';
import { byTool, fill, go, rules, told } from './journey.mjs';
import { read } from './markup.mjs';
import { browser, site } from './opened.mjs';

const own = rules('exampleshire/2026-27');
/** The answers of every worked example, as far as these rules ask for them: national rules have no example of their own. */
const sets = (scheme) => {
  const { questions } = rules(scheme);
  const asked = new Set(questions.map(({ id }) => id));
  return own.examples.map((example) => [example.id, Object.fromEntries(Object.entries(told(own, example)).filter(([id]) => asked.has(id)))])
    .filter(([, answers]) => Object.keys(answers).length);
};
/** Waits for all that stands below the figures. */
const whole = async (page) => {
  await page.locator('#share').waitFor();
  await page.locator('#changes').waitFor({ timeout: 2000 }).catch(() => {});
};

for (const scheme of ['exampleshire/2026-27', 'england/2026-27']) {
  test(`a result of ${scheme} is at most 6,000 pixels long on a phone, with everything folded`, async () => {
    const { page, faults, close } = await open(browser, site, `${scheme}/estimate/`, { width: 320 });
    for (const [name, answers] of sets(scheme)) {
      await fill(page, answers);
      await whole(page);
      const high = await page.evaluate(() => document.documentElement.scrollHeight);
      assert.ok(high <= 6000, `${name}: ${high}`);
    }
    assert.deepEqual(faults, []);
    await close();
  });
}

/** How many sheets of A4 a page prints on. */
const sheets = async (page) => (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g).length;
/** The lines of the working that paper shows: their names and figures. */
const printed = async (page, table) => {
  await page.emulateMedia({ media: 'print' });
  const lines = await page.locator(`${table} tr:not(.up-part)`).evaluateAll((rows) => rows.filter((row) => row.checkVisibility()).map((row) => [row.querySelector('th a').textContent, row.cells[2].innerText]));
  await page.emulateMedia({ media: null });
  return lines;
};

test('the worksheet prints on twelve sheets, with every question, every answer that counts and every line', async () => {
  const scheme = 'exampleshire/2026-27';
  const page_ = read(`${scheme}/estimate/index.html`).page;
  const { page, faults, close } = await open(browser, site, `${scheme}/estimate/`);
  await go(page, 'paper');
  assert.ok(await sheets(page) <= 12, `${await sheets(page)} sheets`);
  await page.emulateMedia({ media: 'print' });
  const shown = (selector) => page.locator(selector).evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
  assert.equal(await shown('.up-question'), page_.all(({ attributes }) => attributes.class === 'up-question').length);
  assert.equal(await shown('#paper-lines .up-letter'), page_.all(({ attributes }) => attributes.class === 'up-letter').length);
  // Each answer but “I do not know”, which stands for several worksheets.
  const answers = page.locator('.up-question > .up-option:has([type=radio])');
  assert.equal(await shown('.up-question > .up-option:has([type=radio])'), (await answers.count()) - (await page.locator('.up-question > .up-option:has([type=radio][value="I do not know"])').count()));
  // An amount of money is asked for once, and how to turn it is told once.
  assert.equal(await shown('.up-question .up-blank'), await page.locator('[data-periods]').count());
  const text = await page.evaluate(() => document.body.innerText);
  assert.match(text, /a month: × 12 ÷ 52/);
  assert.ok(text.includes(`${scheme}/how/`));
  assert.deepEqual(faults, []);
  await close();
});

test('a result prints on four sheets and its letter on two, with each amount from the first to the result', async () => {
  const scheme = 'exampleshire/2026-27';
  const { page, faults, close } = await open(browser, site, `${scheme}/estimate/`, { width: 320 });
  for (const [name, answers] of sets(scheme).filter(([id]) => /^m.*(pays|moves)$|lindqvist/.test(id))) {
    await fill(page, answers);
    await whole(page);
    assert.ok(await sheets(page) <= 4, `${name}: ${await sheets(page)} sheets`);
    const { lines } = byTool(scheme, answers);
    // What is left out does not apply, or is nothing that others only add up.
    const wanted = lines.filter(({ taken, amount }) => /yes|maybe/.test(taken) && !/^\D*0[.0]*\D*$/.test(amount)).map(({ say, amount }) => [say, amount]);
    assert.ok(wanted.length > 0);
    const shown = await printed(page, '#lines');
    for (const line of wanted) assert.ok(shown.some((one) => `${one}` === `${line}`), `${name}: ${line} in ${shown}`);
    assert.ok(shown.length < lines.length);
    for (const box of ['#lines', '#answers']) assert.ok((await page.locator(box).innerText()) === '', `${box} is folded on the screen`);
    // Whole where somebody asks for it.
    await page.locator('#print-whole').check();
    assert.equal((await printed(page, '#lines')).length, lines.length);
    await page.locator('#print-whole').uncheck();
    await go(page, 'letter');
    for (const review of [false, true]) {
      await page.locator('#ask-review').setChecked(review);
      assert.ok(await sheets(page) <= 2, `${name}: ${await sheets(page)} sheets of a letter`);
    }
    const letter = await printed(page, '#sheet tbody');
    for (const line of wanted) assert.ok(letter.some((one) => `${one}` === `${line}`), `${name}: ${line} in the letter`);
  }
  assert.deepEqual(faults, []);
  await close();
});
