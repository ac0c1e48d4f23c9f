// The engine: loaded, tried on a worked example, and asked.
let estimator;
let rules;
let failed = false;

/** Loads the engine and the rules, and lets it work out the first worked example before it may show a figure. */
async function load() {
  const [module, bytes, published, words] = await Promise.all([import(here(engine)), get(wasm, 'arrayBuffer'), get(scheme), get(messages)]);
  const { exports } = (await WebAssembly.instantiate(bytes, { './estimator_bg.js': module })).instance;
  module.__wbg_set_wasm(exports);
  exports.__wbindgen_start();
  module.load(published, words);
  rules = JSON.parse(published);
  if (!module.check()) throw new Error('The worked example comes out otherwise.');
  estimator = module;
}

/** Without the engine the page is the worksheet, and says so. */
function fail() {
  failed = true;
  byId('alert').replaceChildren(byId('no-engine').content.cloneNode(true));
  arrive();
  byId('one-at-a-time').hidden = true;
}

const estimateOf = (said, onlyAsked) => JSON.parse(estimator.estimate(said, onlyAsked));
/** Which questions are asked, so far. */
const soFar = () => estimateOf(JSON.stringify(answers()), true);

let last = [];
/** The estimate for what has been answered; nothing is worked out twice running. */
function work() {
  const said = JSON.stringify(answers());
  if (last[0] !== said) last = [said, estimateOf(said)];
  return last[1];
}
