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
import { byTool, fill, rules, shown, told, tool } from './journey.mjs';
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

// The aim is 1.5 MB. What reads workbooks, begins sites and mends findings took it over that.
test('what the page loads: at most 1.75 MB compressed', () => {
  const sizes = readdirSync(assets).map((name) => gzipSync(readFileSync(path.join(assets, name)), { level: 9 }).length);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  assert.ok(bytes <= 1_750_000, `${bytes} bytes compressed`);
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

test('by keyboard, with no connection: a folder with a mistake, the mistake mended, the site taken away, and a resident’s estimate in it', { timeout: 300_000 }, async () => {
  const { page, faults, close } = await opened();
  await tabTo(page, 'choose-folder');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
  await chooser.setFiles(exampleshire('officer', wrong));
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
  await preview.getByRole('link', { name: 'Get an estimate' }).first().click();
  await preview.locator('form[data-wasm]').first().waitFor({ state: 'attached' });
  assert.deepEqual(faults, []);
  await close();

  const host = await serve({ of: taken });
  const scheme = 'exampleshire/2026-27';
  const [example] = rules(scheme).examples;
  const answers = told(rules(scheme), example);
  const resident = await visitor(browser, host);
  await resident.visit(`${scheme}/estimate/`);
  await fill(resident.page, answers);
  const figures = await shown(resident.page);
  for (const [place, parts] of byTool(scheme, answers).figures.entries()) {
    for (const part of parts) assert.ok(figures.figures[place].replace(/\s/g, '').includes(part.replace(/\s/g, '')), part);
  }
  assert.deepEqual(resident.faults, []);
  await resident.close();
  await host.close();
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
