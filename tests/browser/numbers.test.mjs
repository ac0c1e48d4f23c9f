// One source of numbers: what the pages, their charts, the sheets and the estimator say is what `scheme.json` says.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { rules, told } from './journey.mjs';
import { read } from './markup.mjs';
import { files, folder } from './site.mjs';

const editions = (await files()).filter((file) => file.endsWith('/scheme.json')).map(path.dirname);

/** The rows of a sheet, by the names in its first line. */
function sheet(file) {
  // A scheme that has none of something has no sheet of it.
  if (!existsSync(path.join(folder, file))) return [];
  const [heads, ...rows] = readFileSync(path.join(folder, file), 'utf8').trimEnd().split(/\r?\n(?=(?:[^"]*"[^"]*")*[^"]*$)/).map(
    (line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain),
  );
  return rows.map((row) => Object.fromEntries(heads.map((head, place) => [head, row[place]])));
}

/** A number without what changes nothing of it: `48.00` is `48`. */
const plain = (text) => text.replaceAll(',', '').replace(/^(-?\d+\.\d*?)0+$/, '$1').replace(/\.$/, '');
/** The numbers that a text has, as they stand in data. */
const numbers = (text) => (text.match(/\d[\d,]*(?:\.\d+)?/g) ?? []).map((number) => plain(number.replace(/,$/, '')));
/** The figures of an amount as the rules hold it: one, two of a range, or none. */
const figures = (amount) => (typeof amount === 'string' ? [] : Object.values(amount).flat().map(plain));
/** The figures of a row of a sheet. */
const told_in = ({ amount, most }) => [amount, most].filter(Boolean).map(plain);

/** The text of an element, with its parts told apart. */
const spaced = (element) => element.nodes.map((node) => (typeof node === 'string' ? node : spaced(node))).join(' ');

/** Holds a text to an amount: it has each figure of it. */
function assertSaid(text, amount, where) {
  const said = numbers(text);
  // Nothing is said in a word.
  for (const figure of figures(amount)) assert.ok(said.includes(figure) || (figure === '0' && /nothing/.test(text)), `${where}: ${figure} in “${text}”`);
}

/** What the drawings of a page show: for each, how high its marks are, by the numbers at its axis. */
function drawn(page) {
  return page.named('svg').map((svg) => {
    const of = (name) => svg.all(({ attributes }) => attributes.class === name);
    const points = ({ attributes }) => attributes.points.split(' ').map((point) => point.split(',').map(Number));
    const lines = [...of('up-chart-axis'), ...of('up-chart-grid')].map((line) => points(line)[0][1]).sort((a, b) => b - a);
    const labels = of('up-chart-words').filter(({ attributes }) => attributes['text-anchor'] === 'end').map(({ text }) => Number(numbers(text)[0]));
    if (lines.length < 2 || labels.length !== lines.length) return [];
    labels.sort((a, b) => a - b);
    const scale = (labels.at(-1) - labels[0]) / (lines[0] - lines.at(-1));
    // A mark with two ends at one height is a step.
    const marks = of('up-chart-mark').map(points).filter((mark) => mark.length === 2 && mark[0][1] === mark[1][1]);
    return { marks: marks.map(([[, y]]) => labels[0] + (lines[0] - y) * scale), pixel: scale };
  });
}

/** Somebody for whom a home says what is left at least. */
const single = { setting: 'home', assessed: 'yes', age: 'pension-age', household: 'single', children: '0', carer: 'no' };

let loaded = 0;
/** The estimator of an edition, as its page loads it. */
async function estimator(edition) {
  const { attributes } = read(`${edition}/estimate/index.html`).page.named('form').find(({ attributes: has }) => has['data-wasm']);
  const file = (name) => path.join(folder, edition, 'estimate', attributes[`data-${name}`]);
  // A copy of its own each time: a module holds what it has loaded.
  loaded += 1;
  const module = await import(`${pathToFileURL(file('engine'))}?${loaded}`);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file('wasm'))), { './estimator_bg.js': { ...module } });
  module.__wbg_set_wasm(exports);
  exports.__wbindgen_start();
  assert.ok(module.load(readFileSync(file('scheme'), 'utf8'), readFileSync(file('messages'), 'utf8')));
  return (answers) => JSON.parse(module.estimate(Object.entries(answers).flat().join('\x1f'), false)).explained;
}

for (const edition of editions) {
  describe(edition, () => {
    const scheme = rules(edition);
    const { page: how } = read(`${edition}/how/index.html`);
    const places = how.byId;

    test('named amounts: the sheet and the page of the rules', () => {
      const rows = sheet(`${edition}/data/rates.csv`);
      for (const rate of scheme.rates) {
        const dated = rows.filter(({ rate: id }) => id === rate.id);
        assert.ok(dated.length, rate.id);
        const all = [rate.amount, ...(rate.series ?? []).map(({ amount }) => amount)].filter(Boolean).flatMap(figures);
        for (const row of dated) for (const figure of told_in(row)) assert.ok(all.includes(figure), `${rate.id}: ${figure}`);
        const place = places.get(`rate-${rate.id}`);
        if (place && rate.amount) assertSaid(spaced(place), rate.amount, rate.id);
      }
    });

    test('what answers count: the sheet and the page of the questions', () => {
      const rows = sheet(`${edition}/data/questions.csv`);
      const { page } = read(`${edition}/how/questions/index.html`);
      for (const { id, kind } of scheme.questions) {
        for (const option of kind.options ?? []) {
          for (const [place, counts] of (option.counts ?? []).entries()) {
            if (counts === null) continue;
            const measure = scheme.measures[place].id;
            const row = rows.find((one) => one.question === id && one.option === option.id && one.measure === measure);
            assert.deepEqual(told_in(row), figures(counts), `${id} ${option.id}`);
            const asked = page.byId.get(`question-${id}`);
            assert.ok(asked, id);
            assertSaid(spaced(asked), counts, `${id} ${option.id}`);
          }
        }
      }
    });

    test('tables: the sheet and the page of the rules', () => {
      const rows = sheet(`${edition}/data/tables.csv`);
      for (const table of scheme.tables) {
        const [kind] = Object.values(table.kind);
        const amounts = kind.cells?.flat() ?? (kind.rows ?? kind.points).map(({ gives }) => gives);
        const own = rows.filter((row) => row.table === table.id).map(told_in);
        const place = places.get(`table-${table.id}`);
        assert.ok(place, table.id);
        for (const amount of amounts) {
          assert.ok(own.some((row) => String(row) === String(figures(amount))), `${table.id}: ${figures(amount)}`);
          assertSaid(spaced(place), amount, table.id);
        }
      }
    });

    test('charts: every step is drawn as high as its figure', () => {
      const drawings = [how, read(`${edition}/index.html`).page, ...(existsSync(path.join(folder, edition, 'pay')) ? [read(`${edition}/pay/index.html`).page] : [])].flatMap(drawn);
      for (const kind of ['tables', 'pay']) {
        const inside = path.join(folder, edition, kind);
        const charts = existsSync(inside) ? readdirSync(inside).filter((file) => file.endsWith('.csv')) : [];
        for (const chart of charts) {
          const rows = sheet(`${edition}/${kind}/${chart}`);
          if (!('to_included' in rows[0]) || rows.some(({ gives }) => gives !== 'exact')) continue;
          const wanted = rows.map(({ amount }) => Number(amount));
          const matches = drawings.filter(({ marks, pixel }) => marks?.length === wanted.length && marks.every((mark, place) => Math.abs(mark - wanted[place]) <= 1.5 * pixel));
          assert.ok(matches.length >= 2, `${chart}: ${wanted} among ${JSON.stringify(drawings.map(({ marks }) => marks))}`);
        }
      }
    });

    test('sentences: each number at the edition’s home is one of the rules, or comes of them', async () => {
      const { page } = read(`${edition}/index.html`);
      const charts = ['tables', 'pay'].flatMap((kind) => {
        const inside = path.join(folder, edition, kind);
        return existsSync(inside) ? readdirSync(inside).filter((file) => file.endsWith('.csv')).map((file) => readFileSync(path.join(inside, file), 'utf8')) : [];
      });
      const estimate = await estimator(edition);
      const person = Object.fromEntries(Object.entries(single).filter(([asked]) => scheme.questions.some(({ id }) => id === asked)));
      const people = [person, ...scheme.examples.map((example) => told(scheme, example))];
      const workings = people.flatMap((answers) => estimate(answers).lines.map(([, , amount]) => amount));
      const known = new Set([...workings, readFileSync(path.join(folder, edition, 'scheme.json'), 'utf8'), ...charts].flatMap(numbers).flatMap((number) => [number, number.replace(/^0+(?=\d)/, '')]));
      const has = (name) => ({ attributes }) => (attributes.class ?? '').split(' ').includes(name);
      const said = page.all((one) => has('up-lead')(one) || has('up-num')(one));
      for (const { text } of said) for (const number of numbers(text)) assert.ok(known.has(number), `${number} in “${text}”`);
    });

    test('worked examples: the sheet, their pages and the estimator', async () => {
      const rows = sheet(`${edition}/data/examples.csv`);
      const estimate = await estimator(edition);
      for (const example of scheme.examples) {
        const own = rows.filter((row) => row.example === example.id);
        const { results } = estimate(told(scheme, example));
        const { page } = read(`${edition}/examples/${example.id}/index.html`);
        const outcome = page.all(({ attributes }) => (attributes.class ?? '').split(' ').includes('up-outcome')).map(spaced).join(' ');
        for (const [place, { id }] of scheme.results.entries()) {
          const row = own.find(({ figure }) => figure === id);
          if (row?.gives !== 'exact') continue;
          const [, amount, , low, high] = results[place];
          assert.deepEqual([low, high].map(plain), [plain(row.amount), plain(row.amount)], `${example.id} ${id}`);
          // Whether something holds is told in words.
          if (scheme.steps[scheme.results[place].step].unit.test) continue;
          assertSaid(amount, { exact: row.amount }, `${example.id} ${id}`);
          assertSaid(outcome, { exact: row.amount }, `${example.id} ${id}`);
        }
      }
    });
  });
}
