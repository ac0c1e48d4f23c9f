// What the reader does.
import { choices, faultOf, fill, given, question, questions, setBase, setStory, soFar, story } from './answers.js';
import { arrive, fail } from './arrive.js';
import { askable, askedWith } from './explained.js';
import { clearFault, refuse } from './faults.js';
import { byId, form, heading, say } from './page.js';
import { at, checked, dropEntries, go, isHere, keep, keepAnswers, kept, now, remember, setChecked } from './steps.js';
import { forget, openLink } from './share.js';

/** On from the step that is shown, if its answer can be taken. */
function goOn() {
  const [state, one] = now;
  if (state === 'check') go('result');
  if (!one) return;
  clearFault();
  keepAnswers();
  try {
    const { errors, explained } = soFar();
    if (given(one) === '' || errors.includes(one.id)) {
      const fault = faultOf(one);
      refuse(one, fault && say(...fault));
      return;
    }
    if (state === 'what-if') {
      go('compare');
      return;
    }
    // On to the next question; from checking, only to those that a change has brought up.
    const [part, list] = askedWith(explained, one.id);
    const next = checked > part
      ? askable(explained).find((other) => other.part < checked && given(question(other)) === '')
      : list[list.findIndex(({ id }) => id === one.id) + 1];
    go(next ? `q/${next.id}` : 'check');
  } catch {
    fail();
  }
}

form.onsubmit = () => {
  goOn();
  return false;
};

form.onreset = () => {
  /** @type {[HTMLInputElement, string, boolean][]} */
  const fields = [.../** @type {Iterable<HTMLInputElement>} */ (/** @type {unknown} */ (form.elements))].map((field) => [field, field.value, field.checked]);
  const [step, example] = [at, story];
  /** @type {HTMLDetailsElement} */ (byId('clear')).open = false;
  // The fields are emptied after this.
  setTimeout(() => {
    setStory();
    setBase();
    keepAnswers();
    setChecked(0);
    go('start');
    forget();
    byId('cleared').hidden = false;
    byId('undo').onclick = () => {
      for (const [field, value, isChecked] of fields) Object.assign(field, { value, checked: isChecked });
      setStory(example);
      keepAnswers();
      go(step);
    };
    dropEntries();
  });
};
form.addEventListener('input', keepAnswers);
for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-print]'))) button.onclick = () => print();

// From the heading, a number chooses that answer, and Enter goes on: two keys for each question.
document.onkeydown = (event) => {
  const { key, ctrlKey, altKey, metaKey } = event;
  const target = /** @type {HTMLInputElement} */ (event.target);
  const [, one] = now;
  const isHeading = /** @type {Element} */ (target) === heading;
  if (ctrlKey || altKey || metaKey || (!isHeading && target.type !== 'radio' && !target.closest('.up-error-summary'))) return;
  if (key === 'Enter' && isHeading) {
    event.preventDefault();
    goOn();
  }
  if (!one || !/^\d$/.test(key)) return;
  if (one.number && isHeading) {
    one.number.focus();
    return;
  }
  /** @type {NodeListOf<HTMLInputElement>} */
  const options = one.box.querySelectorAll('input[type=radio]:not(details input)');
  const option = options[/** @type {any} */ (key) - 1];
  option?.focus();
  option?.click();
};

// A number and "I do not know" cannot both be the answer: the later one stands.
for (const { box, number, unknown, periods } of questions) {
  if (!number || !unknown) continue;
  box.oninput = ({ target }) => {
    if (target !== unknown) unknown.checked = false;
    else if (unknown.checked) {
      number.value = '';
      for (const period of choices(periods)) period.checked = false;
    }
  };
}

heading.parentElement?.prepend(byId('back'));
const saved = sessionStorage.getItem(kept);
const held = history.state;
keep.checked = Boolean(saved);
if (saved && !held?.story) fill(JSON.parse(saved));
else if (held) fill(held.said, held.story);
// Each step begins at its heading, wherever the browser would have gone to.
history.scrollRestoration = 'manual';
const come = () => openLink() || arrive();
come();
addEventListener('hashchange', come);
// A link to where the page is already takes the place of this entry of the history.
addEventListener('popstate', () => { if (!history.state && isHere()) remember(); });
