// Takes the pictures of `docs/pages/`: the first screen of each kind of page, at 1280 × 800 and at 320 × 640.
//
//   UPFRONT_SITE=… node pictures.mjs FOLDER [NAME …]
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { start } from './browser.mjs';
import { fill, go, rules, told } from './journey.mjs';
import { serve } from './site.mjs';

const [to = 'pictures', ...only] = process.argv.slice(2);
const council = 'exampleshire/2026-27';

/** Answers as somebody in a worked example gives them, and goes to a step. */
const answered = (name) => async (page) => {
  const { questions, examples } = rules(council);
  await fill(page, told({ questions }, examples.find(({ id }) => id === 'miss-begum')));
  if (name) await go(page, name);
};
/** Three councils chosen on the page of several councils, and all that they ask answered as by somebody with a pension alone. */
const severalWorked = async (page) => {
  const answers = { setting: 'home', assessed: 'yes', age: 'pension-age', household: 'single', state_pension: '221.20', private_pension: '60', disability_benefit: 'higher', disability_benefit_amount: '108.55', other_care: '300' };
  await page.evaluate((said) => {
    const own = document.querySelector('[data-area]:not([hidden])');
    own.querySelector('[data-year]').value = '2024-25';
    for (const name of ['knowsley-charging', 'lambeth-charging', 'reading-charging']) own.querySelector(`[value="${name}"]`).checked = true;
    for (const field of own.querySelectorAll('[data-fact]')) {
      const isChoice = field.tagName === 'SELECT';
      const no = isChoice && [...field.options].some(({ value }) => value === 'no') ? 'no' : '';
      field.value = said[field.dataset.fact] ?? (isChoice ? no : '0');
    }
  }, answers);
  await page.locator('#several [type=submit]').click();
  await page.locator('#numbers').waitFor();
};
const step = (name) => (page) => go(page, name);

const pages = {
  directory: [''],
  council: ['exampleshire/'],
  facts: ['devon/'],
  home: [`${council}/`],
  how: [`${council}/how/`],
  questions: [`${council}/how/questions/`],
  results: [`${council}/how/results/`],
  pay: [`${council}/pay/`],
  examples: [`${council}/examples/`],
  example: [`${council}/examples/miss-begum/`],
  ways: [`${council}/ways/`],
  published: [`${council}/published/`],
  changed: ['sheffield-short-break-grant/2024/changed/'],
  'changed-nation': ['england/2026-27/changed/'],
  rights: [`${council}/rights/`],
  'other-money': [`${council}/other-money/`],
  times: [`${council}/times/`],
  support: [`${council}/support/`],
  contact: [`${council}/contact/`],
  data: [`${council}/data/`],
  start: [`${council}/estimate/`],
  question: [`${council}/estimate/`, async (page) => go(page, `q/${rules(council).questions[0].id}`)],
  check: [`${council}/estimate/`, answered('check')],
  result: [`${council}/estimate/`, answered()],
  letter: [`${council}/estimate/`, answered('letter')],
  worksheet: [`${council}/estimate/`, step('paper')],
  'easy-read': [`${council}/easy-read/`],
  compare: ['compare/'],
  person: ['compare/people/joyce/'],
  several: ['compare/estimate/'],
  'several-result': ['compare/estimate/', severalWorked],
  two: ['compare/two/knowsley-charging/reading-charging/'],
  moving: ['compare/two/exampleshire/sampleford/moving/to-sampleford/'],
  'compare-method': ['compare/method/'],
  rules: ['compare/rules/'],
  rule: ['compare/rules/minimum/'],
  known: ['essex-charging/2024-25/'],
  words: ['words/'],
  method: ['method/'],
  privacy: ['privacy/'],
  accessibility: ['accessibility/'],
};

const [browser, site] = await Promise.all([start(), serve()]);
await mkdir(to, { recursive: true });
for (const [name, [address, prepare]] of Object.entries(pages)) {
  if (only.length && !only.includes(name)) continue;
  for (const [width, height] of [[1280, 800], [320, 640]]) {
    const context = await browser.newContext({ viewport: { width, height }, locale: 'en-GB', reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(site.home + address);
    await prepare?.(page);
    await page.evaluate(() => { document.activeElement?.blur(); scrollTo(0, 0); });
    await page.screenshot({ path: path.join(to, `${name}-${width}.png`) });
    await context.close();
  }
}
await Promise.all([browser.close(), site.close()]);
