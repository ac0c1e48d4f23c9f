// The result, its working and the answers that it rests on.
import { given, question } from './answers.js';
import { showChanges } from './change.js';
import { forPaper, items, names, outline, small, summary } from './elements.js';
import { rules } from './engine.js';
import { askable, asked, figuresOf } from './explained.js';
import { byId, day, facts, heading, make, painted, say } from './page.js';
import { now, setChecked, showBelow } from './steps.js';
import { showWays } from './ways.js';

/** @import { Explained, Line } from './data.d.ts' */

/** Where a line's rule comes from. @param {Line} line */
const cite = ({ source, url }) => (source ? small(`${say('page-source')} `, url ? make('a', { href: url }, source) : source) : '');
/** A sentence of the result. @param {string | Node} text @param {string} [className] */
const sentence = (text, className = '') => make('li', { className }, ...(typeof text === 'string' ? outline(text) : [text]));
/** The way on to a later part, where it has a question to answer. @param {Explained} explained */
function showNext(explained) {
  const ended = explained.lines.some(({ taken }) => taken === 'ended');
  const next = askable(explained).find((one) => one.part && !ended && given(question(one)) === '');
  for (const box of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-part]'))) {
    box.hidden = box.dataset.part !== `${next?.part}`;
    /** @type {HTMLAnchorElement} */ (box.querySelector('a')).href = `#q/${next?.id}`;
  }
}

/** @param {Explained} explained */
export function showResult(explained) {
  setChecked(explained.part + 1);
  // A later part is told by its own figure. What comes out of a test stands with its reasons and never by itself.
  const [first] = explained.results;
  const [last] = figuresOf(explained);
  const [what, one] = last?.part ? [last.say, last] : [say('page-results-heading'), first];
  heading.textContent = one.reasons[0] ? what : `${what}: ${one.amount}`;
  const { leads, results, because } = explained;
  byId('figures').replaceChildren(
    ...leads.map((text) => sentence(text)),
    ...results.flatMap((figure) => [make('strong', {}, figure.sentence), ...figure.reasons]).map((text) => sentence(text, 'up-figure')),
    ...(because ? [sentence(because)] : []),
  );
  showNext(explained);
  if (now[0] === 'letter') showWorking(explained);
  else showRest(explained);
}

/** Whether an amount is nothing at all. @param {string} amount */
const isNothing = (amount) => /^\D*0[.0]*\D*$/.test(amount);
/** How a line was done in few words: lines and questions by letter and number, and without what adds nothing. @param {Line} line */
const brief = ({ sentence, sum }) => rules.short.reduce(
  (told, [name, short]) => told.replaceAll(name, short),
  sentence.split('\n').filter((item) => !sum || item[0] !== '\t' || !isNothing(item.slice(item.lastIndexOf('('))))
    .join('\n').replace(/([:.]?)\n(\t*)/g, (_, end, item) => (end || (item ? ';' : '.')) + ' '),
).replace(/\u2060( \([^()]*\))?|^[^.:]+:$/g, '');

/** Every line of the working, below the heading of its part where there are several, and what could not be worked out. @param {Explained} explained */
function showWorking({ results, lines, gaps, part: begun }) {
  const notes = new Set(results.map(({ note }) => note).filter(Boolean));
  items(byId('gap-list'), [...notes, ...gaps]);
  let above = begun ? -1 : 0;
  byId('lines').replaceChildren(...lines.flatMap((line) => {
    const { part } = line;
    const title = part === above ? [] : [make('tr', { className: 'up-part' }, make('td', { colSpan: 3 }, names[part] ?? ''))];
    above = part;
    return [...title, make(
      'tr', { className: `up-${(line.added || !line.letter) && isNothing(line.amount) ? 'none-added' : line.taken}` }, make('th', { scope: 'row' }, forPaper(`${line.letter} `), make('a', { href: `${facts.home}how/index.html#step-${line.id}` }, line.say)),
      make('td', { className: 'up-how' }, forPaper(brief(line)), ...outline(line.sentence), make('p', {}, line.whose, cite(line))), make('td', {}, line.amount),
    )];
  }));
}

/** What stands below the figures waits until they have been painted, unless the reader has gone on. @param {Explained} explained */
async function showRest(explained) {
  const shown = now;
  let until = 0;
  // What takes longer than this many milliseconds lets the page be painted in between.
  const stays = async () => {
    if (performance.now() > until) {
      await painted();
      until = performance.now() + 8;
    }
    return now === shown;
  };
  byId('changes').hidden = true;
  if (!(await stays())) return;
  showWorking(explained);
  byId('answers').replaceChildren(...summary(asked(explained), 'h3', say('page-what-if')));
  byId('today').textContent = day(new Date());
  showBelow();
  for (const term of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-of]'))) term.hidden = /** @type {any} */ (term.dataset.of) > explained.part;
  showWays(explained.lines);
  showChanges(explained, stays);
}
