// What could change the estimate, and what if: other answers are tried one at a time, and two workings stand side by side.
import { answers, base, choices, fill, question, setBase, story, work } from './answers.js';
import { fact, items, small, to } from './elements.js';
import { estimateOf } from './engine.js';
import { asked, figuresOf } from './explained.js';
import { byId, facts, heading, make, say } from './page.js';
import { go, keepAnswers } from './steps.js';

/** @import { Explained } from './data.d.ts' */
/** @import { Question } from './answers.js' */

/** How far two bounds are from each other, to put the greater change first: figures as text. @param {any} a @param {any} b */
const apart = (a, b) => (a === b ? 0 : Math.abs((a ?? Infinity) - (b ?? Infinity)));

/** Whether nobody can change the answer; it is counted with too. @param {{ id: string }} one @returns {any} */
const isFixed = (one) => 'fixed' in question(one).box.dataset;

/**
 * Tells what could change the figures: tries each other option, for as long as the reader stays.
 * @param {Explained} explained
 * @param {() => Promise<boolean>} stays
 */
export async function showChanges(explained, stays) {
  const said = answers();
  const figures = figuresOf(explained);
  if (!figures[0]) return;
  /** @typedef {{ by: number[], sum: number, id: string, ask: string, lines: (string | Node)[] }} Change */
  /** @type {[Change[], Change[]]} */
  const [open, most] = [[], []];
  /** A line for each of `gives`, below the name of the figure where there are several. @param {string} name @param {string[]} gives */
  const lines = (name, gives) => [...(figures[1] ? [make('strong', {}, name)] : []), ...gives];
  const wanted = asked(explained).map(({ id }) => id);
  // What nobody can change is no advice: it comes last where it is not known, and is left out where it is.
  for (const one of asked(explained).sort((a, b) => isFixed(a) - isFixed(b))) {
    const { id, ask, part } = one;
    const { box, number } = question(one);
    const list = (said[id] ?? facts.unknown) === facts.unknown ? open : most;
    if (isFixed(one) && list === most) continue;
    if (number) {
      if (list === open) list.push({ by: [], sum: 0, id, ask, lines: figures.flatMap((figure) => (figure.part < part ? [] : lines(figure.say, [say('page-change-any', { amount: figure.amount })]))) });
      continue;
    }
    /** @type {{ answer: string, more: boolean, low: string | null, high: string | null, amount: string }[][]} */
    const gives = figures.map(() => []);
    for (const { value, nextSibling } of choices(box)) {
      if (value === said[id] || value === facts.unknown) continue;
      if (!(await stays())) return;
      const other = estimateOf({ ...said, [id]: value }).explained;
      const more = asked(other).some((also) => !wanted.includes(also.id));
      const answer = nextSibling?.textContent ?? '';
      gives.forEach((all, place) => all.push({ answer, more, ...figuresOf(other)[place] }));
    }
    let sum = 0;
    const by = gives.map((all, place) => Math.max(0, ...all.map(({ low, high, more }) => {
      const far = Math.max(apart(low, figures[place].low), apart(high, figures[place].high));
      // What is open only because it brings up another question comes after all that is known.
      const known = more && far === Infinity ? 0.001 : far;
      sum += known;
      return known;
    })));
    const changed = figures.flatMap((figure, place) => (by[place] > 0 ? lines(figure.say, gives[place].map((other) => say(other.more ? 'page-change-more' : 'page-change-one', other))) : []));
    if (changed[0] || list === open) list.push({ by, sum, id, ask, lines: changed[0] ? changed : [say('page-change-none')] });
  }
  // What changes the last part most comes first: it is what the reader went on for.
  const order = (/** @type {Change} */ a, /** @type {Change} */ b) => b.by[0] - a.by[0] || b.by[1] - a.by[1] || 0;
  most.sort((a, b) => order(a, b) || b.sum - a.sum);
  byId('ties').hidden = !most[3] || order(most[2], most[3]) !== 0;
  byId('now').textContent = figures.map((one) => say('page-change-now', { what: one.say, amount: one.amount })).join(' ');
  items(byId('near'), explained.near);
  /** @type {[string, Change[]][]} */
  const lists = [['open-answers', open], ['most', most.slice(0, 3)]];
  for (const [name, list] of lists) {
    byId(name).replaceChildren(...list.map(({ id, ask, lines: told }) => fact(ask, told.map((line) => make('div', {}, line)), to(`#what-if/${id}`, say('page-what-if'), ask))));
  }
  byId('changes').hidden = false;
}

/** Keeps to what was answered before another answer was tried, unless that one is kept. @param {string} state @param {Question} [one] */
export function tryOther(state, one) {
  if (base && state !== 'compare' && one !== base.one) {
    fill(base.said, story);
    setBase();
    keepAnswers();
  }
  if (state === 'what-if' && one && !base) setBase({ one, said: answers(), ...work() });
}

/** Both figures, and both workings line by line. @param {Explained} explained */
export function showCompare(explained) {
  if (!base) return;
  const { one, explained: before } = base;
  heading.textContent = say('page-what-if');
  const answer = (/** @type {Explained} */ side) => side.answers.find(({ id }) => id === one.id)?.answer;
  const [was, would] = [answer(before), answer(explained)];
  byId('other-answer').textContent = was === would ? say('page-what-if-same-answer') : say('page-what-if-other', { ask: one.ask, before: was, after: would });
  items(byId('both-figures'), explained.results.map(({ say: what, amount }, place) => say('page-what-if-both', { what, before: before.results[place].amount, after: amount })));
  /** @type {HTMLAnchorElement} */ (byId('another')).href = `#what-if/${one.id}`;
  byId('both-lines').replaceChildren(...explained.lines.map(({ say: what, amount }, place) => {
    const then = before.lines[place].amount;
    const same = amount === then;
    return make('tr', { className: same ? '' : 'up-total' }, make('th', { scope: 'row' }, what), make('td', {}, then), make('td', {}, amount, small(say(same ? 'page-what-if-same' : 'page-what-if-different'))));
  }));
}

byId('keep-other').onclick = () => {
  setBase();
  keepAnswers();
  go('result');
};
byId('leave-other').onclick = () => go('result');
