// An estimate in several councils at once: the same figures as the pages of people, and what a resident does there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { open, reload, violations, visitor } from './browser.mjs';
import { browser, site } from './opened.mjs';
import { folder, root } from './site.mjs';

const address = 'compare/estimate/';

/** The rows of a CSV file, by its columns. */
function csv(file) {
  const cells = readFileSync(path.join(folder, file), 'utf8').trimEnd().split('\n')
    .map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].slice(0, -1).map(([, cell]) => cell.replace(/^"|"$/g, '').replaceAll('""', '"')));
  const [head, ...rows] = cells;
  return rows.map((row) => Object.fromEntries(head.map((name, place) => [name.trim(), (row[place] ?? '').trim()])));
}

/** A person, as far as the page can be told: whom the rules are for, the year, and what is said of needs and of each nation. */
function persona(name) {
  const text = readFileSync(path.join(root, 'schemes/personas', `${name}.yaml`), 'utf8');
  const said = (key) => {
    const found = new RegExp(`^${key}:\\s*\\{([^}]*)\\}`, 'm').exec(text)?.[1] ?? '';
    return Object.fromEntries([...found.matchAll(/([\w-]+):\s*("[^"]*"|[^,]*)/g)].map(([, fact, value]) => [fact, value.trim().replace(/^"|"$/g, '')]));
  };
  const word = (key, otherwise) => new RegExp(`^${key}: (.*)$`, 'm').exec(text)?.[1] ?? otherwise;
  return { group: word('for', 'adults').replace(' ', '-'), year: word('year'), needs: said('needs'), nations: { england: said('england'), wales: said('wales'), scotland: said('scotland') } };
}

/** Fills the form in for a law, all at once, with all councils chosen. */
const fill = (page, area, year, said) => page.evaluate(([wanted, of, answers]) => {
  const form = document.querySelector('#several');
  const chooser = form.querySelector('#area');
  const change = (field) => field.dispatchEvent(new Event('input', { bubbles: true }));
  if (chooser) {
    chooser.value = wanted;
    change(chooser);
  }
  const own = form.querySelector(`[data-area="${wanted}"]`);
  const list = own.querySelector('[data-year]');
  if ([...list.options].some(({ value }) => value === of)) list.value = of;
  else {
    // A year that nobody has rules of: each council's newest.
    list.add(new Option(of, of));
    list.value = of;
  }
  for (const box of own.querySelectorAll('[data-councils] input')) box.checked = true;
  for (const field of own.querySelectorAll('[data-fact]')) {
    const text = answers[field.dataset.fact] ?? '';
    const period = form.querySelector(`[data-period-of="${field.id}"]`);
    const often = [...(period?.options ?? [])].find(({ value }) => value && text.endsWith(` ${value}`));
    if (often) period.value = often.value;
    field.value = often ? text.slice(0, -often.value.length).trim() : text.replace(/ a week$/, field.tagName === 'SELECT' ? '$&' : '');
  }
  change(list);
}, [area, year, said]);

const workOut = async (page) => {
  await page.locator('#several [type=submit]').click();
  await page.waitForFunction(() => !document.querySelector('#result').hidden && document.querySelector('#numbers tbody tr'), undefined, { timeout: 60_000 });
};

/** What the table says: the figures by edition and column. */
const table = (page) => page.evaluate(() => [...document.querySelectorAll('#numbers tbody tr')].map((row) => ({
  id: row.querySelector('th a').getAttribute('href').replace(/^(\.\.\/)+|index\.html$/g, '').replace(/\/$/, ''),
  cells: Object.fromEntries([...row.querySelectorAll('td')].map((cell) => [cell.dataset.label, cell.innerText.trim()])),
})));

const columns = { points: 'Points', budget: 'Budget, a week', charge: 'Pays, a week', 'council-pays': 'Council pays, a week', left: 'Left to live on, a week' };

/** A figure of the data as the table has it. */
function cell({ low, high, state, unit }) {
  const grouped = (text) => {
    const [pounds, pence = ''] = text.replace('-', '').split('.');
    const sign = text.startsWith('-') ? '−' : '';
    const figure = `${pounds.replace(/\B(?=(\d{3})+$)/g, ',')}${/[1-9]/.test(pence) ? `.${pence}` : ''}`;
    return unit.startsWith('£') ? `${sign}£${figure}` : `${sign}${figure}`;
  };
  const after = unit.startsWith('£') ? unit.replace(/^£( a week)?/, '') : ` ${unit}`;
  if (state === 'exact') return `${grouped(low)}${after}`;
  if (state === 'range') return unit.startsWith('£') ? `${grouped(low)} to ${grouped(high)}${after}` : `${grouped(low)}${after} to ${grouped(high)}${after}`;
  if (state === 'from') return `${grouped(low)}${after} or more`;
  return state === 'not published' ? 'Not published' : 'Not known';
}

const figures = csv('compare/figures.csv');
const people = [...new Set(figures.map(({ persona: name }) => name))];

describe('the figures are those of the person’s page, to the penny, in every council', () => {
  for (const name of people) {
    test(name, { timeout: 300_000 }, async () => {
      const { group, year, needs, nations } = persona(name);
      const { page, faults, close } = await open(browser, site, address);
      const areas = await page.evaluate(() => [...document.querySelectorAll('[data-area]')].map(({ dataset }) => dataset.area));
      const wrong = [];
      const seen = new Set();
      for (const area of areas.filter((one) => one.endsWith(`-${group}`))) {
        const nation = area.slice(0, -group.length - 1);
        await fill(page, area, year, { ...nations[nation], ...needs });
        await workOut(page);
        for (const { id, cells } of await table(page)) {
          const own = figures.filter((one) => one.persona === name && `${one.folder}/${one.edition}` === id);
          if (!own.length) continue;
          seen.add(id);
          const expected = Object.fromEntries(own.map((one) => [columns[one.output], cell(one)]));
          for (const column of Object.values(columns)) {
            const found = cells[column] ?? 'Not decided by these rules';
            if (found !== (expected[column] ?? 'Not decided by these rules')) wrong.push(`${id}, ${column}: ${found}, and not ${expected[column]}`);
          }
        }
      }
      // One edition of each council that the person goes through.
      const councils = new Set(figures.filter((one) => one.persona === name).map((one) => one.folder));
      assert.deepEqual([...councils].filter((council) => ![...seen].some((id) => id.startsWith(`${council}/`))), []);
      await close();
      assert.deepEqual([wrong, faults], [[], []]);
    });
  }
});

describe('a resident', () => {
  const councils = ['knowsley-charging', 'lambeth-charging'];
  const box = (page, name) => page.locator(`[data-area]:not([hidden]) [data-councils] input[value="${name}"]`);
  const answer = async (page, said) => {
    for (const [fact, text] of Object.entries(said)) {
      const field = page.locator(`[data-area]:not([hidden]) [data-fact="${fact}"]`);
      await field.evaluate((one) => { const fold = one.closest('details'); fold.open = true; });
      await ((await field.evaluate(({ tagName }) => tagName)) === 'SELECT' ? field.selectOption(text) : field.fill(text));
    }
  };
  const shownFacts = (page) => page.evaluate(() => [...document.querySelectorAll('[data-area]:not([hidden]) .up-asked:not([hidden]) [data-fact]')].map(({ dataset }) => dataset.fact));

  test('is told without a script what there is instead', async () => {
    const { page, faults, close } = await open(browser, site, address, { scripts: false });
    assert.match(await page.locator('#without').innerText(), /script/);
    assert.equal(await page.locator('form').count(), 0);
    assert.ok(await page.locator('#people + ul a').count() > 10);
    assert.ok(await page.locator('#estimates + ul a').count() > 5);
    await close();
    assert.deepEqual(faults, []);
  });

  test('loads nothing of the engine and of the councils before it is asked for, and sends no answer', async () => {
    const { page, faults, requests, close } = await open(browser, site, address);
    for (const name of councils) await box(page, name).check();
    await answer(page, { setting: 'home', assessed: 'yes' });
    const before = [...requests];
    await workOut(page);
    await answer(page, { age: 'pension-age', household: 'single', state_pension: '221.20' });
    assert.deepEqual(before.map(({ url }) => url).filter((url) => /wasm|estimator|messages|\.json|rules\.txt/.test(url)), []);
    await workOut(page);
    const asked = requests.map(({ url }) => url.slice(site.home.length).replace(/^assets\/(\w+)-\w+/, '$1'));
    assert.ok(asked.includes('estimator.wasm') && asked.filter((url) => url.startsWith('compare/estimate/') && url.endsWith('.json')).length === councils.length, `${asked}`);
    assert.equal(requests.filter(({ url }) => url.endsWith('.wasm')).length, 1);
    assert.ok(!requests.some(({ url }) => /221|single/.test(url)));
    await close();
    assert.deepEqual(faults, []);
  });

  test('is asked only what the chosen councils ask, each once, and more after answers that lead there', async () => {
    const { page, close } = await open(browser, site, address);
    assert.deepEqual(await shownFacts(page), []);
    await box(page, 'lambeth-charging').check();
    const alone = await shownFacts(page);
    assert.ok(alone.includes('setting') && !alone.includes('washing') && !alone.includes('household'), `${alone}`);
    await box(page, 'exampleshire').check();
    const both = await shownFacts(page);
    assert.ok(both.includes('washing'));
    assert.equal(new Set(both).size, both.length);
    await answer(page, { setting: 'home', assessed: 'yes' });
    assert.ok(!(await shownFacts(page)).includes('household'));
    await workOut(page);
    await answer(page, { age: 'pension-age' });
    assert.ok((await shownFacts(page)).includes('household'));
    // From now on an answer brings up at once what it leads to.
    assert.ok(!(await shownFacts(page)).includes('rent'));
    await answer(page, { household: 'single', pays_housing: 'yes' });
    assert.ok((await shownFacts(page)).includes('rent'));
    await close();
  });

  test('is asked, once all else is answered, what a council may ask of which not all is known', async () => {
    const { page, faults, close } = await open(browser, site, address);
    const { year, needs, nations } = persona('rose');
    const late = ['meals', 'journeys', 'alarm', 'over_85'];
    const said = { ...nations.england, ...needs };
    const early = Object.fromEntries(Object.entries(said).filter(([fact]) => !late.includes(fact)));
    const area = await page.locator('[data-area]').evaluateAll((all) => all.map(({ dataset }) => dataset.area).find((one) => one.startsWith('england')));
    await fill(page, area, year, early);
    const boxes = page.locator('[data-area]:not([hidden]) [data-councils] input');
    await boxes.evaluateAll((all) => { for (const one of all) one.checked = one.value === 'hackney-charging'; all[0].dispatchEvent(new Event('input', { bubbles: true })); });
    await workOut(page);
    const asked = await shownFacts(page);
    assert.deepEqual(late.filter((fact) => !asked.includes(fact)), []);
    await answer(page, { meals: '0', journeys: '0', alarm: 'no', over_85: 'no' });
    await workOut(page);
    const [row] = await table(page);
    const own = figures.find(({ persona: who, folder: council, edition, output }) => who === 'rose' && council === 'hackney-charging' && edition === year && output === 'charge');
    assert.equal(row.cells[columns.charge], cell(own));
    await close();
    assert.deepEqual(faults, []);
  });

  test('is told which councils have what year, what is open and why, and how answers were taken over', async () => {
    const { page, close } = await open(browser, site, address);
    await box(page, 'lambeth-charging').check();
    await box(page, 'exampleshire').check();
    await page.locator('[data-area]:not([hidden]) [data-year]').selectOption('2024-25');
    await workOut(page);
    const rows = Object.fromEntries((await table(page)).map(({ id, cells }) => [id.split('/')[0], cells]));
    assert.match(rows.exampleshire['Rules of'], /2026-27, another year/);
    assert.match(rows['lambeth-charging']['Rules of'], /^2024-25/);
    assert.match(rows['lambeth-charging']['Pays, a week'], / to |Not known|Not published/);
    assert.notEqual(rows['lambeth-charging']['Why there is no one figure'], 'There is one.');
    assert.match(await page.locator('#found').innerText(), /Rules that are not of 2024-25 stand apart\. This is an estimate, not a decision\. Questions not answered below: \d+\./);
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1');
    const names = await page.locator('#numbers tbody th a').allInnerTexts();
    assert.deepEqual(names, [...names].sort((one, other) => one.localeCompare(other)));
    assert.match(await page.locator('#taken details').last().textContent(), /Left open\. You have not said\./);
    await close();
  });

  test('finds the answers and the result again on the way back', async () => {
    const { page, close } = await open(browser, site, address);
    await box(page, 'lambeth-charging').check();
    await answer(page, { setting: 'home', assessed: 'yes' });
    await workOut(page);
    await answer(page, { age: 'pension-age', household: 'single', state_pension: '221.20' });
    await workOut(page);
    const before = await table(page);
    await page.locator('#numbers tbody th a').first().click();
    await page.waitForLoadState();
    await page.goBack();
    await page.waitForFunction(() => document.querySelector('#numbers'));
    assert.deepEqual(await table(page), before);
    assert.equal(await page.locator('[data-area]:not([hidden]) [data-fact=state_pension]').inputValue(), '221.20');
    await reload(page);
    await page.waitForFunction(() => document.querySelector('#numbers'));
    assert.ok(await box(page, 'lambeth-charging').isChecked());
    assert.equal(await page.locator('[data-area]:not([hidden]) [data-fact=household]').inputValue(), 'single');
    await close();
  });

  test('finds a council by name, and hears how many are shown and chosen', async () => {
    const { page, close } = await open(browser, site, address);
    const count = page.locator('[data-area]:not([hidden]) [data-count]');
    assert.equal(await count.getAttribute('role'), 'status');
    await page.locator('[data-area]:not([hidden]) [data-find]').fill('LAMB');
    assert.match(await count.innerText(), /^1 of \d+ councils shown, 0 chosen\.$/);
    await page.getByRole('button', { name: 'Choose all that are shown' }).first().click();
    assert.match(await count.innerText(), /^1 of \d+ councils shown, 1 chosen\.$/);
    await close();
  });

  test('is told which council could not be loaded, and gets the others', async () => {
    const { page, close } = await visited((url) => /lambeth-charging\/.*\.json/.test(url));
    for (const name of councils) await box(page, name).check();
    await workOut(page);
    assert.match(await page.locator('#failed').innerText(), /The rules of Lambeth could not be loaded\./);
    assert.equal((await table(page)).length, 1);
    await close();
  });

  test('is told where the engine cannot be had, and keeps the answers', async () => {
    const { page, close } = await visited((url) => url.endsWith('.wasm'));
    await box(page, 'lambeth-charging').check();
    await answer(page, { setting: 'home' });
    await page.locator('#several [type=submit]').click();
    await page.locator('#alert').waitFor();
    assert.equal(await page.locator('[data-area]:not([hidden]) [data-fact=setting]').inputValue(), 'home');
    await close();
  });

  test('finds no fault in it with a result, narrow and wide, light and dark', async () => {
    const { page, faults, close } = await open(browser, site, address);
    for (const name of [...councils, 'exampleshire']) await box(page, name).check();
    await workOut(page);
    await page.evaluate(() => { for (const fold of document.querySelectorAll('details')) fold.open = true; });
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `wider than ${width}`);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        faults.push(...await violations(page));
      }
    }
    await close();
    assert.deepEqual(faults, []);
  });

  /** A visitor for whom some files are not there. */
  async function visited(isMissing) {
    const { page, visit, close } = await visitor(browser, site, { mayMiss: isMissing });
    await page.route('**/*', (route) => (isMissing(route.request().url()) ? route.fulfill({ status: 404, body: 'none' }) : route.continue()));
    await visit(address);
    return { page, close };
  }
});
