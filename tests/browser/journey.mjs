// A resident's way through the estimator, and what the command line gives for the same answers.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { folder, root } from './site.mjs';

export const unknown = 'I do not know';

/** The tool that the site was built with: named, or as the tests built it. */
function built() {
  const build = ['build', '--locked', '--quiet', '--message-format=json'];
  const lines = execFileSync('cargo', build, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 }).trim().split('\n');
  return lines.map((line) => JSON.parse(line).executable).findLast(Boolean);
}
export const tool = process.env.UPFRONT ?? built();
const scratch = mkdtempSync(path.join(tmpdir(), 'upfront-'));
after(() => rmSync(scratch, { recursive: true }));

/** The rules of a scheme, as a built site has them. */
export const rules = (scheme, site = folder) => JSON.parse(readFileSync(path.join(site, scheme, 'scheme.json'), 'utf8'));

/** The answers of a worked example as text, by question. */
export const told = (scheme, example) => Object.fromEntries(example.answers.flatMap((answer, index) => {
  const { id, kind } = scheme.questions[index];
  if (answer === null) return [];
  if (answer === 'unknown') return [[id, unknown]];
  if (kind.options) return [[id, kind.options[answer.option].id]];
  if (!kind.number.periods) return [[id, answer.number]];
  const [number, place] = answer.in_period ?? [answer.number];
  const { unit } = kind.number.periods[place] ?? kind.number;
  return [[id, `${number} a ${Object.keys(unit).find((word) => unit[word] < 0)}`]];
}));

const estimates = new Map();

/** What the command line gives for answers, by the rules in a folder. */
export function byTool(scheme, answers, cwd = root) {
  const asked = JSON.stringify([cwd, scheme, answers]);
  if (!estimates.has(asked)) estimates.set(asked, estimate(scheme, answers, cwd));
  return estimates.get(asked);
}

function estimate(scheme, answers, cwd) {
  const file = path.join(scratch, 'answers.yaml');
  writeFileSync(file, JSON.stringify(answers));
  const printed = execFileSync(tool, ['estimate', scheme, file, '--format', 'json'], { cwd, encoding: 'utf8' });
  const { results, lines, near, answers: all, part: begun } = JSON.parse(printed).explained;
  return {
    lines,
    asked: all.filter(({ asked, part }) => asked !== 'no' && part <= begun).map(({ id }) => id),
    amounts: results.map(({ amount }) => amount),
    near,
    sources: lines.map(({ source }) => source && `Source: ${source}`),
    figures: results.flatMap(({ say, amount, reasons }) => [[say, amount], ...reasons.map((reason) => [reason])]),
    working: lines.map(({ say, sentence, whose, amount }) => [say, `${sentence}${whose}`.replace(/\s/g, ''), amount]),
  };
}

/** Waits until a step is on the page, heading and all. */
export const step = (page, name) => page.waitForFunction((wanted) => location.hash === wanted && document.activeElement === document.querySelector('h1'), name);

/** Goes to a step of the flow by its address. */
export async function go(page, name) {
  await page.evaluate((to) => { location.hash = to; }, name);
  await step(page, `#${name}`);
}

/** Fills the form in, all at once, and asks for the estimate. */
export async function fill(page, answers) {
  await go(page, 'start');
  await page.evaluate(([given, open]) => {
    for (const box of document.querySelectorAll('.up-question')) {
      const text = given[box.id.slice(2)] ?? '';
      const number = box.querySelector('input[type=text]');
      const [amount, ...period] = box.querySelector('.up-periods') ? text.split(' ') : [text];
      for (const input of box.querySelectorAll('[value]')) input.checked = input.value === text || input.value === period.join(' ');
      if (number) number.value = text === open ? '' : amount;
    }
  }, [answers, unknown]);
  await go(page, 'result');
}

/** Answers one question after the other by keyboard alone, until the answers are to be checked: how many were asked. */
export async function answerByKeys(page, questions, answers, press, each = async () => {}) {
  for (let pages = 0; ; pages += 1) {
    const at = await page.evaluate(() => location.hash);
    if (at === '#check') return pages;
    const question = questions.find(({ id }) => at === `#q/${id}`);
    const heading = await page.locator('h1').textContent();
    assert.equal(heading, question.ask);
    assert.ok((await page.title()).startsWith(heading));
    assert.equal(await page.locator('.up-question:visible').count(), 1);
    assert.equal(await page.locator('input:checked').evaluateAll((all) => all.filter((input) => input.offsetParent).length), 0);
    await each(pages);
    const said = answers[question.id];
    const { options, number } = question.kind;
    if (options) await press(String(said === unknown ? options.length + 1 : options.findIndex(({ id }) => id === said) + 1));
    else {
      const [amount, ...period] = number.periods ? said.split(' ') : [said];
      for (const key of amount) await press(key);
      if (number.periods) {
        await page.locator(`.up-periods:visible input[value="${period.join(' ')}"]`).focus();
        await press('Space');
      }
    }
    await press('Enter');
    await page.waitForFunction((old) => location.hash !== old && document.activeElement.matches('h1'), at);
  }
}

/** Requests that could tell of a step or an answer: a browser may ask for the page's icon again at each step, and no more. */
export const sent = (requests) => requests.map(({ url }) => url).filter((url) => !/^[^?#]*\/assets\/icon-[0-9a-f]+\.svg$/.test(url));

/** The result that a page shows: its sentences, its working, and where each line comes from. */
export const shown = (page) => page.locator('#share').waitFor().then(() => page.evaluate(() => {
  const rows = [...document.querySelectorAll('#working tbody tr:not(.up-part)')];
  const source = (row) => row.querySelector('.up-how .up-counts');
  // Where lines and lists of a sentence end is not part of it.
  const told = (cell) => {
    const copy = cell.cloneNode(true);
    for (const more of copy.querySelectorAll('.up-counts, .up-paper')) more.remove();
    return copy.textContent.replace(/\s/g, '');
  };
  return {
    figures: [...document.querySelectorAll('.up-figure')].map((line) => line.textContent),
    working: rows.map((row) => [row.querySelector('th a').textContent, told(row.cells[1]), row.cells[2].textContent.trim()]),
    sources: rows.map((row) => source(row)?.textContent ?? ''),
    links: rows.map((row) => [row.querySelector('th a').hash, source(row)?.querySelector('a')?.href ?? '']),
  };
}));
