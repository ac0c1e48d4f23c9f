// The result in plain sentences: what decided it, what it is, and why it is not one figure.
import { given, question } from './answers.js';
import { outline } from './elements.js';
import { facts, make, say } from './page.js';

/** @import { Explained, Result } from './data.d.ts' */

/** @param {Explained} explained */
export function sentences({ results, lines, answers, gaps, part }) {
  const { points, path, decides, unknown } = facts;
  /** @type {Record<string, string>} */
  const worked = Object.fromEntries(lines.filter(({ taken }) => taken === 'yes' || taken === 'maybe').map(({ id, amount }) => [id, amount]));
  const known = [...points.matchAll(/{([\w-]+)}/g)].every(([, id]) => id in worked);
  const way = path.flatMap((id) => lines.filter((line) => line.id === id && id in worked));
  const stop = lines[lines.findIndex(({ taken }) => taken === 'ended') - 1];
  const { because = '' } = stop ?? lines.find(({ id }) => id === decides) ?? {};
  const left = answers.filter((one) => one.asked !== 'no' && one.part <= part && ['', unknown].includes(given(question(one))));
  const count = gaps[left.length] ? 0 : left.length;
  /** @param {Result} result */
  const whole = (result) => {
    const { low, high, reasons } = result;
    if (reasons[0] || (!high && !Number(low)) || low === high || !count) return say('page-sum-open', { ...result });
    return count > 1 ? say('page-sum-many', { ...result, count }) : say('page-sum-one', { ...result });
  };
  const item = (/** @type {string | Node} */ text, className = '') => make('li', { className }, ...(typeof text === 'string' ? outline(text) : [text]));
  return [
    points && known ? [item(points.replace(/{([\w-]+)}/g, (_, id) => worked[id]))] : [],
    // Each figure leads to the next: from what the table says to the result.
    way.slice(1).filter((line, place) => line.amount !== way[place].amount).map((line) => item(`${say('page-sum-open', { ...line })} ${line.sentence}`)),
    results.flatMap((figure) => [make('strong', {}, whole(figure)), ...figure.reasons].map((text) => item(text, 'up-figure'))),
    because ? [item(because)] : [],
  ].flat();
}
