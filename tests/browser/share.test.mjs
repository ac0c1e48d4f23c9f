// What a person keeps or hands on: a file, a link, a text. Nothing of it is sent, and nothing stays unasked.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { open, unfold, violations } from './browser.mjs';
import { browser, site } from './opened.mjs';
import { folder } from './site.mjs';

const scheme = 'exampleshire/2026-27';
const at = `${scheme}/estimate/`;
const rules = JSON.parse(readFileSync(path.join(folder, scheme, 'scheme.json'), 'utf8'));
const [, told] = rules.examples;
/** The answers of a worked example, as a link holds them. */
const held = new URLSearchParams([['', rules.hash], ...rules.questions.flatMap(({ id, kind }, place) => {
  const answer = told.answers[place];
  return answer === null ? [] : [[id, answer.number ?? kind.options[answer.option].id]];
})]).toString();

/** A page with the example's result on it. */
async function result(address = `${at}#answers/${held}`) {
  const opened = await open(browser, site, address);
  await opened.page.locator('#figures li').first().waitFor();
  await unfold(opened.page);
  return opened;
}
/** The result and its answers, which come once the figure has been painted. */
async function shown(page) {
  await page.locator('#answers dt').first().waitFor({ state: 'attached' });
  return page.locator('#figures li, #lines td, #lines th a, #answers dt, #answers dd').allTextContents();
}
/** The text of a file that the page saves. */
async function save(page) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#save').click()]);
  assert.equal(download.suggestedFilename(), 'exampleshire-2026-27-answers.json');
  return readFileSync(await download.path(), 'utf8');
}
const choose = (page, text) => page.locator('#open').setInputFiles({ name: 'answers.json', mimeType: 'application/json', buffer: Buffer.from(text) });
const stored = (page) => page.evaluate(() => document.cookie + localStorage.length + sessionStorage.length);
const asks = (id) => rules.questions.find((one) => one.id === id).ask;

test('answers saved to a file and opened again give the same result', async () => {
  const { page, faults, requests, close } = await result();
  const sent = requests.length;
  const wanted = await shown(page);
  const text = await save(page);
  const file = JSON.parse(text);
  assert.deepEqual([file.scheme, file.edition, file.rules], [scheme, rules.edition, rules.hash]);
  assert.ok(wanted.some((line) => line.includes(file.results[0].amount)), file.results[0].amount);
  const other = await open(browser, site, at);
  const loaded = other.requests.length;
  await choose(other.page, text);
  await other.page.locator('#opened').waitFor();
  assert.deepEqual(await shown(other.page), wanted);
  assert.match(await other.page.locator('#opened').innerText(), /saved file.*rules are the same/s);
  assert.ok(await other.page.locator('h1').evaluate((heading) => heading === document.activeElement));
  for (const width of [320, 1280]) {
    await other.page.setViewportSize({ width, height: 800 });
    faults.push(...(await violations(other.page)));
  }
  assert.deepEqual([...requests.slice(sent), ...other.requests.slice(loaded)].filter(({ url }) => !/assets\/icon|^blob:/.test(url)), []);
  assert.equal(await stored(other.page), '00');
  assert.deepEqual([...faults, ...other.faults], []);
  await Promise.all([close(), other.close()]);
});

test('a file of another edition opens as far as it fits, and what differs is told', async () => {
  const { page, faults, close } = await result();
  const file = JSON.parse(await save(page));
  const [first, second] = Object.keys(file.answers);
  file.scheme = 'exampleshire/2025-26';
  Object.assign(file, { rules: 'other', saved: '2025-12-01' });
  Object.assign(file.answers, { a_cat: 'yes', [first]: 'no_such_answer', nights_a_week: '99' });
  file.said.push({ id: 'a_cat', ask: 'Do you have a cat?', answer: 'Yes' });
  delete file.answers[second];
  file.said = file.said.filter(({ id }) => id !== second);
  await choose(page, JSON.stringify(file));
  await page.locator('#opened').waitFor();
  const list = (id) => page.locator(`#${id} li`).allInnerTexts();
  assert.deepEqual(await list('gone'), ['Answers: 1']);
  assert.deepEqual(await list('fresh'), [asks(second)]);
  const barred = await list('barred');
  assert.deepEqual(barred, [asks(first), asks('nights_a_week')]);
  assert.equal(await page.locator('[id="q/nights_a_week"] input[type=text]').inputValue(), '');
  assert.match(await page.locator('#opened').innerText(), /2026-27, 1 December 2025/);
  faults.push(...(await violations(page)));
  assert.deepEqual(faults, []);
  await close();
});

test('an answer to a question that is not asked is told, with why, from a file and from a link', async () => {
  const { page, faults, close } = await result();
  const file = JSON.parse(await save(page));
  const nought = { child_daily: 'always', nights: 'none', nights_a_week: '3', two_people: 'no', second_worker_hours: '0' };
  Object.assign(file.answers, nought, { has_child: 'no' });
  const wanted = [asks('child_daily'), asks('nights_a_week')];
  const read = async () => {
    await page.locator('#opened').waitFor();
    const told = await page.locator('#unasked > li').allInnerTexts();
    assert.deepEqual(told.map((line, place) => line.startsWith(wanted[place])), [true, true], `${told}`);
    assert.match(told[0], /Asked only if the answer to “Do you look after a child under 18\?” is “Yes”/);
    assert.match(told[1], /3 nights a week/);
    assert.match(await page.locator('#opened').innerText(), /because of other answers/);
    faults.push(...(await violations(page)));
  };
  await choose(page, JSON.stringify(file));
  await read();
  await page.goto('about:blank');
  await page.goto(`${site.home}${at}#answers/${new URLSearchParams({ '': rules.hash, ...file.answers, a_cat: 'two' })}`);
  await read();
  assert.deepEqual(await page.locator('#gone li').allInnerTexts(), ['Answers: 1']);
  assert.deepEqual(faults, []);
  await close();
});

test('no word and no figure of a file or a link is shown, and no day that there is not', async () => {
  const { page, faults, close } = await result();
  const file = JSON.parse(await save(page));
  Object.assign(file, { edition: 'Edition of the Moon', rules: 'evil', version: 'evil' });
  Object.assign(file.answers, { evil: 'evil', nights: 'evil', nights_a_week: 'evil' });
  for (const one of file.said) Object.assign(one, { ask: 'You must pay £900 to evil.example', answer: 'evil' });
  for (const one of file.results) Object.assign(one, { say: 'evil', amount: '£9' });
  file.said.push({ id: 'evil', ask: 'evil', answer: 'evil' });
  for (const saved of ['2026-99-99', '2025-02-30', '9999-01-01', 'evil', 5, undefined]) {
    await choose(page, JSON.stringify({ ...file, saved }));
    await page.locator('#gone li').waitFor();
    const text = await page.locator('main').innerText();
    assert.doesNotMatch(text, /evil|Moon|£9 |£900|NaN|undefined|They were the rules of/, `${saved}`);
    assert.match(text, /The rules have changed/);
    await page.locator('#opened').evaluate((opened) => { opened.querySelector('#gone').replaceChildren(); });
  }
  assert.deepEqual(faults, []);
  await close();
});

test('a link that does not say whose rules it is from is not told that they have changed', async () => {
  const { page, faults, close } = await result(`${at}#answers/${held.replace(/^=\w+&/, '')}`);
  assert.doesNotMatch(await page.locator('#opened').innerText(), /The rules/);
  assert.deepEqual(faults, []);
  await close();
});

test('a file that is not one is refused at its field, and the answers stay', async () => {
  const { page, faults, close } = await result();
  const wanted = await shown(page);
  for (const [text, words] of [
    ['{', /not a file of saved answers/], ['null', /not a file/], ['{"scheme":"exampleshire/2026-27"}', /not a file/],
    ['{"scheme":"exampleshire/2026-27","answers":{"washing":{"evil":1}}}', /not a file/],
    ['{"scheme":"exampleshire/2026-27","answers":{"washing":["alone"]}}', /not a file/],
    ['{"scheme":"essex/2024-25","answers":{}}', /other questions/],
  ]) {
    await choose(page, text);
    await page.waitForFunction((wanted) => new RegExp(wanted).test(document.querySelector('.up-error-message')?.textContent ?? ''), words.source);
    assert.ok(await page.locator('.up-error-summary').evaluate((summary) => summary === document.activeElement));
    assert.ok((await page.title()).startsWith('Error: '));
    assert.deepEqual(await shown(page), wanted);
  }
  faults.push(...(await violations(page)));
  await page.locator('.up-error-summary a').click();
  assert.ok(await page.locator('#open').evaluate((field) => field === document.activeElement));
  assert.deepEqual(faults, []);
  await close();
});

test('a link holds the answers in its fragment, and opening it takes them out of the address', async () => {
  const { page, faults, close } = await result();
  const wanted = await shown(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.locator('#make-link').click();
  const link = await page.locator('#link').textContent();
  await page.waitForFunction(() => document.querySelector('#make-link + [role=status]').textContent);
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);
  const [before, fragment] = link.split('#');
  assert.equal(before, site.home + at);
  assert.equal(fragment, `answers/${held}`);
  assert.match(await page.locator('#share').innerText(), /after the # sign, and browsers do not send that part/);
  const other = await result(link.slice(site.home.length));
  assert.equal(other.page.url(), `${site.home}${at}#result`);
  assert.deepEqual(await shown(other.page), wanted);
  assert.match(await other.page.locator('#opened').innerText(), /from the link/);
  assert.deepEqual(other.requests.filter(({ url, method }) => method !== 'GET' || /answers|=/.test(url)), []);
  assert.equal(await stored(other.page), '00');
  // A link opened while another answer is tried takes the place of both.
  await other.page.evaluate((id) => { location.hash = `what-if/${id}`; }, rules.questions[0].id);
  await other.page.locator('.up-question:visible input').last().check();
  await other.page.evaluate((again) => { location.hash = again; }, fragment);
  await other.page.waitForFunction(() => location.hash === '#result');
  await other.page.locator('#answers dt').first().waitFor();
  assert.deepEqual(await shown(other.page), wanted);
  assert.deepEqual([...faults, ...other.faults], []);
  await Promise.all([close(), other.close()]);
});

test('the working as plain text holds every line, and is marked where it cannot be copied', async () => {
  const { page, faults, close } = await result();
  await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); });
  await page.locator('#make-text').click();
  const text = await page.locator('#text').textContent();
  const lines = await page.locator('#figures li, #lines th a, #lines td, #gap-list li, #answers dt').allInnerTexts();
  for (const line of lines.flatMap((said) => said.trim().split('\n'))) assert.ok(text.includes(line), line);
  assert.ok(text.includes(rules.hash.slice(0, 12)));
  assert.ok(text.includes(String(new Date().getFullYear())));
  assert.ok(!text.includes('Change How'));
  await page.waitForFunction(() => document.querySelector('#make-text + [role=status]').textContent.includes('did not copy'));
  assert.equal((await page.evaluate(() => getSelection().toString())).trim(), text.trim());
  faults.push(...(await violations(page)));
  assert.deepEqual(faults, []);
  await close();
});

test('answers can be cleared at every step, and nothing made of them is left', async () => {
  const { page, faults, close } = await result();
  const first = `q/${rules.questions[0].id}`;
  for (const step of ['start', first, 'check', 'result', `what-if/${rules.questions[0].id}`, 'compare', 'letter', 'paper']) {
    await page.evaluate((to) => { location.hash = to; }, step);
    assert.ok(await page.locator('#clear summary').isVisible(), step);
  }
  await page.evaluate((to) => { location.hash = to; }, first);
  await page.evaluate(() => { location.hash = 'check'; });
  await page.locator('#keep').check();
  assert.ok(await page.locator('#check dt').count());
  await page.evaluate(() => { location.hash = 'result'; });
  await page.locator('#share').waitFor();
  assert.equal(await stored(page), '01');
  await page.locator('#make-text').click();
  await page.locator('#make-link').click();
  await page.evaluate(() => { location.hash = 'letter'; });
  await page.locator('#letter-name').fill('A Reader');
  await page.locator('#letter-place').fill('1 High Street');
  await page.locator('#clear summary').click();
  await page.locator('[type=reset]').click();
  await page.waitForFunction(() => location.hash === '#start');
  assert.equal(await stored(page), '00');
  assert.equal(await page.locator('#estimate input:checked').count(), 0);
  assert.equal(await page.locator('input[type=text], textarea, #open').evaluateAll((fields) => fields.map(({ value }) => value).join('')), '');
  assert.equal(await page.locator('[data-made]').evaluateAll((made) => made.map((part) => part.textContent).join('')), '');
  assert.deepEqual(faults, []);
  await close();
});

test('a letter holds the figure, the working and what the law says, and what is typed into it', async () => {
  const { page, faults, requests, close } = await result();
  const figures = await page.locator('#figures li').allTextContents();
  // Each line that applies, but for what adds nothing: its letter, its name and its figure.
  const working = (await page.locator('#lines tr:not(.up-no, .up-later, .up-part)').evaluateAll((rows) => rows.map((row) => [row.querySelector('th a').textContent, row.cells[2].textContent])))
    .filter(([, amount]) => /[1-9]/.test(amount) || !/0/.test(amount));
  assert.ok(working.length < await page.locator('#lines tr:not(.up-part)').count());
  const sent = requests.length;
  await page.locator('a[href="#letter"]').click();
  await page.locator('#sheet').waitFor();
  const shows = async (words) => assert.ok((await page.locator('#sheet').innerText()).includes(words), words);
  await page.locator('#letter-name').fill('A Reader');
  await page.locator('#letter-place').fill('1 High Street\nExampletown');
  await page.locator('#letter-figure').fill('£120 a week');
  for (const words of ['A Reader', 'Exampletown', '£120 a week', 'This letter is an example', 'paragraph 11.24', 'Section 17(6)', 'explain', rules.hash.slice(0, 12), ...figures]) await shows(words);
  const lines = await page.locator('#sheet tbody tr:visible').evaluateAll((rows) => rows.map((row) => [row.querySelector('th a')?.textContent, row.cells[2]?.textContent]));
  assert.deepEqual(working.filter((one) => !lines.some((line) => `${line}` === `${one}`)), []);
  await page.locator('#ask-review').check();
  await shows('look at this again');
  assert.ok(await page.locator('#sheet [data-ask=explain]').first().isHidden());
  await page.locator('#make-letter-text').click();
  const text = await page.locator('#letter-text').textContent();
  for (const words of ['A Reader', 'Please look at this again', figures[0], 'Section 26']) assert.ok(text.includes(words), words);
  assert.ok(!text.includes('Please explain'));
  for (const [width, colorScheme, forcedColors] of [[320, 'light', 'none'], [1280, 'dark', 'none'], [1280, 'dark', 'active']]) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme, forcedColors });
    faults.push(...(await violations(page)));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
  }
  await page.locator('#back a').click();
  await page.locator('#share').waitFor();
  assert.deepEqual(requests.slice(sent).filter(({ url }) => !/assets\/icon/.test(url)), []);
  assert.equal(await stored(page), '00');
  assert.deepEqual(faults, []);
  await close();
});

test('a letter quotes English law only where the rules stand under it', async () => {
  for (const [at, law] of [['scotland/2025-26', null], ['england/2025-26', 'Section 17(6)'], ['knowsley-charging/2024-25', 'Section 17(6)'],
    ['england-eligibility/2015', 'Section 13(2)'], ['england-eligibility/2003', null], ['sheffield-short-break-grant/2024', null]]) {
    const { page, close } = await open(browser, site, `${at}/estimate/`);
    await page.evaluate(() => {
      const [first] = document.querySelectorAll('.up-question input');
      if (first.type === 'radio') first.checked = true;
      else first.value = '1';
      location.hash = 'letter';
    });
    await page.locator('#sheet').waitFor({ timeout: 30_000 });
    const text = await page.locator('#letter').innerText();
    assert.equal(text.includes('Section'), law !== null, at);
    assert.equal(text.includes('Citizens Advice'), law === null, at);
    assert.ok(text.includes(law ?? 'quotes no law'), at);
    await close();
  }
});

test('on paper everything is black on white, with the day and the rules, and without what only a screen can use', async () => {
  const { page, close } = await result();
  // As wide as A4 between its margins.
  await page.setViewportSize({ width: 680, height: 1000 });
  for (const step of ['result', 'letter', 'paper']) {
    await page.evaluate((to) => { location.hash = to; }, step);
    await page.waitForFunction((to) => !document.querySelector(`[data-on~=${to}]`).hidden, step);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const seen = await page.evaluate(() => ({
      screen: [...document.querySelectorAll('nav, button, [type=file], .up-button, .up-copy')].filter((part) => part.offsetParent).map((part) => part.outerHTML),
      colours: [...new Set([...document.querySelectorAll('main *')].filter((part) => part.offsetParent && !part.matches('input')).map((part) => getComputedStyle(part).color))],
      width: document.documentElement.scrollWidth,
      page: getComputedStyle(document.body).backgroundColor,
      links: [...document.querySelectorAll('main p a, main li a')].filter((link) => link.offsetParent && !/^(https?|tel|mailto):/.test(link.getAttribute('href'))).map((link) => link.textContent),
    }));
    assert.deepEqual(seen.screen, [], step);
    assert.ok(seen.width <= 680, `${step} is ${seen.width} wide`);
    assert.deepEqual(seen.colours, ['rgb(0, 0, 0)'], step);
    assert.equal(seen.page, 'rgb(255, 255, 255)');
    assert.deepEqual(seen.links.filter((text) => !text.startsWith('http')), [], step);
    const text = await page.evaluate(() => document.body.innerText);
    assert.ok(text.includes(`${site.home}${scheme}/how/`), step);
    assert.ok(text.includes(rules.hash.slice(0, 12)), step);
    if (step === 'result') assert.ok(text.includes(String(new Date().getFullYear())));
    if (step === 'letter') assert.ok(await page.locator('header, footer, h1').evaluateAll((parts) => parts.every((part) => !part.offsetParent)));
    await page.emulateMedia({ media: 'screen' });
  }
  await close();
});
