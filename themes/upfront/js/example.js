// A worked example opened with its answers filled in.
import { fill, own, story } from './answers.js';
import { rules } from './engine.js';
import { byId, say } from './page.js';
import { keep } from './steps.js';

/** @import { Example } from './data.d.ts' */

/** @param {string} id */
const exampleOf = (id) => /** @type {Example} */ (rules.examples.find((one) => one.id === id));

/** Fills in the answers of an example, unless they have been already. @param {string} [id] */
export function openExample(id) {
  if (!id || id === story) return;
  keep.checked = false;
  fill(Object.fromEntries(exampleOf(id).answers), id);
}

/** Says whose answers these are, and whether they still are. */
export function showStory() {
  byId('story').hidden = !story;
  if (!story || !rules) return;
  const { title, answers } = exampleOf(story);
  byId('story-title').textContent = say('page-story', { title });
  byId('story-changed').hidden = `${Object.entries(own())}` === `${answers}`;
}
