// A letter to the council, filled with the result and with what is typed beside it.
import { byId, heading, say } from './page.js';

export const sheet = byId('sheet');

export function showLetter() {
  heading.textContent = say('page-letter-heading');
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (sheet.querySelectorAll('[data-from]'))) {
    const from = byId(/** @type {string} */ (part.dataset.from));
    part.replaceChildren(...('value' in from ? [/** @type {string} */ (from.value)] : from.cloneNode(true).childNodes));
  }
}
byId('letter').oninput = showLetter;
