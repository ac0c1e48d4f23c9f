// Finds councils in the list of all, by name and by what is said of their rules. What was chosen is the page's own: browsers
// keep it on the way back.
import { filled } from './gaps.js';

/** All within that a selector finds. @param {ParentNode} within @param {string} selector */
const all = (within, selector) => /** @type {HTMLElement[]} */ ([...within.querySelectorAll(selector)]);

/** A name as it is looked for: without capitals and accents. @param {string | undefined} name */
const plain = (name) => `${name}`.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();

const filter = /** @type {HTMLElement} */ (document.getElementById('filter'));
const choices = [...filter.querySelectorAll('select')];
const search = /** @type {HTMLInputElement} */ (filter.querySelector('[type=search]'));
const told = all(filter, '[role=status]')[0];
const councils = all(document, '[data-council]');
/** How many councils these are: some stand in the list twice. @param {HTMLElement[]} some */
const count = (some) => new Set(some.map(({ dataset }) => dataset.council)).size;
const show = () => {
  const wanted = plain(search.value);
  for (const council of councils) {
    const isNamed = plain(council.dataset.council).includes(wanted);
    const parts = all(council, '[data-rules]').concat(council.matches('[data-rules]') ? council : []);
    for (const part of parts) {
      part.hidden = !isNamed || choices.some(({ name: what, value }) => value && part.dataset[what] !== value && !(value in part.dataset));
    }
    council.hidden = parts.every(({ hidden }) => hidden);
  }
  for (const group of all(document, '[data-group]')) group.hidden = !group.querySelector('[data-council]:not([hidden])');
  told.textContent = filled(told.dataset.says, { shown: count(councils.filter(({ hidden }) => !hidden)), all: count(councils) });
};
all(filter, 'button')[0].onclick = () => {
  search.value = '';
  for (const choice of choices) choice.value = '';
  show();
  search.focus();
};
filter.oninput = show;
addEventListener('pageshow', show);
filter.hidden = false;
show();
