// The questions of the page, and what was answered.
import { estimateOf, estimator } from './engine.js';
import { find, form } from './page.js';

/** @import { Estimate } from './data.d.ts' */

/**
 * Where an answer is given.
 * @typedef {object} Field
 * @property {string} id
 * @property {HTMLElement} box
 * @property {string} described The parts of the page that describe it.
 * @property {HTMLInputElement | null} [number] Where it is typed.
 * @property {HTMLElement} [periods] Where it is chosen how often it is.
 */
/**
 * A question of the page.
 * @typedef {Field & { ask: string, unknown: HTMLInputElement | null }} Question
 */
/** Answers as the engine reads them, by question. @typedef {Record<string, string>} Answers */

/** What the choices of a part of the page stand for. @param {ParentNode | null | undefined} part */
export const choices = (part) => [.../** @type {NodeListOf<HTMLInputElement>} */ (part?.querySelectorAll('input[value]') ?? [])];

/** Where it is chosen how often an amount is, before what says that it is not known. The page has each list once. @param {HTMLElement} box */
function askPeriod(box) {
  const list = /** @type {HTMLTemplateElement | null} */ (find(/** @type {string} */ (box.dataset.periods)));
  const asked = /** @type {HTMLElement | undefined} */ (list?.content.firstElementChild?.cloneNode(true));
  box.lastElementChild?.before(asked ?? '');
  for (const input of choices(asked)) input.name = box.id;
  return asked;
}

/** @type {NodeListOf<HTMLElement>} */
const boxes = form.querySelectorAll('.up-question');
/** @type {Question[]} */
export const questions = [...boxes].map((box) => ({
  id: box.id.slice(2),
  ask: /** @type {HTMLElement} */ (box.firstElementChild).textContent.replace(/^\S+ /, ''),
  box,
  described: box.getAttribute('aria-describedby') ?? '',
  number: box.querySelector('input[type=text]'),
  unknown: box.querySelector('input[type=checkbox]'),
  periods: askPeriod(box),
}));

/** @param {string} id */
export const questionOf = (id) => questions.find((other) => other.id === id);
/** The question of an answer that the engine gives back. @param {{ id: string }} answer */
export const question = ({ id }) => /** @type {Question} */ (questionOf(id));

/** @param {Field} field */
const period = ({ periods }) => choices(periods).find(({ checked }) => checked)?.value ?? '';
/** Whether the engine takes this for an answer. @param {Field} field @param {string} said */
const takes = ({ id }, said) => !estimateOf({ [id]: said }, true).errors[0];
/**
 * Whether an amount was typed without how often it is: it takes a period after it. Nothing at all is nothing in any.
 * @param {Field} one
 */
export const wantsPeriod = (one) => estimator && one.periods && !period(one) && one.number && /[1-9]/.test(one.number.value)
  && takes(one, `${one.number.value} ${choices(one.periods)[1].value}`);

/** What was answered, as the engine reads it; empty where nothing was, or only half of it. @param {Question} one */
export function given(one) {
  const { box, number, unknown } = one;
  if (!number) return choices(box).find(({ checked }) => checked)?.value ?? '';
  const typed = number.value.trim();
  if (unknown?.checked) return unknown.value;
  if (wantsPeriod(one)) return '';
  // Two periods that differ are no answer, and the engine says so.
  return !/\d/.test(typed) || typed.endsWith(period(one)) ? typed : `${typed} ${period(one)}`;
}

/** @returns {Answers} */
export const answers = () => Object.fromEntries(questions.map((one) => [one.id, given(one)]).filter(([, said]) => said));

/**
 * Which message tells what is wrong with what was typed, where that is certain, and what it is filled with.
 * @param {Question} one
 * @returns {[string, Record<string, string>?] | undefined}
 */
export function faultOf(one) {
  const typed = one.number?.value.trim();
  if (!typed) return;
  if (/^(none|nil|nothing)$/i.test(typed) && takes(one, '0')) return ['page-number-none'];
  const pounds = `£${(parseInt(typed, 10) / 100).toFixed(2)}`;
  if (/^\d+ ?p(ence)?$/i.test(typed) && takes(one, pounds)) return ['page-number-pence', { typed, pounds }];
  if (/fortnight|(2|two)[ -]week/i.test(typed) && choices(one.periods).some(({ value }) => value === 'a week')) return ['page-period-fortnight'];
  return period(one) && takes(one, typed) ? ['page-period-twice'] : undefined;
}

/** The name of the worked example that the answers come from, if any. @type {string | undefined} */
export let story;
/**
 * What was answered, and what it gave, while another answer to one question is tried.
 * @type {(Estimate & { one: Question, said: Answers }) | undefined}
 */
export let base;
/** The answers, but for one that is only tried. */
export const own = () => base?.said ?? answers();

/** Whose answers these are. @param {string} [example] */
export const setStory = (example) => { story = example; };
/** What another answer is tried against; nothing where none is tried. @param {typeof base} [tried] */
export const setBase = (tried) => { base = tried; };

/** Fills the form in: with a person's own answers, or with those of a worked example. @param {Answers} said @param {string} [example] */
export function fill(said, example) {
  story = example;
  for (const { id, box, number, unknown, periods } of questions) {
    let typed = said[id] ?? '';
    for (const input of choices(box)) input.checked = input.value === typed;
    for (const scores of box.querySelectorAll('details')) scores.open = choices(scores).some(({ checked }) => checked);
    for (const period of choices(periods)) {
      period.checked = typed.endsWith(` ${period.value}`);
      if (period.checked) typed = typed.slice(0, -period.value.length).trim();
    }
    if (number) number.value = unknown?.checked ? '' : typed;
  }
}

/** @type {[string?, Estimate?]} */
let last = [];
/** The estimate for what has been answered; nothing is worked out twice running. @returns {Estimate} */
export function work() {
  const said = answers();
  const key = JSON.stringify(said);
  if (last[0] !== key) last = [key, estimateOf(said)];
  return /** @type {Estimate} */ (last[1]);
}
/** Which questions are asked, so far. */
export const soFar = () => estimateOf(answers(), true);
