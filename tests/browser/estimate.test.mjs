// A resident's estimate in the browser is, to the penny, what the command line gives for the same answers.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { open, start, violations } from './browser.mjs';
import { folder, root, serve } from './site.mjs';

const unknown = 'I do not know';
const tool = process.env.UPFRONT ? [process.env.UPFRONT] : ['cargo', 'run', '--release', '--locked', '--quiet', '--'];
const scratch = mkdtempSync(path.join(tmpdir(), 'upfront-'));

let browser;
let site;
before(async () => {
  [browser, site] = await Promise.all([start(), serve()]);
});
after(async () => {
  rmSync(scratch, { recursive: true });
  await Promise.all([browser?.close(), site?.close()]);
});

const rules = (scheme) => JSON.parse(readFileSync(path.join(folder, scheme, 'scheme.json'), 'utf8'));

/** The answers of a worked example as text, by question. */
const told = (scheme, example) => Object.fromEntries(example.answers.flatMap((answer, index) => {
  const { id, kind } = scheme.questions[index];
  if (answer === null) return [];
  return [[id, answer === 'unknown' ? unknown : answer.number ?? kind.options[answer.option].id]];
}));

/** What the command line gives for answers. */
function byTool(scheme, answers) {
  const file = path.join(scratch, 'answers.yaml');
  writeFileSync(file, JSON.stringify(answers));
  const [command, ...first] = tool;
  const printed = execFileSync(command, [...first, 'estimate', scheme, file, '--format', 'json'], { cwd: root, encoding: 'utf8' });
  const { results, lines } = JSON.parse(printed).explained;
  return {
    figures: results.map(({ say, amount }) => `${say}: ${amount}`),
    working: lines.map(({ say, sentence, amount }) => [say, sentence, amount]),
  };
}

/** Fills the form in, all at once, and asks for the estimate. */
async function fill(page, answers) {
  await page.locator('#buttons').waitFor({ state: 'visible' });
  await page.evaluate(([given, open]) => {
    document.getElementById('estimate').reset();
    for (const [id, text] of Object.entries(given)) {
      const box = document.querySelector(`[data-question="${id}"]`);
      const number = box.querySelector('input[type=text]');
      if (!number || text === open) {
        box.querySelector(`input[value="${text}"]`).click();
      } else {
        number.value = text;
        number.dispatchEvent(new Event('input', { bubbles: true }));
      }
    }
  }, [answers, unknown]);
  await page.locator('#buttons [type=submit]').press('Enter');
}

const onPage = async (page) => ({
  figures: await page.locator('#figures li').allTextContents(),
  working: await page.locator('#working tbody tr').evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent))),
});

for (const scheme of ['exampleshire/2026-27', 'essex/2024-25']) {
  describe(scheme, () => {
    const { examples, questions } = rules(scheme);
    const sets = examples.map((example) => [example.title, told({ questions }, example)]);
    const [, whole] = sets[0];
    const half = Object.fromEntries(Object.entries(whole).filter((_, place) => place % 2));
    const last = Object.keys(whole).at(-1);
    sets.push(['half filled in', half], ['not known', { ...whole, [last]: unknown }]);

    test('each worked example, and answers left open, give what the command line gives', async () => {
      const { page, faults, requests, close } = await open(browser, site, `${scheme}/estimate/`);
      for (const [name, answers] of sets) {
        const before = requests.length;
        await fill(page, answers);
        await page.locator('#results').waitFor({ state: 'visible' });
        assert.deepEqual(await onPage(page), byTool(scheme, answers), name);
        assert.equal(requests.length, before, 'nothing leaves the page');
      }
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        faults.push(...(await violations(page)));
      }
      assert.deepEqual(faults, []);
      await close();
    });
  });
}

test('an answer that cannot be read is told, and no figure is shown', async () => {
  const { page, faults, close } = await open(browser, site, 'essex/2024-25/estimate/');
  await fill(page, { home_hours: '1', waking_hours: 'a few' });
  assert.equal(await page.locator('.up-error-summary a').count(), 1);
  assert.ok(await page.locator('#results').isHidden());
  faults.push(...(await violations(page)));
  assert.deepEqual(faults, []);
  await close();
});

test('without the engine the page says so and shows no figure', async () => {
  const bare = await serve({ without: ['.wasm'] });
  const { page, close } = await open(browser, bare, 'essex/2024-25/estimate/', { mayMiss: (url) => url.endsWith('.wasm') });
  assert.ok((await page.locator('#alert').textContent()).trim());
  assert.ok(await page.locator('#buttons').isHidden());
  assert.ok(await page.locator('#results').isHidden());
  assert.deepEqual(await violations(page), []);
  await close();
  await bare.close();
});

test('without scripts the page is the paper worksheet', async () => {
  const { page, faults, close } = await open(browser, site, 'essex/2024-25/estimate/', { scripts: false });
  assert.ok(await page.locator('#paper').isVisible());
  assert.ok(await page.locator('#buttons').isHidden());
  assert.deepEqual(faults, []);
  await close();
});
