// A worked example opened with its answers filled in.
import { choices, fill, own, question, story } from './answers.js';
import { rules } from './engine.js';
import { byId, facts, say } from './page.js';
import { keep } from './steps.js';

/** @import { Example } from './data.d.ts' */

/** What was answered to a question, as it would be typed. @param {Example['answers'][number]} answer @param {number} place */
function typed(answer, place) {
  const { id, kind } = rules.questions[place];
  const period = (/** @type {number} */ at) => choices(question({ id }).periods)[at]?.value ?? '';
  if (!answer) return [];
  if (answer === 'unknown') return [[id, facts.unknown]];
  if ('in_period' in answer) return [[id, `${answer.in_period[0]} ${period(answer.in_period[1] + 1)}`]];
  if ('number' in answer) return [[id, `${answer.number} ${period(0)}`.trim()]];
  return 'options' in kind ? [[id, kind.options[answer.option].id]] : [];
}

/** @param {string} id */
const exampleOf = (id) => /** @type {Example} */ (rules.examples.find((one) => one.id === id));
/** @param {string} id */
const answersOf = (id) => exampleOf(id).answers.flatMap(typed);

/** Fills in the answers of an example, unless they have been already. @param {string} [id] */
export function openExample(id) {
  if (!id || id === story) return;
  keep.checked = false;
  fill(Object.fromEntries(answersOf(id)), id);
}

/** Says whose answers these are, and whether they still are. */
export function showStory() {
  byId('story').hidden = !story;
  if (!story || !rules) return;
  byId('story-title').textContent = say('page-story', { title: exampleOf(story).title });
  byId('story-changed').hidden = `${Object.entries(own())}` === `${answersOf(story)}`;
}
