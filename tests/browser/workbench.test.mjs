// The workbench, as an officer uses it who may install nothing: by keyboard, and with no connection once it is loaded. What it
// finds and makes is what the command line finds and makes, byte for byte.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { start, visitor, violations } from './browser.mjs';
import { answerByKeys, byTool, rules, shown, step, told, tool } from './journey.mjs';
import { WORKBENCH, folder, root, serve } from './site.mjs';

const assets = path.join(folder, WORKBENCH, 'assets');
const asset = (stem, ending) => path.join(assets, readdirSync(assets).find((name) => name.startsWith(`${stem}-`) && name.endsWith(ending)));
const scratch = mkdtempSync(path.join(tmpdir(), 'workbench-'));
/** The policy that the page has in its own head; a host's may not be narrower. */
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

let browser;
let site;
before(async () => {
  [browser, site] = await Promise.all([start(), serve({ headers: { 'Content-Security-Policy': policy } })]);
});
after(async () => {
  await Promise.all([browser?.close(), site?.close()]);
  rmSync(scratch, { recursive: true });
});

/** The files below a folder, by their paths in it, but for those that a build keeps for the next. */
function filesOf(at) {
  const all = readdirSync(at, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = all.map((entry) => path.relative(at, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
  return new Map(names.filter((name) => name !== '.build-cache').sort().map((name) => [name, readFileSync(path.join(at, name))]));
}

/** Holds two sites to be the same, byte for byte. */
function assertSameFiles(made, expected) {
  assert.deepEqual([...made.keys()], [...expected.keys()]);
  const other = [...made].filter(([name, bytes]) => Buffer.compare(Buffer.from(bytes), expected.get(name)) !== 0);
  assert.deepEqual(other.map(([name]) => name), []);
}

/** A folder with the rules of Exampleshire, one thing changed. */
function exampleshire(name, change = (text) => text) {
  const at = path.join(scratch, name);
  mkdirSync(path.join(at, 'schemes'), { recursive: true });
  cpSync(path.join(root, 'workbench/page/sites/exampleshire/site.yaml'), path.join(at, 'site.yaml'));
  cpSync(path.join(root, 'schemes/exampleshire'), path.join(at, 'schemes/exampleshire'), { recursive: true });
  const file = path.join(at, 'schemes/exampleshire/2026-27/questions.yaml');
  writeFileSync(file, change(readFileSync(file, 'utf8')));
  return at;
}

const right = readFileSync(path.join(root, 'schemes/exampleshire/2026-27/questions.yaml'), 'utf8');
const [points] = right.match(/points: [1-9]\d*/);
const line = right.slice(0, right.indexOf(points)).split('\n').length;
const wrong = (text) => text.replace(points, `${points}x`);

const checked = (at) => spawnSync(tool, ['check', at, '--format', 'json'], { encoding: 'utf8', maxBuffer: 2 ** 28 }).stdout;

/** What a script of the page exports. */
const script = (stem) => {
  const copy = path.join(scratch, `${stem}.mjs`);
  cpSync(asset(stem, '.js'), copy);
  return import(pathToFileURL(copy));
};

async function compiler(at) {
  const { initSync: startUnpacking, unpack } = await script('unpack');
  startUnpacking({ module: readFileSync(asset('unpack', '.wasm')) });
  const { initSync, Bench } = await script('compiler');
  initSync({ module: unpack(readFileSync(asset('compiler', '.lzma'))) });
  const bench = new Bench(new Date().toISOString().slice(0, 10));
  for (const [name, bytes] of at) bench.put(name, bytes);
  return bench;
}

// The aim is 1.5 MB. The tables of old encodings, which the reader of workbooks brings with it, are 0.12 MB of what is over that.
test('what the page loads: at most 1.725 MB compressed', () => {
  const sizes = readdirSync(assets).map((name) => gzipSync(readFileSync(path.join(assets, name)), { level: 9 }).length);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  assert.ok(bytes <= 1_725_000, `${bytes} bytes compressed`);
});

test('on every scheme of the example site: the findings and the bytes of the command line', { timeout: 300_000 }, async () => {
  const own = new Map([...['schemes', 'content', 'themes', 'voices', 'drafts'].flatMap((name) => (statSync(path.join(root, name), { throwIfNoEntry: false })
    ? [...filesOf(path.join(root, name))].map(([inside, bytes]) => [`${name}/${inside}`, bytes]) : [])), ['site.yaml', readFileSync(path.join(root, 'site.yaml'))]]);
  const bench = await compiler(own);
  assert.equal(bench.check(), checked(root));
  bench.build();
  const made = new Map(bench.sitePaths().map((name) => [name, bench.siteFile(name)]));
  assertSameFiles(made, new Map([...filesOf(folder)].filter(([name]) => !name.startsWith(WORKBENCH))));
});

test('of rules with a mistake: the findings of the command line', async () => {
  const at = exampleshire('wrong', wrong);
  const bench = await compiler(filesOf(at));
  assert.equal(bench.check(), checked(at));
  assert.equal(JSON.parse(bench.read()).errors, 1);
});

/** Opens the workbench, and waits until it needs no connection any more. */
async function opened(options) {
  const { page, visit, ...rest } = await visitor(browser, site, { serviceWorkers: 'allow', mayMiss: () => true, ...options });
  page.setDefaultTimeout(30_000);
  await visit(WORKBENCH);
  await page.waitForSelector('main[data-ready]');
  await page.context().setOffline(true);
  return { page, ...rest };
}

/** Goes on by the Tab key until something has the focus. */
async function tabTo(page, id) {
  for (let pressed = 0; pressed < 200; pressed += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.id === wanted, id)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab does not lead to ${id}`);
}

const built = (page, times) => page.waitForFunction((wanted) => Number(document.getElementById('main').dataset.built ?? 0) >= wanted, times);

/** What is downloaded when the focused button is pressed, unpacked. */
async function downloaded(page, name) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  const [archive, at] = [path.join(scratch, `${name}.zip`), path.join(scratch, name)];
  await download.saveAs(archive);
  execFileSync('python3', ['-m', 'zipfile', '-e', archive, at]);
  return at;
}

/** Holds what a resident is told in a site, who answers by keys, to what the command line says by the rules in a folder. */
async function assertSameEstimate(taken, scheme, folder) {
  const host = await serve({ of: taken });
  const { questions, examples: [example] } = rules(scheme, taken);
  const answers = told({ questions }, example);
  const { page, visit, faults, close } = await visitor(browser, host);
  await visit(`${scheme}/estimate/`);
  await page.locator('#yourself').focus();
  const press = (key) => page.keyboard.press(key);
  await press('Enter');
  await page.waitForFunction(() => location.hash.startsWith('#q/') && document.activeElement.matches('h1'));
  await answerByKeys(page, questions, answers, press);
  await press('Enter');
  await step(page, '#result');
  const bare = (text) => text.replace(/\s/g, '');
  const { figures } = await shown(page);
  const expected = byTool(scheme, answers, folder).figures;
  assert.equal(figures.length, expected.length);
  for (const [place, parts] of expected.entries()) {
    for (const part of parts) assert.ok(bare(figures[place]).includes(bare(part)), part);
  }
  assert.deepEqual(faults, []);
  await close();
  await host.close();
}

test('by keyboard, with no connection: a folder with a mistake, the mistake mended, the site taken away, and a resident’s estimate in it', { timeout: 300_000 }, async () => {
  const { page, faults, close } = await opened();
  await choose(page, 'choose-folder', exampleshire('officer', wrong));
  await page.waitForSelector('#finds li');
  await built(page, 1);
  assert.equal(await page.textContent('#state'), 'Your site: 1 mistake stops it');
  assert.match(await page.textContent('#first'), new RegExp(`questions\\.yaml, line ${line}:`));
  assert.match(await page.textContent('#excerpt'), new RegExp(`${points}x`));
  assert.ok(await page.isDisabled('#take-site'));
  await tabTo(page, 'mend');
  await page.keyboard.press('Enter');
  assert.equal(await page.inputValue('#file'), 'schemes/exampleshire/2026-27/questions.yaml');
  assert.match(await page.textContent('#place'), new RegExp(`^Line ${line} of`));
  await page.keyboard.type(points.replace('points: ', ''));
  await built(page, 2);
  assert.equal(await page.textContent('#state'), 'Your site is ready');
  const preview = page.frameLocator('#preview iframe');
  assert.match(await preview.locator('h1').textContent(), /./);
  assert.match(await page.textContent('#examples-state'), /^All \d+ come out/);
  await tabTo(page, 'take-site');
  const taken = await downloaded(page, 'site');
  const expected = path.join(scratch, 'by-tool');
  const mended = exampleshire('mended');
  execFileSync(tool, ['build', mended, '--out', expected], { stdio: 'ignore' });
  assertSameFiles(filesOf(taken), filesOf(expected));
  await tabTo(page, 'take-rules');
  assertSameFiles(filesOf(await downloaded(page, 'rules')), filesOf(mended));
  await tabTo(page, 'preview-frame');
  const shownSite = page.frames().find((frame) => frame.url().includes('/preview/'));
  const isAt = () => shownSite.evaluate(() => document.activeElement.matches('main a') && document.activeElement.textContent.includes('Get an estimate'));
  for (let pressed = 0; pressed < 100 && !(await isAt()); pressed += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await preview.locator('form[data-wasm]').first().waitFor({ state: 'attached' });
  assert.deepEqual(faults, []);
  await close();

  await assertSameEstimate(taken, 'exampleshire/2026-27', mended);
});

/** What the officer's twelve questions are about. */
const tasks = ['washing', 'dressing', 'using the toilet', 'eating', 'making meals', 'moving about', 'stairs', 'medicines', 'cleaning', 'shopping', 'going out', 'nights'];
const named = (task) => `help_${task.replaceAll(' ', '_')}`;
const bands = [[0, 9, 'nothing'], [10, 29, '£80 a week'], [30, 49, '£160 a week'], [50, 69, '£250 a week'], [70, 89, '£380 a week'], [90, null, '£520 a week']];
const money = 'setting: home, assessed: yes, age: pension-age, household: single, children: 0, carer: no, savings: 0, joint_savings: 0, guarantee_credit: 0, savings_credit: 0, private_pension: 0, disability_benefit: none, other_income: 0, other_money: no, pays_housing: no, has_disability_costs: no';
const person = (id, title, helps, pension, comes) => `  - id: ${id}
    title: ${title}
    about: This person is made up.
    answers: {${tasks.map((task, place) => `${named(task)}: ${helps[place % helps.length]}`).join(', ')}, state_pension: ${pension}, ${money}}
    expect: {budget: ${comes}}`;
/** Rules of an officer: her points and bands, and three choices of her council over the national rules of England. */
const officers = `council: Testshire
title: A budget, and what it costs
for: adults whose care the council arranges
extends: england/2026-27
from: 2026-04-06
to: 2027-04-05
fictional: yes
contact: {phone: 01632 960100}
sources: {policy: {title: The council’s policy, published: 2026-04-06}}
source: policy
overrides:
  rates: {minimum_extra: £5 a week, share_taken: 90%, standard_disability_costs: £15 a week}
questions:
${tasks.map((task) => `  - id: ${named(task)}
    ask: How much help with ${task}?
    options:
      - {id: none, say: None, points: 0}
      - {id: some, say: On some days, points: 4}
      - {id: daily, say: Every day, points: 9}`).join('\n')}
tables:
  budget:
    say: Points and money
    by: points
    rows:
${bands.map(([from, to, gives]) => `      - {from: ${from}, ${to === null ? '' : `to: ${to}, `}gives: ${gives}}`).join('\n')}
steps:
  - {id: score, say: Points, add up: points}
  - {id: weekly_budget, say: The amount for the points, look up: score, in: budget}
results:
  - {id: budget, is: weekly_budget, say: Indicative budget, kinder when: higher}
examples:
${person('ann', 'Ann, 81', ['daily', 'some', 'none'], 300, '£250 a week')}
${person('bob', 'Bob, 77', ['some', 'none'], 240, '£80 a week')}
`;
const OFFICERS = 'testshire/2026-27';

/** The officer's workbook, as the tool writes it of her rules; and one with a wrong cell, which that is. */
let made;
const workbooks = () => { made ??= makeWorkbooks(); return made; };
async function makeWorkbooks() {
  const at = path.join(scratch, 'officers');
  mkdirSync(path.join(at, 'schemes', OFFICERS), { recursive: true });
  writeFileSync(path.join(at, 'schemes', OFFICERS, 'scheme.yaml'), officers);
  execFileSync(tool, ['export', path.join('schemes', OFFICERS), '--out', 'export'], { cwd: at });
  const whole = readFileSync(path.join(at, 'export/rules.xlsx'));
  const bench = await compiler([['rules.xlsx', whole]]);
  const { columns, rows: lines } = JSON.parse(bench.sheets('rules.xlsx')).find(({ name }) => name === 'Questions');
  const place = columns.findIndex(({ heading }) => heading === 'Points');
  const { number } = lines.findLast(({ cells }) => cells[place] === '4');
  const { letters } = columns[place];
  assert.equal(bench.write('rules.xlsx', 'Questions', number, letters, '4x'), undefined);
  return { whole, wrong: Buffer.from(bench.file('rules.xlsx')), row: number, letters, cell: `${letters}${number}` };
}

/** A folder with a file in it. */
function folderOf(name, file, bytes) {
  const at = path.join(scratch, name);
  mkdirSync(at, { recursive: true });
  writeFileSync(path.join(at, file), bytes);
  return at;
}

/** Chooses files by the keyboard. */
async function choose(page, id, files) {
  await tabTo(page, id);
  let chooser;
  // A browser that is busy lets a press go by.
  for (let pressed = 0; !chooser && pressed < 5; pressed += 1) {
    [chooser] = await Promise.all([page.waitForEvent('filechooser', { timeout: 10_000 }).catch(() => undefined), page.keyboard.press('Enter')]);
  }
  await chooser.setFiles(files);
}

test('by keyboard, with no connection: an officer’s workbook with a wrong cell, the cell mended in the page, the site taken away, and a resident’s estimate in it', { timeout: 300_000 }, async () => {
  const { wrong, cell, letters, row } = await workbooks();
  const { page, faults, close } = await opened({ width: 320 });
  await choose(page, 'choose-files', path.join(folderOf('wrong-book', 'rules.xlsx', wrong), 'rules.xlsx'));
  await built(page, 1);
  assert.equal(await page.textContent('#state'), 'Your site: 1 mistake stops it');
  assert.ok((await page.textContent('#first')).includes(`testshire/2026-27/rules.xlsx, Questions!${cell}:`));
  assert.equal(await page.textContent('#excerpt mark'), '4x');
  assert.equal(await page.textContent('#excerpt tbody th'), `${row}`);
  assert.ok((await page.textContent('#excerpt thead')).includes(`${letters} Points`));
  assert.ok(await page.isDisabled('#take-site'));
  await tabTo(page, 'mend');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), `cell-${letters}`);
  assert.match(await page.textContent(`#said-${letters}`), /4x/);
  faults.push(...(await violations(page)));
  await page.keyboard.type('4');
  await built(page, 2);
  assert.equal(await page.textContent('#state'), 'Your site is ready');
  assert.equal(await page.textContent(`#said-${letters}`), '');
  assert.equal(await page.textContent('#examples-state'), 'All 2 come out as you wrote them.');
  assert.match(await page.frameLocator('#preview iframe').locator('h1').textContent(), /./);
  await tabTo(page, 'take-site');
  const taken = await downloaded(page, 'officers-site');
  await tabTo(page, 'take-rules');
  const kept = await downloaded(page, 'officers-rules');
  assert.deepEqual([...filesOf(kept).keys()], [`schemes/${OFFICERS}/rules.xlsx`, 'site.yaml']);
  const expected = path.join(scratch, 'officers-by-tool');
  execFileSync(tool, ['build', kept, '--out', expected], { stdio: 'ignore' });
  assertSameFiles(filesOf(taken), filesOf(expected));
  assert.deepEqual(faults, []);
  await close();

  // The rules are those that stood in no workbook at first.
  const yaml = path.join(scratch, 'officers');
  cpSync(path.join(kept, 'site.yaml'), path.join(yaml, 'site.yaml'));
  execFileSync(tool, ['build', yaml, '--out', path.join(yaml, 'public')], { stdio: 'ignore' });
  const bare = ({ files: _, ...scheme }) => scheme;
  assert.deepEqual(bare(rules(OFFICERS, taken)), bare(rules(OFFICERS, path.join(yaml, 'public'))));
  await assertSameEstimate(taken, OFFICERS, kept);
});

test('what the page says of a site.yaml that it began, of a formula, and of a workbook that is mended elsewhere and put in again', { timeout: 300_000 }, async () => {
  const { wrong, whole, letters, row } = await workbooks();
  const { page, close } = await opened();
  await choose(page, 'choose-files', path.join(folderOf('begun', 'rules.xlsx', wrong), 'rules.xlsx'));
  await built(page, 1);
  assert.ok(await page.isVisible('#begun'));
  assert.match(await page.textContent('#as-cells'), /put it in again/);
  await page.click('#mend');
  await choose(page, 'choose-files', path.join(folderOf('again', 'rules (1).xlsx', whole), 'rules (1).xlsx'));
  await built(page, 2);
  assert.equal(await page.textContent('#state'), 'Your site is ready');
  assert.equal(await page.inputValue('#sheet'), 'Questions');
  assert.equal(await page.inputValue('#row'), `${row}`);
  assert.equal(await page.inputValue(`#cell-${letters}`), '4');
  await page.click('#to-site');
  assert.match(await page.inputValue('#editor'), /^title: "Testshire"$/m);
  await page.locator('#editor').press('End');
  await page.keyboard.type(' ');
  assert.ok(await page.isHidden('#begun'));
  await close();
});

test('after a key only the rules are read before its finding shows, and no page is made', { timeout: 300_000 }, async () => {
  const { page, close } = await opened();
  await page.click('#try-exampleshire');
  await built(page, 1);
  await page.evaluate(() => {
    const asked = [];
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function ask(message, ...more) {
      asked.push(message.ask);
      return post.call(this, message, ...more);
    };
    new MutationObserver(() => { window.asked ??= [...asked]; }).observe(document.getElementById('state'), { childList: true });
  });
  await page.locator('#editor').press('Home');
  await page.keyboard.type('[');
  await page.waitForFunction(() => window.asked);
  assert.match(await page.textContent('#state'), /stop/);
  // What is asked for by `siteFile` is a page of before, which the preview may still be loading.
  assert.deepEqual((await page.evaluate(() => window.asked)).filter((ask) => ask !== 'siteFile'), ['put', 'put', 'read']);
  await close();
});

/** Drops files on the page, each by its path in what is dropped. */
const drop = (page, given) => page.evaluate((entries) => {
  const entry = (name, inside, full) => (inside instanceof Map ? {
    isFile: false,
    fullPath: full,
    createReader() {
      let isRead = false;
      return {
        readEntries(kept) {
          const all = isRead ? [] : [...inside].map(([one, deeper]) => entry(one, deeper, `${full}/${one}`));
          isRead = true;
          kept(all);
        },
      };
    },
  } : { isFile: true, fullPath: full, file: (kept) => kept(new File([Uint8Array.from(atob(inside), (letter) => letter.charCodeAt(0))], name)) });
  const top = new Map();
  for (const [path, bytes] of entries) {
    const parts = path.split('/');
    let folder = top;
    for (const part of parts.slice(0, -1)) {
      if (!folder.has(part)) folder.set(part, new Map());
      folder = folder.get(part);
    }
    folder.set(parts.at(-1), bytes);
  }
  const event = new Event('drop', { bubbles: true, cancelable: true });
  const items = [...top].map(([name, inside]) => ({ webkitGetAsEntry: () => entry(name, inside, `/${name}`) }));
  Object.defineProperty(event, 'dataTransfer', { value: { items } });
  document.body.dispatchEvent(event);
}, given.map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]));

test('a folder, a .zip, a workbook and a lone file of YAML, dropped and chosen: the site is ready', { timeout: 300_000 }, async () => {
  const { whole } = await workbooks();
  const site = exampleshire('whole');
  const archive = path.join(scratch, 'whole.zip');
  execFileSync('python3', ['-m', 'zipfile', '-c', archive, ...readdirSync(site).map((name) => path.join(site, name))]);
  const alone = folderOf('alone', 'points.yaml', officers);
  const book = folderOf('book', 'points.xlsx', whole);
  const ways = {
    'a folder': { dropped: [...filesOf(site)].map(([name, bytes]) => [`site/${name}`, bytes]), chosen: ['choose-folder', site], holds: 'schemes/exampleshire/2026-27/questions.yaml' },
    'a .zip': { dropped: [['whole.zip', readFileSync(archive)]], chosen: ['choose-files', archive], holds: 'schemes/exampleshire/2026-27/questions.yaml' },
    'a workbook': { dropped: [['points.xlsx', whole]], chosen: ['choose-files', path.join(book, 'points.xlsx')], holds: `schemes/${OFFICERS}/points.xlsx` },
    'a file': { dropped: [['points.yaml', Buffer.from(officers)]], chosen: ['choose-files', path.join(alone, 'points.yaml')], holds: `schemes/${OFFICERS}/points.yaml` },
  };
  for (const [name, { dropped, chosen, holds }] of Object.entries(ways)) {
    for (const put of [(page) => drop(page, dropped), (page) => choose(page, ...chosen)]) {
      const { page, faults, close } = await opened();
      await put(page);
      await built(page, 1);
      assert.equal(await page.textContent('#state'), 'Your site is ready', name);
      assert.ok((await page.locator('#file option').allTextContents()).includes(holds), name);
      assert.deepEqual(faults, [], name);
      await close();
    }
  }
});

test('a site to try, in light and dark, narrow and wide: nothing for axe to find, and no sideways scroll', { timeout: 300_000 }, async () => {
  for (const [width, colorScheme] of [[320, 'light'], [1280, 'dark']]) {
    const { page, faults, close } = await opened({ width, colorScheme });
    faults.push(...(await violations(page)));
    await page.click('#try-empty');
    await built(page, 1);
    assert.equal(await page.textContent('#state'), 'Your site is ready');
    await page.locator('#editor').fill('council: Ours\n');
    await built(page, 2);
    faults.push(...(await violations(page)));
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    assert.deepEqual(faults, []);
    await close();
  }
});
