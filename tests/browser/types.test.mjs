// The theme's scripts hold to their types, and what the engine and the pages give is what those types say.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { rules, told, unknown } from './journey.mjs';
import { files, folder, root } from './site.mjs';

const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const scripts = path.join(root, 'themes/upfront/js');
const scratch = mkdtempSync(path.join(tmpdir(), 'upfront-types-'));
after(() => rmSync(scratch, { recursive: true }));

const assets = (await files()).filter((file) => file.startsWith('assets/'));
const asset = (start, ending) => readFileSync(path.join(folder, assets.find((file) => file.startsWith(`assets/${start}-`) && file.endsWith(ending))));

/** The engine of the built site, as a page loads it: a page loads one scheme, and so each scheme has its own. */
async function engineOf(scheme) {
  const engine = await import(`data:text/javascript,${encodeURIComponent(`${asset('estimator', '.js')}//${scheme}`)}`);
  const { exports } = (await WebAssembly.instantiate(asset('estimator', '.wasm'), { './estimator_bg.js': engine })).instance;
  engine.__wbg_set_wasm(exports);
  exports.__wbindgen_start();
  return engine;
}

/** What a page holds for its scripts. */
const held = (scheme, id) => {
  const page = readFileSync(path.join(folder, scheme, 'estimate/index.html'), 'utf8');
  return JSON.parse(new RegExp(`id="${id}">(.*)</script>`).exec(page)[1]);
};

/** What is wrong with the scripts, and with a module that says so much of what they read; a line each. */
function faults(module) {
  writeFileSync(path.join(scratch, 'read.ts'), `
    import type { Facts, Rules, Told } from ${JSON.stringify(path.join(scripts, 'data.d.ts'))};
    import type { Given, SeveralFacts, TakenOver } from ${JSON.stringify(path.join(scripts, 'several.d.ts'))};
    ${module}`);
  writeFileSync(path.join(scratch, 'tsconfig.json'), JSON.stringify({
    extends: path.join(root, 'tests/browser/tsconfig.json'),
    include: [scripts, 'read.ts'],
  }));
  try {
    return execFileSync(process.execPath, [compiler, '-p', scratch, '--pretty', 'false'], { encoding: 'utf8' });
  } catch (fault) {
    return fault.stdout || fault.message;
  }
}

const schemes = ['exampleshire/2026-27', 'england-eligibility/2015', 'england/2026-27'];
const read = (await Promise.all(schemes.map(async (scheme, place) => {
  const engine = await engineOf(scheme);
  const { questions, examples } = rules(scheme);
  const published = readFileSync(path.join(folder, scheme, 'estimate/rules.txt'), 'utf8');
  engine.load(published, `${asset('messages', '.txt')}`);
  const sets = [{}, { [questions[0].id]: 'no such thing' }, { [questions[0].id]: unknown }, ...examples.map((example) => told({ questions }, example))];
  const estimates = [...sets.map((set) => engine.estimate(Object.entries(set).flat().join('\x1f'), false)), engine.estimate('', true)];
  return [
    `export const estimates${place}: Told[] = [${estimates}];`,
    `export const facts${place}: Facts = ${JSON.stringify(held(scheme, 'script-facts'))};`,
    `export const rules${place}: Rules = ${published.split('\n')[0]};`,
  ];
}))).flat();

// What the page of several councils reads: of each edition how it takes answers over, and what the engine gives for it.
const takenOver = files().then((all) => all.filter((file) => /^compare\/estimate\/.*\.json$/.test(file)));
read.push(`export const several: SeveralFacts = ${JSON.stringify(held('compare', 'script-facts'))};`);
for (const [place, file] of (await takenOver).entries()) {
  read.push(`export const taken${place}: TakenOver = ${readFileSync(path.join(folder, file), 'utf8')};`);
}
const figures = await engineOf('exampleshire/2026-27 for several');
figures.load(readFileSync(path.join(folder, 'exampleshire/2026-27/estimate/rules.txt'), 'utf8'), `${asset('messages', '.txt')}`);
read.push(`export const given: Given[] = ${figures.figures('')};`);

test('the scripts hold to their types, and so does what they read', () => {
  assert.equal(faults(read.join('\n')), '');
});

test('a word that is not known, a field less and a field more would be found', () => {
  const changes = [['"yes"]', '"perhaps"]'], ['"near":', '"nearer":'], ['"council":', '"counsel":']];
  const found = faults(changes.flatMap(([part, other], place) => read.slice(0, 2)
    .filter((line) => line.includes(part))
    .map((line) => line.replace(part, other).replace(/^export const \w+/, `export const changed${place}`))).join('\n'));
  for (const word of ['perhaps', 'nearer', 'counsel']) assert.ok(found.includes(word), found);
});

// Each script by the one that starts it, and a page that loads it.
const pages = { 'actions.js': 'exampleshire/2026-27', 'several.js': 'compare' };
/** What each is called as it is loaded. */
const loaded = { 'actions.js': 'estimate', 'several.js': 'several' };

/** A script and all that it imports. */
function withImports(name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const [, other] of readFileSync(path.join(scripts, name), 'utf8').matchAll(/from '\.\/([\w-]+\.js)'/g)) withImports(other, found);
  return found;
}

for (const [start, scheme] of Object.entries(pages)) {
  test(`every message that ${start} says is held by its page`, () => {
    const words = held(scheme, 'script-words');
    // What a script imports and does not use is left out of what pages load.
    const said = `${asset(loaded[start], '.js')}`.matchAll(/["'`](page-[\w-]+)["'`]/g);
    const keys = new Set([...said].map(([, key]) => key));
    assert.notEqual(keys.size, 0);
    assert.deepEqual([...keys].filter((key) => !(key in words)), []);
  });
}

test('every script is started by one that a page loads', () => {
  // Those which find and choose councils say what their page holds in its HTML.
  const reached = new Set([...Object.keys(pages), 'choose.js', 'find.js'].flatMap((start) => [...withImports(start)]));
  assert.deepEqual(readdirSync(scripts).filter((file) => file.endsWith('.js') && !reached.has(file)), []);
});
