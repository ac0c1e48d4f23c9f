// Councils beside one another: the finding, a dot for each figure on one axis, the table, and how each took the answers over.
import { amount, compare, minus } from './decimals.js';
import { byId, make, say } from './page.js';
import { facts } from './said.js';
import { outputs } from './take_over.js';

/** @import { Figure, Output, Worked } from './several.d.ts' */

/** A council that has this figure. @typedef {{ one: Worked, figure: Figure }} Row */

/** What each figure is called above a column, and what is said of it. */
const columns = {
  points: 'page-person-column-points', budget: 'page-person-column-budget', charge: 'page-person-column-charge',
  'council-pays': 'page-person-column-council-pays', left: 'page-person-column-left',
};
const whats = { charge: 'page-several-charge', budget: 'page-several-budget' };
const sentences = {
  charge: ['page-several-none-charge', 'page-several-one-charge', 'page-several-same-charge', 'page-several-more-charge'],
  budget: ['page-several-none-budget', 'page-several-one-budget', 'page-several-same-budget', 'page-several-more-budget'],
};
const open = {
  'nothing-shared': 'page-several-nothing-shared', 'not-said': 'page-several-not-said',
  'none-fits': 'page-several-none-fits', 'several-fit': 'page-several-several-fit',
};

/** A figure as the table has it, whose heading says the week. @param {Figure} figure @param {string} unit */
function told({ state, low, high }, unit) {
  const bare = unit === facts.weekly ? '£' : unit;
  if (state === 'exact') return amount(low, bare);
  if (state === 'range') return say('page-several-range', { low: amount(low, unit.startsWith('£') ? '£' : unit), high: amount(high, bare) });
  if (state === 'from') return say('page-several-from', { low: amount(low, bare) });
  return say(state === 'not-published' ? 'page-compare-not-published' : 'page-compare-not-known');
}

/** The councils in the order of a chart: ranked, other years, ranges, gaps. @param {Worked[]} all @param {Output} output @param {string} year */
function placed(all, output, year) {
  /** @type {Row[]} */
  const rows = all.flatMap((one) => {
    const figure = one.figures[output];
    return figure?.unit === facts.weekly ? [{ one, figure }] : [];
  });
  // Where real councils stand beside made-up ones, only they are ranked.
  const hasReal = rows.some(({ one }) => !one.fictional);
  const isRanked = (/** @type {Row} */ { one }) => one.edition === year && !(hasReal && one.fictional);
  const exact = rows.filter(({ figure }) => figure.state === 'exact').sort((one, other) => compare(one.figure.low, other.figure.low));
  return {
    ranked: exact.filter(isRanked),
    apart: exact.filter((row) => !isRanked(row)),
    ranges: rows.filter(({ figure }) => /range|from/.test(figure.state)),
    gaps: rows.filter(({ figure }) => /^not/.test(figure.state)),
  };
}

/** Councils by name, or how many there are where they are many. @param {Row[]} rows */
const named = (rows) => (rows.length > 3 ? say('page-compare-councils', { count: rows.length }) : rows.map(({ one }) => one.council).join(', '));

/** What differs between councils, in a sentence. @param {'charge' | 'budget'} output @param {Row[]} ranked @param {string} year */
function finding(output, ranked, year) {
  const [none, only, same, more] = sentences[output];
  const [first, last] = [ranked[0], ranked[ranked.length - 1]];
  if (!first) return say(none, { year });
  const least = first.figure.low;
  const most = last.figure.low;
  if (ranked.length === 1) return say(only, { year, council: first.one.council, amount: amount(least, facts.weekly) });
  if (compare(least, most) === 0) return say(same, { year, count: ranked.length, amount: amount(least, facts.weekly) });
  const at = (/** @type {string} */ end) => named(ranked.filter(({ figure }) => compare(figure.low, end) === 0));
  return say(more, { year, by: amount(minus(most, least), facts.weekly), most: at(most), least: at(least) });
}

/** A mark on the axis, which ends at `most`. @param {Figure} figure @param {number} most @param {boolean} isApart */
function mark({ state, low, high }, most, isApart) {
  const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  drawing.setAttribute('class', 'up-chart-svg');
  drawing.setAttribute('height', '18');
  /** @param {string} name @param {Record<string, string | number>} attributes */
  const draw = (name, attributes) => {
    const drawn = document.createElementNS(drawing.namespaceURI, name);
    for (const [key, value] of Object.entries(attributes)) drawn.setAttribute(key, `${value}`);
    drawing.append(drawn);
  };
  const at = (/** @type {string} */ end) => 3 + (94 * Math.max(0, Number(end))) / most;
  draw('line', { class: 'up-chart-grid', x1: '3%', x2: '97%', y1: 9, y2: 9 });
  if (state === 'exact') draw('circle', { class: isApart ? 'up-chart-bar-change' : 'up-chart-dot', cx: `${at(low)}%`, cy: 9, r: 7 });
  else draw('rect', { class: high ? 'up-chart-bar-ceiling' : 'up-chart-bar-floor', x: `${at(low)}%`, width: `${Math.max(1, (high ? at(high) : 97) - at(low))}%`, y: 4, height: 10 });
  return drawing;
}

/** A round figure that no other is above: where the axis ends. @param {number} most */
function end(most) {
  const power = 10 ** Math.floor(Math.log10(most));
  return power * (/** @type {number} */ ([1, 2, 5, 10].find((step) => step * power >= most)));
}

/** The figures on one axis, as a picture of the table. @param {'charge' | 'budget'} output @param {ReturnType<typeof placed>} groups @param {string} year */
function chart(output, groups, year) {
  const rows = Object.values(groups).flat();
  const most = end(Math.max(1, ...rows.map(({ figure }) => Number(figure.high || figure.low || 0))));
  const picture = make('div', { className: 'up-dots' });
  picture.setAttribute('role', 'img');
  picture.setAttribute('aria-label', say('page-several-chart', { what: say(whats[output]), count: rows.length }));
  picture.setAttribute('aria-details', 'numbers');
  const headings = {
    ranked: say('page-person-group-ranked', { year }), apart: say('page-person-group-apart'),
    ranges: say('page-person-group-ranges'), gaps: say('page-person-group-gaps'),
  };
  for (const [group, list] of Object.entries(groups)) {
    if (!list[0]) continue;
    picture.append(make('p', { className: 'up-dots-group' }, headings[/** @type {keyof typeof headings} */ (group)]));
    for (const { one, figure } of list) {
      const name = one.edition === year ? one.council : say('page-person-row', one);
      picture.append(make('p', {}, name, ' ', make('strong', {}, told(figure, figure.unit))));
      if (group !== 'gaps') picture.append(mark(figure, most, group === 'apart'));
    }
  }
  picture.append(make('p', { className: 'up-dots-axis' }, ...[0, most / 2, most].map((at) => make('span', {}, amount(`${at}`, '£')))));
  return make('figure', { className: 'up-chart' }, make('h2', {}, say(whats[output])), picture, make('figcaption', {}, make('a', { href: '#table' }, say('page-person-same-numbers'))));
}

/** @param {Worked} one @param {Output[]} shown @param {string} year */
function row(one, shown, year) {
  const why = [...new Set(shown.flatMap((output) => one.figures[output]?.why ?? []))];
  const head = make('th', { scope: 'row' }, make('a', { href: one.home }, one.council), ...(one.fictional ? [' ', make('span', { className: 'up-tag' }, say('page-fictional-tag'))] : []));
  /** @param {string} label @param {(string | Node)[]} says */
  const cell = (label, ...says) => {
    const made = make('td', {}, ...says);
    made.dataset.label = label;
    return made;
  };
  const rules = one.edition === year ? one.edition : say('page-person-edition-other', one);
  const counted = shown.map((output) => {
    const figure = one.figures[output];
    if (!figure) return cell(say(columns[output]), say('page-compare-undecided'));
    const shape = { exact: '', range: 'half', from: 'half', 'not-published': 'none', 'not-known': 'none' }[figure.state];
    const text = told(figure, figure.unit);
    return cell(say(columns[output]), shape ? make('span', { className: `up-st up-${shape}` }, text) : text);
  });
  /** @type {(string | Node)[]} */
  const reasons = why.slice(0, 3).map((sentence) => make('p', {}, sentence));
  if (why.length > 3) {
    reasons.push(make('details', {}, make('summary', {}, say('page-several-more-reasons', { count: why.length - 3 })), ...why.slice(3).map((sentence) => make('p', {}, sentence))));
  }
  const dated = make('span', { className: 'up-counts' }, one.dates);
  return make('tr', {}, head, cell(say('page-person-rules'), rules, dated), ...counted, cell(say('page-person-why'), ...(reasons[0] ? reasons : [say('page-person-exact')])));
}

/** How a council took the answers over. @param {Worked} one */
function fold(one) {
  const lines = one.lines.map(({ ask, answer, open: why }) => make('div', {}, make('dt', {}, ask), make('dd', {}, why ? say(open[why]) : answer)));
  const reply = one.reply ? [make('blockquote', { className: 'up-figure' }, make('p', {}, make('b', {}, one.reply.who), ` ${one.reply.says} `, ...(one.reply.page ? [make('a', { href: one.reply.page }, say('page-compare-reply-page'))] : [])))] : [];
  return make('details', { className: 'up-fold' }, make('summary', {}, say('page-person-row', one)), make('dl', { className: 'up-facts' }, ...lines), ...reply);
}

/**
 * Shows what was worked out, and gives the finding.
 * @param {Worked[]} all
 * @param {string} year
 */
export function showSideBySide(all, year) {
  const sorted = [...all].sort((one, other) => one.council.localeCompare(other.council));
  const shown = outputs.filter((output) => sorted.some((one) => one.figures[output]));
  const charts = /** @type {const} */ (['charge', 'budget']).filter((output) => shown.includes(output));
  const drawn = charts.map((output) => ({ output, groups: placed(sorted, output, year) }));
  // Where nothing is ranked, one sentence says so for all.
  const ranked = drawn.filter(({ groups }) => groups.ranked[0]);
  const findings = (ranked[0] ? ranked : drawn.slice(0, 1)).map(({ output, groups }) => finding(output, groups.ranked, year));
  byId('charts').replaceChildren(...drawn.filter(({ groups }) => groups.ranked.length + groups.apart.length + groups.ranges.length).map(({ output, groups }) => chart(output, groups, year)));
  const heads = [say('page-person-council'), say('page-person-rules'), ...shown.map((output) => say(columns[output])), say('page-person-why')];
  const table = make('table', { className: 'up-cards', id: 'numbers' },
    make('caption', {}, say('page-several-caption')),
    make('thead', {}, make('tr', {}, ...heads.map((head) => make('th', { scope: 'col' }, head)))),
    make('tbody', {}, ...sorted.map((one) => row(one, shown, year))));
  byId('compared').replaceChildren(table);
  byId('taken').replaceChildren(...sorted.map(fold));
  return findings;
}
