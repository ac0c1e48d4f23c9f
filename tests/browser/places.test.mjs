// Every address of the estimate, reached in any way, shows the step it belongs to, and the answers are still there.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { loaded, open, reload, start, unfold, violations } from './browser.mjs';
import { fill, go, rules, step, told } from './journey.mjs';
import { serve } from './site.mjs';

let browser;
let site;
// As a host may serve it: nothing is left to the browser's cache.
before(async () => {
  [browser, site] = await Promise.all([start(), serve({ headers: { 'Cache-Control': 'no-store' } })]);
});
after(() => Promise.all([browser?.close(), site?.close()]));

const scheme = 'exampleshire/2026-27';
const { examples, questions } = rules(scheme);
const answers = told({ questions }, examples.find(({ id }) => id === 'mrs-patel-pays'));
const first = questions[0].id;
const stored = (page) => page.evaluate(() => document.cookie + localStorage.length + sessionStorage.length);
/** What has been answered, as the form holds it. */
const said = (page) => page.evaluate(() => [...document.querySelectorAll('#estimate :is(input:checked, input[type=text])')]
  .map((input) => `${input.closest('fieldset[id], .up-option').id} ${input.value}`).filter((line) => !/^\S+ $/.test(line)));
/** Whether the page is in the flow: not the worksheet of all the questions at once. */
const inFlow = async (page, name) => {
  await page.waitForFunction(() => document.querySelector('main > #paper, main #paper').closest('[hidden]'));
  const shown = await page.locator('.up-question:visible').count();
  assert.ok(shown <= 1, `${name} shows ${shown} questions`);
};
const done = (page) => page.locator('#changes').waitFor();

/** A page of a phone with its text twice as large, and every answer on it. */
async function answered() {
  const opened = await open(browser, site, `${scheme}/estimate/`, { width: 320 });
  await opened.page.addInitScript(() => {
    addEventListener('DOMContentLoaded', () => { document.documentElement.style.fontSize = '200%'; });
  });
  await reload(opened.page);
  await fill(opened.page, answers);
  await done(opened.page);
  return opened;
}

test('a reload at any step keeps the answers and shows that step, and nothing is wider than a phone with its text twice as large', async () => {
  const { page, faults, close } = await answered();
  const whole = await said(page);
  assert.ok(whole.length > 20);
  for (const name of ['start', `q/${first}`, 'q/state_pension', 'check', 'result', `what-if/${first}`, 'letter']) {
    await go(page, name);
    const heading = await page.locator('h1').textContent();
    await reload(page);
    await step(page, `#${name}`);
    await inFlow(page, name);
    assert.equal(await page.locator('h1').textContent(), heading, name);
    assert.deepEqual(await said(page), whole, name);
    if (name === 'result') await done(page);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, name);
    assert.deepEqual(await violations(page), [], name);
  }
  // Two workings cannot be told without the answer that was tried: the result is, with the answers given before.
  await go(page, `what-if/${first}`);
  await page.locator('.up-question:visible input').last().check();
  await page.locator('[type=submit]').click();
  await step(page, '#compare');
  await page.locator('#both-lines tr').first().waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  await reload(page);
  await done(page);
  assert.deepEqual(await said(page), whole);
  assert.equal(await stored(page), '00');
  assert.deepEqual(faults, []);
  await close();
});

test('a reload, Back and Forward at every place in the page keep to the step that it belongs to, with the answers', async () => {
  const { page, faults, close } = await answered();
  const whole = await said(page);
  const ids = await page.locator('main [id], main').evaluateAll((all) => all.map(({ id }) => id)
    .filter((id) => !/^(q-|q\/|example\/|table-|[a-z-]+$)/.test(id) || /^(main|next|worked-out|ways|changes-heading|answers-heading|share-heading|words|paper-rates|keep|who|letter-name|both-heading)$/.test(id)));
  assert.ok(ids.length > 8, `${ids}`);
  const inQuestion = await page.locator('[id^="q-"]').first().getAttribute('id');
  for (const place of [...ids, inQuestion, 'no-such-place', 'q/no-such-question', 'example/nobody', '%', '%E0%A4%A']) {
    await page.evaluate((to) => { location.hash = to; }, place);
    await page.waitForTimeout(100);
    if (!/^(paper|table|rates)/.test(place)) await inFlow(page, place);
    await reload(page);
    await page.waitForTimeout(100);
    if (!/^(paper|table|rates)/.test(place)) await inFlow(page, `${place} loaded again`);
    assert.deepEqual(await said(page), whole, place);
    await go(page, 'result');
    await page.goBack();
    await page.waitForTimeout(100);
    if (!/^(paper|table|rates)/.test(place)) await inFlow(page, `${place} by Back`);
    await page.goForward();
    await step(page, '#result');
    assert.deepEqual(await said(page), whole, place);
  }
  // The step is that on which the place was seen: the way past the header leads nowhere else.
  await go(page, `q/${first}`);
  await page.locator('.up-skip').focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash === '#main');
  await reload(page);
  await page.waitForFunction((ask) => document.querySelector('h1').textContent === ask, questions[0].ask);
  assert.ok(await page.locator(`[name="${first}"]`).first().isVisible());
  // The result is shown to the place that the address names.
  await go(page, 'result');
  await done(page);
  await page.locator('.up-jump a[href="#next"]').click();
  await reload(page);
  await done(page);
  await page.waitForFunction(() => Math.abs(document.querySelector('#next').getBoundingClientRect().top) < 200);
  assert.equal(await stored(page), '00');
  assert.deepEqual(faults, []);
  await close();
});

test('a line of the working leads to its rule, and Back from there finds the answers', async () => {
  const { page, faults, close } = await answered();
  const whole = await said(page);
  await unfold(page);
  const line = page.locator('#lines tr', { hasText: 'The amount for your points' }).first();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  assert.deepEqual(await violations(page), []);
  const figures = await page.locator('#figures').innerText();
  await line.locator('th a').click();
  await page.waitForURL(/how\/index\.html#step-/);
  await loaded(page, () => page.goBack());
  await done(page);
  assert.equal(await page.locator('#figures').innerText(), figures);
  assert.deepEqual(await said(page), whole);
  assert.equal(await stored(page), '00');
  assert.deepEqual(faults, []);
  await close();
});

test('what is typed is there after a reload, though it was not gone on with', async () => {
  const { page, close } = await answered();
  await go(page, 'q/state_pension');
  await page.locator('input[type=text]:visible').fill('123.45');
  await reload(page);
  assert.equal(await page.locator('[id="q/state_pension"] input[type=text]').inputValue(), '123.45');
  await close();
});

test('a changed example is still told to be one after a reload', async () => {
  const { page, close } = await open(browser, site, `${scheme}/estimate/#example/${examples[0].id}`);
  await done(page);
  await go(page, `q/${first}`);
  await page.locator('input[type=radio]:visible:not(:checked)').first().check();
  const changed = await said(page);
  for (const name of ['check', 'result', `example/${examples[0].id}`]) {
    await go(page, name);
    await reload(page);
    await step(page, `#${name}`);
    await page.locator('#story-title').waitFor();
    assert.match(await page.locator('#story').innerText(), /worked example: .*changed since/);
    assert.deepEqual(await said(page), changed, name);
  }
  await close();
});

test('clearing asks, can be taken back, stands away from Continue, and leaves nothing in the tab’s history', async () => {
  const { page, faults, close } = await answered();
  const whole = await said(page);
  const clear = page.locator('#clear summary');
  await go(page, `q/${first}`);
  const apart = await page.evaluate(() => document.querySelector('#clear').getBoundingClientRect().top - document.querySelector('[type=submit]').getBoundingClientRect().bottom);
  assert.ok(apart > 100, `${apart} px`);
  await clear.click();
  assert.ok(await page.locator('[type=reset]').isVisible());
  assert.deepEqual(await said(page), whole, 'asked, and nothing is cleared yet');
  await go(page, 'letter');
  await page.locator('#letter-name').fill('A Reader');
  await page.locator('[type=reset]').click();
  await step(page, '#start');
  await page.locator('#cleared').waitFor();
  assert.deepEqual(await said(page), []);
  assert.deepEqual(await violations(page), []);
  await page.locator('#undo').click();
  await step(page, '#letter');
  assert.deepEqual(await said(page), whole);
  assert.equal(await page.locator('#letter-name').inputValue(), 'A Reader');
  await clear.click();
  await page.locator('[type=reset]').click();
  await step(page, '#start');
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate(() => location.hash), '#start');
  // Neither Back nor Forward, nor a reload there, brings anything up again.
  const held = () => page.evaluate(() => Object.keys(history.state?.said ?? {}).length);
  for (let back = 0; back < 3; back += 1) {
    assert.equal(await held(), 0);
    await reload(page);
    assert.deepEqual(await said(page), []);
    if (back === 0) await page.goBack({ waitUntil: 'networkidle' }).catch(() => {});
    if (back === 1) await page.goForward({ waitUntil: 'networkidle' }).catch(() => {});
    if (!page.url().includes('/estimate/')) break;
  }
  assert.ok(await page.locator('#undo').isHidden());
  assert.deepEqual(faults, []);
  await close();
});

test('where the engine is slow the page says so, and goes on by itself; where it is blocked it says so in sight', async () => {
  let come;
  const slow = await serve({ late: (pathname) => (pathname.endsWith('.wasm') ? new Promise((go_) => { come = go_; }) : Promise.resolve()) });
  for (const address of [`#q/${first}`, '']) {
    const context = await browser.newContext({ viewport: { width: 320, height: 800 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(`${slow.home}${scheme}/estimate/${address}`);
    if (!address) {
      await page.locator('#yourself').click();
    }
    const says = page.locator('[data-on=wait]');
    await says.waitFor();
    assert.equal(await page.locator('.up-question:visible').count(), 0);
    const { top, bottom } = await says.evaluate((box) => box.getBoundingClientRect().toJSON());
    assert.ok(top >= 0 && bottom <= 800, `${top} to ${bottom}`);
    assert.deepEqual(await violations(page), []);
    come();
    await step(page, `#q/${first}`);
    await page.locator(`[name="${first}"]`).first().waitFor();
    assert.ok(await says.isHidden());
    await context.close();
  }
  await slow.close();
  const bare = await serve({ without: ['.wasm'] });
  for (const address of ['', `#q/${first}`, '#result', '#next', '#answers/x=y']) {
    const { page, close } = await open(browser, bare, `${scheme}/estimate/${address}`, { width: 320, mayMiss: (url) => url.endsWith('.wasm') });
    const says = page.locator('#alert p').first();
    await says.waitFor();
    await page.waitForTimeout(100);
    const { top, bottom } = await says.evaluate((box) => box.getBoundingClientRect().toJSON());
    assert.ok(top >= 0 && bottom <= 800, `${address}: ${top} to ${bottom}`);
    assert.ok(await page.locator('#paper').isVisible());
    await close();
  }
  await bare.close();
});

test('a link or a file with no answer that fits says so, and leaves the answers as they were', async () => {
  const { page, faults, close } = await answered();
  const whole = await said(page);
  for (const held of ['', 'x=y', `${first}=no_such_option`, 'state_pension=a%20lot', '%', `=${rules(scheme).hash}&a_cat=yes`]) {
    await page.evaluate((to) => { location.hash = to; }, `answers/${held}`);
    await page.locator('#no-fit').waitFor();
    assert.ok(!page.url().includes('#answers'), page.url());
    assert.deepEqual(await said(page), whole, held);
    assert.ok(await page.locator('#opened').isHidden());
    assert.deepEqual(await violations(page), []);
    await go(page, 'result');
    assert.ok(await page.locator('#no-fit').isHidden());
  }
  const choose = (text) => page.locator('#open').setInputFiles({ name: 'answers.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  const refused = async (words) => {
    await page.waitForFunction((wanted) => new RegExp(wanted).test(document.querySelector('.up-error-message')?.textContent ?? ''), words.source);
    assert.deepEqual(await said(page), whole);
  };
  await choose(`{"scheme":"${scheme}","answers":{"a_cat":"yes","${first}":"no_such_option"}}`);
  await refused(/no answer that fits/);
  // Ten megabytes are refused by their size, unread.
  const took = await page.evaluate(async () => {
    const files = new DataTransfer();
    files.items.add(new File(['x'.repeat(1e7)], 'answers.json'));
    const field = document.querySelector('#open');
    field.files = files.files;
    document.querySelector('.up-error-message').remove();
    const began = performance.now();
    field.dispatchEvent(new Event('change', { bubbles: true }));
    while (!document.querySelector('.up-error-message')) await new Promise((done) => { setTimeout(done); });
    return performance.now() - began;
  });
  await refused(/not a file of saved answers/);
  assert.ok(took < 500, `${took} ms`);
  // Whoever made a link cannot put a sentence of theirs on the page, and what does not fit is listed whosever rules it names.
  await page.evaluate((to) => { location.hash = to; }, `answers/=${rules(scheme).hash}&${first}=${questions[0].kind.options[0].id}&${'Send us your money at once, '.repeat(9)}=1&state_pension=lots`);
  await page.locator('#opened').waitFor();
  const opened = await page.locator('#opened').innerText();
  assert.match(opened, /these rules do not take this answer/);
  assert.ok(opened.length < 600, opened);
  assert.deepEqual(faults, []);
  await close();
});

test('the address of a question that other answers leave out leads to the answers or the result', async () => {
  const { page, faults, close } = await open(browser, site, 'exampleshire/2026-27/estimate/');
  await page.evaluate(() => { document.querySelector('[name=nights][value=none]').checked = true; });
  for (const [from, to] of [['q/nights_a_week', 'check'], ['what-if/nights_a_week', 'result']]) {
    await page.evaluate((name) => { location.hash = name; }, from);
    await page.waitForFunction((name) => location.hash === `#${name}` && document.activeElement === document.querySelector('h1'), to);
    assert.ok(await page.locator('#progress').isHidden());
  }
  assert.deepEqual(faults, []);
  await close();
});

test('the whole row of an answer is its label', async () => {
  const { page, close } = await open(browser, site, `${scheme}/estimate/`, { width: 320 });
  for (const [address, wanted] of [[`q/${first}`, 4], ['q/state_pension', 4]]) {
    if (address !== `q/${first}`) await fill(page, answers);
    await go(page, address);
    const rows = page.locator('.up-option:visible');
    assert.ok(await rows.count() >= wanted);
    for (const row of await rows.all()) {
      const { x, y, width, height } = await row.boundingBox();
      assert.ok(height >= 44, `${height} px`);
      for (const [left, top] of [[0.02, 0.05], [0.98, 0.05], [0.02, 0.95], [0.98, 0.95], [0.5, 0.5]]) {
        await row.scrollIntoViewIfNeeded();
        const hit = await row.evaluate((box, [at, down]) => {
          const { left, top, width, height } = box.getBoundingClientRect();
          const on = document.elementFromPoint(left + width * at, top + height * down);
          return box.matches('label') && box.contains(on);
        }, [left, top]);
        assert.ok(hit, `${x + width * left}, ${y + height * top}`);
      }
    }
  }
  await close();
});

test('with text twice as large, and on a phone, no table is cut and no page is wider than the screen', async () => {
  const parts = ['', 'support/', 'how/', 'how/questions/', 'pay/', 'ways/', 'other-money/', 'times/', 'rights/', 'published/', 'examples/', 'examples/miss-begum/', 'data/', 'contact/', 'estimate/'];
  const changed = ['england/2026-27/changed/', 'sheffield-short-break-grant/2024/changed/'];
  for (const at of ['', 'words/', 'method/', 'privacy/', 'accessibility/', ...changed, ...parts.map((part) => `${scheme}/${part}`)]) {
    const { page, close } = await open(browser, site, at, { width: 320 });
    for (const [width, size] of [[320, '100%'], [320, '200%'], [1280, '200%']]) {
      await page.setViewportSize({ width, height: 800 });
      const seen = await page.evaluate((to) => {
        document.documentElement.style.fontSize = to;
        return {
          wide: document.documentElement.scrollWidth,
          cut: [...document.querySelectorAll('.up-tw')].filter((box) => box.scrollWidth > box.clientWidth + 1 && !box.querySelector('tbody th[scope=row]')).length,
          examples: [...document.querySelectorAll('article .up-stack')].filter((table) => table.getBoundingClientRect().right > innerWidth).length,
        };
      }, size);
      assert.deepEqual(seen, { wide: width, cut: 0, examples: 0 }, `${at} at ${width} with text of ${size}`);
    }
    await close();
  }
});

test('two workings side by side keep the name of each line in sight', async () => {
  const { page, close } = await answered();
  await go(page, `what-if/${first}`);
  await page.locator('.up-question:visible input').last().check();
  await page.locator('[type=submit]').click();
  await step(page, '#compare');
  await page.locator('#both-lines tr').first().waitFor();
  const box = page.locator('.up-tw:has(#both-lines)');
  const key = await box.evaluate((part) => {
    part.scrollLeft = part.scrollWidth;
    const cell = part.querySelector('tbody th').getBoundingClientRect();
    return [cell.left - part.getBoundingClientRect().left, part.scrollLeft];
  });
  assert.ok(Math.abs(key[0]) <= 3, `${key}`);
  await close();
});
