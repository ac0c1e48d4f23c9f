// What is shown on each step, and the page without an engine.
import { answers, questions, soFar, work } from './answers.js';
import { showCompare, tryOther } from './change.js';
import { summary } from './elements.js';
import { estimator, load } from './engine.js';
import { openExample, showStory } from './example.js';
import { asked, askedWith } from './explained.js';
import { clearFault } from './faults.js';
import { showLetter } from './letter.js';
import { byId, heading, painted, say } from './page.js';
import { showResult } from './result.js';
import { begin, checked, enter, now, remember, restart, setChecked, setFailed, show, showNothing, step } from './steps.js';

/** @import { Explained } from './data.d.ts' */
/** @import { Question } from './answers.js' */

/** Where the way back leads. @param {string} href */
const setBack = (href) => { /** @type {HTMLAnchorElement} */ (byId('back').firstChild).href = href; };

/** The page comes first; the engine is loaded once it has been painted. */
const loading = painted().then(load).catch(fail);

/** Says that the engine is not there yet, and gives the page to the reader when it is. */
export function wait() {
  show('wait');
  begin();
  return loading;
}

/** Without the engine the page is the worksheet, and says so. */
export function fail() {
  setFailed();
  byId('alert').hidden = false;
  arrive();
}

/** Shows the step that the address names. @returns {Promise<void>} */
export async function arrive() {
  enter();
  let [state, one, example] = step();
  if (!state) return remember();
  byId('no-answers').hidden = true;
  byId('no-fit').hidden = true;
  // A step in the middle means nothing without the answers before it.
  const bare = questions[0] && !example && !Object.keys(answers())[0];
  let needsRules = !/start|paper/.test(state);
  if (bare && needsRules && (state !== 'question' || (!now[0] && one !== questions[0]))) {
    restart();
    [state, one] = /** @type {[string, undefined?]} */ (['start']);
    needsRules = false;
    byId('no-answers').hidden = false;
  }
  clearFault();
  if (needsRules && !estimator) {
    await wait();
    if (now[0] !== 'wait') return;
    showNothing();
    return arrive();
  }
  const moved = now[0] || location.hash;
  show(state, one);
  if (needsRules) {
    try {
      openExample(example);
      tryOther(state, one);
      // A question that other answers have left out has no step of its own.
      if (one && soFar().explained.answers.some(({ id, asked: wanted }) => id === one?.id && wanted === 'no')) {
        history.replaceState(null, '', state === 'question' ? '#check' : '#result');
        return arrive();
      }
      const { explained } = state === 'question' ? soFar() : work();
      if (one && state === 'question') showQuestion(one, explained);
      if (state === 'check') showCheck(explained);
      if (state === 'result' || state === 'letter') showResult(explained);
      if (state === 'letter') showLetter();
      if (one && state === 'what-if') heading.textContent = one.ask;
      if (state === 'letter' || state === 'what-if') setBack('#result');
      if (state === 'compare') showCompare(explained);
    } catch {
      fail();
      return;
    }
  }
  showStory();
  remember();
  if (moved) begin();
}

/** @param {Question} question @param {Explained} explained */
function showQuestion({ id, ask }, explained) {
  heading.textContent = ask;
  const [part, list] = askedWith(explained, id);
  const place = list.findIndex((other) => other.id === id);
  const count = { place: place + 1, all: list.length };
  byId('progress').textContent = list.every((other) => other.asked === 'yes') ? say('page-estimate-progress', count) : say('page-estimate-progress-most', count);
  const before = list[place - 1];
  setBack(checked > part ? '#check' : before ? `#q/${before.id}` : part ? '#result' : '#start');
}

/** @param {Explained} explained */
function showCheck(explained) {
  setChecked(explained.part + 1);
  const list = asked(explained);
  heading.textContent = say('page-check-heading');
  const last = list.at(-1);
  setBack(last ? `#q/${last.id}` : '#start');
  byId('check').replaceChildren(...summary(list, 'h2'));
}
