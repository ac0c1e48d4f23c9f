// Answers that cannot be taken: the summary above the question and the message at it.
import { wantsPeriod } from './answers.js';
import { byId, heading, make, say, service } from './page.js';

/** @import { Field } from './answers.js' */

/** @type {[Field, ...Element[]] | undefined} */
let wrong;
export function clearFault() {
  if (!wrong) return;
  const [one, ...told] = wrong;
  wrong = undefined;
  for (const part of told) part.remove();
  one.box.classList.remove('up-wrong');
  // What is described by the message as well stays so: a message that is gone says nothing.
  one.number?.removeAttribute('aria-invalid');
}

/** Says what is wrong with an answer; without words, what its question always asks for. @param {Field} one @param {string} [words] */
export function refuse(one, words) {
  const { box, described, periods } = one;
  const [at, number] = periods && wantsPeriod(one) ? [periods] : [box, one.number];
  const told = words || `${at.dataset.fault ?? say('page-error-nothing')} ${say('page-error-not-sure')}`;
  const message = make('p', { className: 'up-error-message', id: `${box.id}-error` }, told);
  const field = at.querySelector('input');
  field?.closest('label')?.before(message);
  box.classList.add('up-wrong');
  box.setAttribute('aria-describedby', `${described} ${message.id}`.trim());
  number?.setAttribute('aria-invalid', 'true');
  number?.setAttribute('aria-describedby', message.id);
  /** @type {HTMLTemplateElement} */
  const template = byId('error-summary');
  const summary = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (template.content.cloneNode(true)).firstElementChild);
  const link = /** @type {HTMLAnchorElement} */ (summary.querySelector('a'));
  link.href = `#${box.id}`;
  link.textContent = told;
  link.onclick = () => {
    field?.focus();
    box.scrollIntoView();
    return false;
  };
  heading.before(summary);
  wrong = [one, summary, message];
  document.title = `${say('page-error-title')}${heading.textContent} – ${service}`;
  summary.focus();
}
