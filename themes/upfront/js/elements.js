// What the page is filled with.
import { make, say } from './page.js';

/** @import { Answer } from './data.d.ts' */

/** A way to a step, with the question that it is about for those who hear it alone. @param {string} href @param {string} says @param {string} ask */
export const to = (href, says, ask) => make('a', { href }, says, make('span', { className: 'up-unseen' }, ` ${ask}`));
/** A question, what to say of it, and what can be done. @param {string | Node} ask @param {(string | Node)[]} says @param {(string | Node)[]} links */
export const fact = (ask, says, ...links) => make('div', {}, make('dt', {}, ask), make('dd', {}, ...says), make('dd', { className: 'up-screen' }, ...links));
/** @param {(string | Node)[]} says */
export const small = (...says) => make('span', { className: 'up-counts' }, ...says);

/** What stands only on paper. @param {string} says */
export const forPaper = (says) => make('span', { className: 'up-paper' }, says);

/** The headings of the parts, where there are several. */
export const names = [...document.querySelectorAll('#estimate h3')].map(({ textContent }) => textContent);

/**
 * Each question with its answer and a way to change it; where there are several parts, each below its heading.
 * @param {Answer[]} list
 * @param {'h2' | 'h3'} level
 * @param {string[]} more What else can be done.
 */
export const summary = (list, level, ...more) => names.concat('').slice(0, 1 + Math.max(0, ...list.map(({ part }) => part))).flatMap((name, place, all) => [
  ...(all[1] ? [make(level, {}, name)] : []),
  make('dl', { className: 'up-facts up-answers' }, ...list.filter(({ part }) => part === place).map(({ id, ask, answer, counts, number }) => fact(
    make('span', {}, forPaper(`${number} `), ask), [answer, small(counts)], to(`#q/${id}`, say('page-check-change'), ask), ...more.flatMap((says) => [' ', to(`#what-if/${id}`, says, ask)]),
  ))),
]);

/** An outline of the engine: a paragraph for a line, and a list for those that begin with a tab. @param {string} text */
export const outline = (text) => {
  const box = make('div');
  /** @type {ParentNode[]} */
  const at = [box];
  for (const line of text.split('\n')) {
    const depth = line.lastIndexOf('\t') + 1;
    at.splice(depth + 1);
    at[depth] ??= /** @type {Element} */ (depth > 1 ? at[depth - 1].lastChild : box).appendChild(make('ul'));
    at[depth].append(make(depth ? 'li' : 'p', {}, line.trim()));
  }
  return box.childNodes;
};

/** An item for each sentence, or for each list of what a sentence is made of. @param {HTMLElement} list @param {(string | (string | Node)[])[]} sentences */
export const items = (list, sentences) => list.replaceChildren(...sentences.map((one) => make('li', {}, .../\n/.test(`${one}`) ? outline(`${one}`) : [one].flat())));
