// What pages load beside their own HTML, against its budget: as sent, compressed.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { files, folder } from './site.mjs';

const KiB = 1024;
// The aim for WebAssembly is 60 KiB, and a range told exactly, tests of eligibility and short lines once took it to 78. Rules that
// are packed for it alone, no standard library, and texts that come put together with the rules brought it back.
// The aim for scripts is 8 KiB. Answers that outlive Back and Reload, and rules that open in place, took it over that.
// Advice on what was typed, and files and links of which no word is shown, took a quarter more, and a working that paper tells in
// few words the last.
const budgets = {
  'the engine': [/\.wasm$/, 60 * KiB],
  'an estimate’s scripts': [/assets\/estimat(e|or)-\w+\.js$/, 8.75 * KiB],
  // Beside the engine, which is loaded when it is asked for.
  'the scripts of an estimate in several councils': [/assets\/several-\w+\.js$/, 5.5 * KiB],
  'the script that puts chosen councils side by side': [/assets\/choose-\w+\.js$/, 1500],
  'the script that finds councils': [/assets\/find-\w+\.js$/, 1500],
};
const all = await files();

test('every script has a budget', () => {
  const scripts = all.filter((file) => /\.(js|wasm)$/.test(file));
  assert.deepEqual(scripts.filter((file) => !Object.values(budgets).some(([of]) => of.test(file))), []);
});

for (const [what, [of, budget]] of Object.entries(budgets)) {
  test(`${what}: at most ${budget} bytes compressed`, async () => {
    const found = all.filter((file) => of.test(file));
    assert.notEqual(found.length, 0);
    let bytes = 0;
    for (const file of found) bytes += gzipSync(await readFile(path.join(folder, file)), { level: 9 }).length;
    assert.ok(bytes <= budget, `${found.join(' and ')}: ${bytes} bytes compressed, ${bytes - budget} too many`);
  });
}
