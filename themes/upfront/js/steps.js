// One step at a time: start, questions, check, result; what if, and both workings; or the worksheet.
import { base, own, questionOf, questions, story } from './answers.js';
import { byId, find, form, heading, service, serviceHeading } from './page.js';

/** @import { Question } from './answers.js' */

/** Where answers are kept for this tab, where that is asked for. @type {HTMLInputElement} */
export const keep = byId('keep');
export const kept = `upfront ${location.pathname}`;

/** The step that is shown, and its question. @type {[string?, Question?]} */
export let now = [];
/** The name of the step that is shown, and of the address at which it was arrived at. */
export let at = '';
let address = '';
/** How many entries of the tab's history, all of this page, come before this one. */
let depth = -1;
/** How many parts have been checked: a changed answer of theirs leads back there. */
export let checked = 0;
/** Whether there is no engine, so that the page is the worksheet. */
export let failed = false;

/** @param {number} parts */
export const setChecked = (parts) => { checked = parts; };
export const setFailed = () => { failed = true; };
/** Nothing is shown: the next step is shown afresh. */
export const showNothing = () => { now = []; };

/** What the address names; one that cannot be read names nothing. */
const named = () => new URLSearchParams(`=${location.hash.slice(1)}`).get('') ?? '';

/**
 * The step of a name, and its question; nothing for a place in the page that is shown already. Any other place is shown
 * on the step that it was last seen on, or else on the first that it belongs to, and what is nowhere in the page at the start.
 * @returns {[string?, Question?, string?]}
 */
export function step(name = named()) {
  if (failed) return ['paper'];
  const [first, id] = name.split('/');
  const one = questionOf(id);
  const place = find(name);
  const seen = at;
  at = name;
  if (one && first === 'q') return ['question', one];
  if (one && first === 'what-if') return [first, one];
  if ((place && first === 'example') || (name === 'compare' && !base)) return ['result', undefined, id];
  if (/^(start|check|result|compare|letter|paper|)$/.test(name)) return [name || 'start'];
  at = seen;
  if (now[0] && place && !place.closest('[hidden]')) return [];
  const then = history.state?.at ?? name;
  if (then !== name) return step(then);
  const box = place?.closest('.up-question');
  const on = place?.closest('[data-on]');
  return step(box?.id ?? ['start', 'check', 'result', 'letter', 'paper'].find((one) => on && isOn(on, one)) ?? '');
}

/** Whether a part of the page is shown on a step. @param {Element} part @param {string} state */
const isOn = (part, state) => part.matches(`[data-on~="${state}"]`);

/** The parts of the page that not every step shows, and whether each stands below the result. @type {[HTMLElement, boolean][]} */
const parts = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-on]'))].map((part) => [
  part, byId('result').compareDocumentPosition(part) === Node.DOCUMENT_POSITION_FOLLOWING,
]);

/** Shows the parts of a step; of the result only its figures, until they have been painted. @param {string} state @param {Question} [one] */
export function show(state, one) {
  now = [state, one];
  for (const [part, isBelow] of parts) part.hidden = !isOn(part, state) || (isBelow && state === 'result');
  for (const { box } of questions) box.hidden = state !== 'paper' && box !== one?.box;
  form.className = one ? 'up-one' : '';
  heading.textContent = serviceHeading;
}

/** Shows what stands below the figures, and the place there that the address names. */
export function showBelow() {
  for (const [part] of parts) part.hidden = !isOn(part, /** @type {string} */ (now[0]));
  if (at !== named()) find(named())?.scrollIntoView();
}

/** Begins a step at its heading. */
export function begin() {
  document.title = heading.textContent === serviceHeading ? service : `${heading.textContent} – ${service}`;
  heading.focus();
  scrollTo(0, 0);
}

/** Counts an entry of the tab's history that was arrived at. */
export function enter() {
  depth = history.state?.depth ?? depth + /** @type {any} */ (location.hash !== address);
  address = location.hash;
}
/** Whether the address is the one that was arrived at. */
export const isHere = () => location.hash === address;
/** What the address held, before it was taken out of it. @param {string} held */
export const setAddress = (held) => { address = held; };
/** Back at the start of the page. */
export function restart() {
  history.replaceState(null, '', location.pathname);
  at = address = '';
}

/**
 * Leaves the answers with this entry of the tab's history, as a browser leaves what is typed into any form: Back and a
 * reload find them again, whether or not the page may be cached. No other page can read them, and they go with the tab.
 */
export function remember() {
  history.replaceState({ at, depth, said: own(), story }, '');
}

/** Keeps the answers for this tab, if that was asked for. Nobody's are forgotten because an example was opened. */
export function keepAnswers() {
  if (keep.checked) sessionStorage.setItem(kept, JSON.stringify(own()));
  else if (!story) sessionStorage.removeItem(kept);
  remember();
}

/** Goes on to a step: what follows an address does so. @param {string} name */
export function go(name) {
  history.pushState(null, '', `#${name}`);
  dispatchEvent(new Event('hashchange'));
}

/** Drops the entries of the tab's history that hold answers: they come after the first of this page. */
export function dropEntries() {
  // Going on from the first entry drops what comes after it.
  addEventListener('popstate', () => {
    depth = 0;
    remember();
    go('start');
  }, { once: true });
  history.go(-depth);
}
