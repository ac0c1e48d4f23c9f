// What is chosen and said on the page of several councils: the law, the year, the councils, and an answer to each question.
import { byId, facts as held, say } from './page.js';

/** @import { AreaFacts, SeveralFacts } from './several.d.ts' */

export const facts = /** @type {SeveralFacts} */ (/** @type {unknown} */ (held));

/** Where an answer is given: chosen or typed. @typedef {HTMLSelectElement | HTMLInputElement} Field */

const template = /** @type {HTMLTemplateElement} */ (/** @type {unknown} */ (byId('form')));
template.before(template.content.cloneNode(true));

/** @type {HTMLFormElement} */
export const form = byId('several');
/** @type {HTMLElement[]} */
const areas = [...form.querySelectorAll('[data-area]')].map((area) => /** @type {HTMLElement} */ (area));
/** @type {HTMLSelectElement | null} */
const chooser = form.querySelector('#area');

/** The part of the form for the law that is chosen. */
export const area = () => areas.find((one) => one.dataset.area === chooser?.value) ?? areas[0];
/** @returns {AreaFacts} */
export const areaFacts = () => facts.areas[`${area().dataset.area}`];

/** @param {HTMLElement} [of] */
const fields = (of = area()) => /** @type {Field[]} */ ([...of.querySelectorAll('[data-fact]')]);
/** @returns {HTMLInputElement[]} */
const councils = (of = area()) => [...of.querySelectorAll('[data-councils] input[type=checkbox]')].map((one) => /** @type {HTMLInputElement} */ (one));
/** @returns {HTMLSelectElement} */
const year = (of = area()) => /** @type {HTMLSelectElement} */ (of.querySelector('[data-year]'));
/** The year whose rules are wanted. */
export const yearOf = () => year().value;
/** How often a typed amount is. @param {Field} field @returns {HTMLSelectElement | null} */
const period = (field) => form.querySelector(`[data-period-of="${field.id}"]`);

/** The editions that are chosen, by id: each council's of the year, or else its newest. @returns {{ id: string, asks: string }[]} */
export function chosen() {
  const { councils: editions, asks } = areaFacts();
  return councils().filter(({ checked }) => checked).map(({ value }) => {
    const own = editions[value];
    const [, id, place] = own.findLast(([name]) => name === yearOf()) ?? own[own.length - 1];
    return { id, asks: asks[place] };
  });
}

/** What was said, by what it is about; nothing of what was left open. @returns {Record<string, string>} */
export const said = () => Object.fromEntries(fields().flatMap((field) => {
  const typed = field.value.trim();
  return typed ? [[`${field.dataset.fact}`, [typed, /\d$/.test(typed) ? period(field)?.value ?? '' : ''].join(' ').trim()]] : [];
}));

/** What the councils are found to ask after certain answers. @type {Set<string>} */
let after = new Set();

/**
 * Shows what the chosen councils ask, each question once, and what some of them ask after these answers; gives how many are
 * not answered.
 * @param {string[]} [also]
 */
export function showQuestions(also) {
  if (also) after = new Set(also);
  const { facts: all } = areaFacts();
  const wanted = new Set(chosen().flatMap(({ asks }) => asks.split(' ')));
  for (const [place, fact] of all.entries()) {
    const field = fields().find((one) => one.dataset.fact === fact);
    const box = /** @type {HTMLElement} */ (field?.closest('.up-asked'));
    box.hidden = !wanted.has(`${place}`) && !(wanted.has(`?${place}`) && after.has(fact));
  }
  for (const subject of /** @type {NodeListOf<HTMLElement>} */ (area().querySelectorAll('.up-subject'))) {
    const shown = [...subject.querySelectorAll('.up-asked')].filter((one) => !(/** @type {HTMLElement} */ (one).hidden));
    subject.hidden = !shown[0];
    const answered = shown.filter((one) => /** @type {Field} */ (one.querySelector('[data-fact]')).value.trim());
    /** @type {HTMLElement} */ (subject.querySelector('[data-answered]')).textContent = say('page-several-answered', { count: answered.length, all: shown.length });
  }
  /** @type {HTMLElement} */ (area().querySelector('[data-nothing-asked]')).hidden = wanted.size > 0;
  return fields().filter((field) => !(/** @type {HTMLElement} */ (field.closest('.up-asked')).hidden) && !field.value.trim()).length;
}

/** Shows the councils whose names hold what is typed, and says how many. */
export function showCouncils() {
  const typed = /** @type {HTMLInputElement} */ (area().querySelector('[data-find]')).value.trim().toLowerCase();
  const all = councils();
  const shown = all.filter((box) => {
    const row = /** @type {HTMLElement} */ (box.closest('label'));
    row.hidden = !row.textContent.toLowerCase().includes(typed);
    return !row.hidden;
  });
  const count = all.filter(({ checked }) => checked).length;
  /** @type {HTMLElement} */ (area().querySelector('[data-count]')).textContent = say('page-several-count', { shown: shown.length, all: all.length, count });
  return shown;
}

/** Shows the part of the form for the law that is chosen. */
export function showArea() {
  for (const one of areas) one.hidden = one !== area();
  showCouncils();
  showQuestions([]);
}

/**
 * All that the form holds, as this entry of the tab's history keeps it: Back and a reload find it again. No other page can
 * read it, and it goes with the tab.
 * @param {boolean} worked Whether it was worked out.
 */
export const remember = (worked) => history.replaceState({
  area: area().dataset.area, year: yearOf(), councils: councils().filter(({ checked }) => checked).map(({ value }) => value), worked,
  fields: fields().map((field) => [field.dataset.fact, field.value, period(field)?.value ?? '']),
}, '');

/** Fills the form in as it was left, and tells whether it was worked out. @returns {boolean} */
export function recall() {
  const held = history.state;
  if (held && chooser) chooser.value = held.area;
  if (held?.area === area().dataset.area) {
    year().value = held.year;
    for (const box of councils()) box.checked = held.councils.includes(box.value);
    for (const [fact, value, often] of held.fields) {
      const field = fields().find((one) => one.dataset.fact === fact);
      if (!field) continue;
      field.value = value;
      const list = period(field);
      if (list) list.value = often;
    }
  }
  showArea();
  return Boolean(held?.worked);
}
