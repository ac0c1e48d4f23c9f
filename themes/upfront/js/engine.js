// The engine: loaded, tried on a worked example, and asked.
let estimator;
let rules;
let failed = false;

/** Loads the engine and the rules, and lets it work out the first worked example before it may show a figure. */
async function load() {
  const [module, bytes, published, words] = await Promise.all([import(new URL(engine, location)), get(wasm, 'arrayBuffer'), get(scheme), get(messages)]);
  const { exports } = (await WebAssembly.instantiate(bytes, { './estimator_bg.js': module })).instance;
  module.__wbg_set_wasm(exports);
  exports.__wbindgen_start();
  module.load(published, words);
  rules = JSON.parse(published);
  // One by which the worked example comes out otherwise is none.
  estimator = module.check() ? module : fail();
}

/** Says that the engine is not there yet, and gives the page to the reader when it is. */
function wait() {
  show('wait');
  begin();
  return loading;
}

/** Without the engine the page is the worksheet, and says so. */
function fail() {
  failed = true;
  byId('alert').hidden = false;
  arrive();
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
