// The engine: loaded, tried on a worked example, and asked.
let estimator;
let failed = false;

/** Loads the engine and the rules, and lets it work out the first worked example before it may show a figure. */
async function load() {
  const [module, rules, words] = await Promise.all([import(here(engine)), text(scheme), text(messages)]);
  await module.default({ module_or_path: here(wasm) });
  module.load(rules, words);
  if (!module.check()) throw new Error('The engine does not give what the worked example says.');
  estimator = module;
}

/** Without the engine the page is the worksheet, and says so. */
function fail() {
  failed = true;
  byId('alert').replaceChildren(byId('no-engine').content.cloneNode(true));
  arrive();
  byId('one-at-a-time').hidden = true;
}

const work = () => JSON.parse(estimator.estimate(JSON.stringify(answers())));
