// The engine: loaded, tried on a worked example, and asked.
import { form } from './page.js';

/** @import { Estimate, Estimator, Rules } from './data.d.ts' */

/** @type {Estimator | undefined} */
export let estimator;
/** The rules as they are published; they are there once the engine is. @type {Rules} */
export let rules;

/** A file of the site; a page that says that there is none cannot be read as one, and fails there. @param {string} path */
const text = async (path) => (await fetch(path)).text();

/** Loads the engine and the rules, and lets it work out the first worked example before it may show a figure. */
export async function load() {
  const { scheme, messages, engine, wasm } = /** @type {Record<string, string>} */ (form.dataset);
  /** @type {[Estimator, ArrayBuffer, string, string]} */
  const [module, bytes, published, words] = await Promise.all([
    import(new URL(engine, location.href).href), fetch(wasm).then((file) => file.arrayBuffer()), text(scheme), text(messages),
  ]);
  const { exports } = (await WebAssembly.instantiate(bytes, { './estimator_bg.js': { ...module } })).instance;
  module.__wbg_set_wasm(exports);
  /** @type {() => void} */ (exports.__wbindgen_start)();
  module.load(published, words);
  rules = JSON.parse(published);
  // One by which the worked example comes out otherwise is none.
  if (!module.check()) throw Error();
  estimator = module;
}

/**
 * The estimate for answers, or only which questions are asked.
 * @param {Record<string, string>} said
 * @param {boolean} [onlyAsked]
 * @returns {Estimate}
 */
export const estimateOf = (said, onlyAsked = false) => JSON.parse(/** @type {Estimator} */ (estimator).estimate(JSON.stringify(said), onlyAsked));
