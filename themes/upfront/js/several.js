// An estimate in several councils at once. Nothing that is answered leaves the page: what is loaded are rules, when they are
// asked for, by the names of the councils that were chosen.
import { byId, heading, make, painted, say } from './page.js';
import { chosen, form, recall, remember, said, showArea, showCouncils, showQuestions, yearOf } from './said.js';
import { showSideBySide } from './side_by_side.js';
import { askedBy, loadCouncil, loadEngine, work } from './take_over.js';

/** @import { Worked } from './several.d.ts' */

const found = byId('found');
const result = byId('result');
/** Counts how often it was worked out: only the last counts. */
let run = 0;

/** Says what is going on. @param {string[]} sentences */
const tell = (...sentences) => found.replaceChildren(...sentences.map((sentence) => make('span', {}, sentence, ' ')));

/** The name of a council by the id of its edition. @param {string} id */
const nameOf = (id) => form.querySelector(`[data-name="${CSS.escape(id.split('/')[0])}"]`)?.textContent ?? id;

/** Works out every chosen council, one after the other, and shows them beside one another. */
async function workOut() {
  const own = run += 1;
  const editions = chosen();
  byId('alert').hidden = true;
  if (!editions[0]) {
    tell(say('page-several-choose'));
    heading.focus();
    return;
  }
  tell(say('page-several-loading', { count: editions.length }));
  try {
    await loadEngine();
  } catch {
    byId('alert').hidden = false;
    tell();
    byId('alert').focus();
    return;
  }
  const answers = said();
  /** @type {Worked[]} */
  const worked = [];
  /** @type {string[]} */
  const failed = [];
  await Promise.all(editions.map(async ({ id }) => {
    try {
      const council = await loadCouncil(id);
      await painted();
      worked.push(work(council, answers));
    } catch {
      failed.push(id);
    }
  }));
  if (own !== run) return;
  const year = yearOf();
  const findings = worked[0] ? showSideBySide(worked, year) : [];
  byId('failed').replaceChildren(...failed.map((id) => make('li', {}, say('page-several-failed', { council: nameOf(id) }))));
  result.hidden = false;
  byId('stale').hidden = true;
  byId('compared-about').hidden = !worked[0];
  const left = showQuestions(worked.flatMap(({ asked }) => asked));
  const isMixed = worked.some(({ edition }) => edition !== year);
  tell(
    ...findings,
    ...(isMixed ? [say('page-several-mixed', { year })] : []),
    ...(failed[0] ? [say('page-several-some-failed', { count: failed.length })] : []),
    say('page-several-indicative'),
    ...(left ? [say('page-several-left', { count: left })] : []),
  );
  remember(true);
  heading.focus();
  scrollTo(0, 0);
}

form.onsubmit = () => {
  workOut();
  return false;
};
form.addEventListener('input', ({ target }) => {
  const field = /** @type {HTMLInputElement} */ (target);
  if (field.id === 'area') {
    showArea();
    result.hidden = true;
    tell();
  } else if (field.matches('[data-find]')) {
    showCouncils();
    return;
  } else {
    if (field.type === 'checkbox') showCouncils();
    showQuestions();
    byId('stale').hidden = result.hidden;
  }
  remember(!result.hidden);
});
// Once rules are loaded, an answer brings up at once what it leads to.
form.addEventListener('change', () => showQuestions(askedBy(chosen().map(({ id }) => id), said())));
for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (form.querySelectorAll('[data-choose]'))) {
  button.onclick = () => {
    const isAll = button.dataset.choose === 'all';
    for (const box of showCouncils()) box.checked = isAll;
    showCouncils();
    showQuestions();
    remember(!result.hidden);
  };
}
// Enter in the box that finds councils finds them, and does not work anything out.
form.addEventListener('keydown', (event) => {
  const field = /** @type {HTMLElement} */ (event.target);
  if (event.key === 'Enter' && field.matches('[data-find]')) event.preventDefault();
});
byId('without').hidden = true;
// What was worked out before is worked out again on the way back.
if (recall()) workOut();
