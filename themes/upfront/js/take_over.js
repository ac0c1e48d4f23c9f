// One council: its rules, loaded when they are asked for, how they take over what was said, and what they give for it.
import { amount, compare, minus } from './decimals.js';
import { byId } from './page.js';

/** @import { Figure, Figures, Given, Open, Output, Role, TakenOver, Worked } from './several.d.ts' */

/**
 * A council's rules, ready to be worked out.
 * @typedef {{ engine: Figures, taken: TakenOver }} Council
 */

const { engine, wasm, messages } = /** @type {Record<string, string>} */ (byId('form').dataset);

/** A file of the site; where there is none, what the host says instead is not taken for it. @param {string} path */
async function file(path) {
  const found = await fetch(path);
  if (!found.ok) throw Error(path);
  return found;
}

/** What is loaded once for all councils. @type {Promise<[WebAssembly.Module, string]> | undefined} */
let shared;
const load = () => Promise.all([
  file(wasm).then((found) => found.arrayBuffer()).then((bytes) => WebAssembly.compile(bytes)),
  file(messages).then((found) => found.text()),
]);

/** The engine itself; where it cannot be had, no council can be worked out. */
export function loadEngine() {
  shared ??= load();
  // Another try asks again.
  shared.catch(() => { shared = undefined; });
  return shared;
}

/** @type {Map<string, Council>} */
const loaded = new Map();

/** Loads the rules of an edition, by its id. An engine holds one scheme: each edition has its own. @param {string} id */
export async function loadCouncil(id) {
  const before = loaded.get(id);
  if (before) return before;
  const [module, words] = await loadEngine();
  /** @type {TakenOver} */
  const taken = await (await file(`${id}.json`)).json();
  /** @type {[Figures, string]} */
  const [own, rules] = await Promise.all([
    import(new URL(`${engine}#${id}`, location.href).href),
    file(taken.rules).then((found) => found.text()),
  ]);
  const { exports } = await WebAssembly.instantiate(module, { './estimator_bg.js': { ...own } });
  own.__wbg_set_wasm(exports);
  /** @type {() => void} */ (exports.__wbindgen_start)();
  // One by which the worked example comes out otherwise is none.
  if (!own.load(rules, words)) throw Error(id);
  const council = { engine: own, taken };
  loaded.set(id, council);
  return council;
}

/** What a value of the engine says. @param {Given} given @param {string} unit @returns {Figure | undefined} */
function figure([low, high, withheld, why], unit) {
  if (low === undefined || high === undefined || !why) return;
  /** @param {Figure['state']} state */
  const of = (state) => ({ state, low: low ?? '0', high: high ?? '', why, unit });
  if (low !== null && high !== null && compare(low, high) === 0) return of('exact');
  if (high !== null) return of('range');
  if (low !== null && compare(low, '0') > 0) return of('from');
  return of(withheld ? 'not-published' : 'not-known');
}

/** An exact figure less one that may not be. @param {Figure | undefined} from @param {Figure | undefined} less @returns {Figure | undefined} */
function rest(from, less) {
  if (from?.state !== 'exact' || !less) return;
  const { state, low, high, why, unit } = less;
  if (state === 'exact') return { ...less, low: minus(from.low, low), high: minus(from.low, low) };
  if (state === 'range') return { ...less, low: minus(from.low, high), high: minus(from.low, low) };
  return { state: state === 'not-published' ? state : 'not-known', low: '', high: '', why, unit };
}

/** A figure, or nothing where it is less than that: with a fee, somebody can pay more than the care costs. @param {Figure | undefined} figure @returns {Figure | undefined} */
const orNothing = (figure) => {
  const [low, high] = [figure?.low, figure?.high].map((end) => (end?.startsWith('-') ? '0' : `${end}`));
  return figure && { ...figure, low, high };
};

/** Answers as the engine takes them. @param {Record<string, string>} answers */
const pack = (answers) => Object.entries(answers).flat().map((one) => one.replaceAll('\x1f', '')).join('\x1f');

/**
 * The answers that follow for an edition from what was said, in the shared vocabulary; what is asked, and what is open.
 * @param {Council} council
 * @param {Record<string, string>} said
 */
function follow({ engine: own, taken }, said) {
  /** @type {Record<string, string>} */
  const answers = {};
  /** @type {(Open | '')[]} */
  const open = taken.questions.map(({ id, fact, means }) => {
    if (!fact) return 'nothing-shared';
    const value = said[fact];
    if (value === undefined) return 'not-said';
    const answer = means ? means[value] : value;
    if (answer === undefined) return 'none-fits';
    if (answer === null) return 'several-fit';
    answers[id] = answer;
    return '';
  });
  /** @type {{ errors: string[], explained: { answers: [string, string, string][] } }} */
  const { errors, explained } = JSON.parse(own.estimate(pack(answers), true));
  /** @type {Worked['lines']} */
  const lines = [];
  /** @type {Record<string, string[]>} */
  const asks = { yes: [], maybe: [] };
  const told = taken.questions.map(({ id, ask, fact, means }, place) => {
    const [answer, , isAsked] = explained.answers[place];
    // What an answer to this question cannot be is none that fits.
    if (errors.includes(id)) {
      open[place] = 'none-fits';
      delete answers[id];
    }
    if (isAsked !== 'no') {
      lines.push({ ask, answer, open: open[place] });
      if (fact) asks[isAsked]?.push(fact);
    } else if (means || /[1-9]/.test(answers[id] ?? '')) delete answers[id];
    return id in answers ? answer : '';
  });
  // What may be asked, for nobody knows what that rests on, comes after what is.
  const asked = asks.yes.every((fact) => fact in said) ? [...asks.yes, ...asks.maybe] : asks.yes;
  return { answers, lines, asked, told };
}

/** What the editions that have been loaded ask for after these answers. @param {string[]} ids @param {Record<string, string>} said */
export const askedBy = (ids, said) => ids.flatMap((id) => {
  const council = loaded.get(id);
  return council ? follow(council, said).asked : [];
});

/** A number that was answered, as the engine reads it; nothing where it is counted otherwise. @param {string} told @param {string} unit @returns {Given} */
function answered(told, unit) {
  const number = told.replace(/[^\d.]/g, '');
  return number && amount(number, unit) === told ? [number, number, 0, []] : [];
}

/**
 * Works an edition out for what was said.
 * @param {Council} council
 * @param {Record<string, string>} said
 * @returns {Worked}
 */
export function work(council, said) {
  const { engine: own, taken } = council;
  const { answers, lines, asked, told } = follow(council, said);
  /** @type {Given[]} */
  const steps = JSON.parse(own.figures(pack(answers)));
  /** @type {Partial<Record<Role, Figure>>} */
  const { cost, money, ...figures } = Object.fromEntries(Object.entries(taken.gives).map(([role, { step, question, unit }]) => (
    [role, figure(step === undefined ? answered(told[question ?? 0], unit) : steps[step], unit)])).filter(([, one]) => one));
  figures['council-pays'] ??= orNothing(rest(cost, figures.charge));
  figures.left ??= rest(money, figures.charge);
  const { council: name, edition, dates, fictional, home, reply } = taken;
  return { council: name, edition, dates, fictional, home, reply, figures, lines, asked };
}

/** @type {Output[]} */
export const outputs = ['points', 'budget', 'charge', 'council-pays', 'left'];
