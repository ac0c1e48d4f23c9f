// Every page of the site, as different visitors see it: what only a browser can tell. How pages are marked up, and
// where their links lead, is in structure.test.mjs.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { COLOURS, open, violations, visitor } from './browser.mjs';
import { read } from './markup.mjs';
import { browser, site } from './opened.mjs';
import { address, files, mayHaveScript } from './site.mjs';

const pages = (await files()).filter((file) => file.endsWith('.html'));

/** The ways to every element of a page from its root, by what a style can tell of each on the way, and how many elements there are. */
function waysIn(file) {
  const ways = new Set();
  let elements = 0;
  const add = ({ name, attributes, children }, before) => {
    const said = ['class', 'role', 'type', 'hidden', 'aria-hidden', 'scope'].map((key) => (key in attributes ? `[${key}=${attributes[key]}]` : ''));
    const way = `${before} ${name}${said.join('')}`;
    ways.add(way);
    elements += 1;
    for (const child of children) add(child, way);
  };
  for (const child of read(file).page.children) add(child, '');
  return { ways, elements };
}

/** So many elements take as long to look at as a page takes to open. */
const OPENING = 300;

/** What a page answers, by its address: `how`, `pay`, or how deep it stands where it answers nothing else. */
function question(file) {
  const [council, edition, ...rest] = address(file).split('/').filter(Boolean);
  return rest.slice(0, rest[0] === 'examples' ? 1 : 2).join('/') || [council, edition].filter(Boolean).length;
}

/** How wide the widest table of a page has to be at least, in letters: its cells are broken between words. */
function width(page) {
  const longest = (text) => Math.max(0, ...text.split(/\s+/).map((word) => word.length));
  return Math.max(0, ...page.named('table').map((table) => {
    const columns = [];
    for (const row of table.named('tr')) {
      for (const [place, cell] of row.named('th', 'td').entries()) columns[place] = Math.max(columns[place] ?? 0, longest(cell.text));
    }
    return columns.reduce((sum, letters) => sum + letters, 0);
  }));
}

/** So many pages of each kind are looked at: those with the widest tables. */
const WIDEST = 6;

/** The pages that could be wider than a screen before any other: one with each thing that any page has, and the widest. */
function widest() {
  const found = new Set(kinds);
  const groups = new Map();
  for (const file of pages) groups.set(question(file), [...(groups.get(question(file)) ?? []), [width(read(file).page), file]]);
  for (const group of groups.values()) {
    for (const [, file] of group.sort(([one], [other]) => other - one).slice(0, WIDEST)) found.add(file);
  }
  return [...found];
}

/** Pages that have between them an element in every place where any page has one: always that which has the most new ones for its length. */
function ofEveryKind() {
  const left = pages.map((file) => ({ file, ...waysIn(file) }));
  const chosen = [];
  const worth = ({ ways, elements }) => ways.size / (elements + OPENING);
  for (;;) {
    const best = left.reduce((most, one) => (worth(one) > worth(most) ? one : most));
    if (!best.ways.size) return chosen;
    chosen.push(best.file);
    const seen = [...best.ways];
    for (const { ways } of left) for (const way of seen) ways.delete(way);
  }
}
const kinds = ofEveryKind();

describe('pages of every kind can be used by everybody, narrow and wide, light and dark', () => {
  for (const at of kinds.map(address)) {
    test(`/${at}`, async () => {
      const { page, faults, close } = await open(browser, site, at);
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        for (const [colorScheme, rules] of [['light', {}], ['dark', COLOURS]]) {
          await page.emulateMedia({ colorScheme });
          const found = await violations(page, rules);
          faults.push(...found.map((line) => `${line}, at ${width} in ${colorScheme}`));
        }
      }
      await close();
      assert.deepEqual(faults, []);
    });
  }
});

describe('the widest pages of every kind fit the screen, miss no file, and ask for no script that they may not have', () => {
  let opened;
  before(async () => {
    opened = await visitor(browser, site, { width: 320 });
  });
  after(() => opened.close());
  for (const at of widest().map(address)) {
    test(`/${at}`, async () => {
      const { page, faults, requests, visit } = opened;
      await visit(at);
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        if (wide > width) faults.push(`is ${wide} wide where the screen is ${width}`);
      }
      const scripts = requests.filter(({ kind, url }) => kind === 'script' || url.endsWith('.wasm'));
      if (!mayHaveScript(at)) faults.push(...scripts.map(({ url }) => `loads a script: ${url}`));
      requests.length = 0;
      // 404.html starts at the top of the host that the site's address names. Here the site stands in a folder.
      const isItsOwn = (fault) => at !== '404.html' || !fault.includes('/assets/');
      assert.deepEqual(faults.splice(0).filter(isItsOwn), []);
    });
  }
});
