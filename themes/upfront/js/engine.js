// The engine: loaded, tried on a worked example, and asked.
import { form } from './page.js';

/** @import { Estimate, Estimator, Rules, Told } from './data.d.ts' */

/** @type {Estimator | undefined} */
export let estimator;
/** What the scripts know of the rules; it is there once the engine is. @type {Rules} */
export let rules;

/** A file of the site; a page that says that there is none cannot be read as one, and fails there. @param {string} path */
const text = async (path) => (await fetch(path)).text();

/** Loads the engine and the rules, and lets it work out the first worked example before it may show a figure. */
export async function load() {
  const { scheme, messages, engine, wasm } = /** @type {Record<string, string>} */ (form.dataset);
  /** @type {[Estimator, ArrayBuffer, string, string]} */
  const [module, bytes, published, words] = await Promise.all([
    import(new URL(engine, /** @type {any} */ (location)).href), fetch(wasm).then((file) => file.arrayBuffer()), text(scheme), text(messages),
  ]);
  // The first line is for the scripts, the rest for the engine.
  rules = JSON.parse(published.split('\n')[0]);
  const { exports } = (await WebAssembly.instantiate(bytes, { './estimator_bg.js': { ...module } })).instance;
  module.__wbg_set_wasm(exports);
  /** @type {() => void} */ (exports.__wbindgen_start)();
  // One by which the worked example comes out otherwise is none.
  if (!module.load(published, words)) throw Error();
  estimator = module;
}

/**
 * The estimate for answers, or only which questions are asked.
 * @param {Record<string, string>} said
 * @param {boolean} [onlyAsked]
 * @returns {Estimate}
 */
export const estimateOf = (said, onlyAsked) => {
  /** @type {Told} */
  const { errors, explained: { answers, results, lines, ...explained } } = JSON.parse(/** @type {Estimator} */ (estimator).estimate(
    Object.entries(said).flat().map((one) => one.replaceAll('\x1f', '')).join('\x1f'), onlyAsked,
  ));
  return {
    errors,
    explained: {
      ...explained,
      answers: answers.map(([answer, counts, asked], place) => ({ ...rules.questions[place], answer, counts, asked })),
      results: results.map(([sentence, amount, note, low, high, reasons], place) => ({ ...rules.results[place], sentence, amount, note, low, high, reasons })),
      lines: lines.map(([place, sentence, amount, taken]) => ({ ...rules.lines[place], sentence, amount, taken })),
    },
  };
};
