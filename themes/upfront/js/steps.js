// One step at a time: start, questions, check, result; what if, and both workings; or the worksheet.
/** The questions that are asked, in every part; those of the parts that have been begun; and those of one part. */
const askable = ({ answers: all }) => all.filter((one) => one.asked !== 'no');
const asked = (explained) => askable(explained).filter(({ part }) => part <= explained.part);
const askedWith = (explained, id) => {
  const { part } = explained.answers.find((one) => one.id === id);
  return [part, askable(explained).filter((one) => one.part === part)];
};

/** What the address names; one that cannot be read names nothing. */
const named = () => new URLSearchParams(`=${location.hash.slice(1)}`).get('');

/**
 * The step of a name, and its question; nothing for a place in the page that is shown already. Any other place is shown
 * on the step that it was last seen on, or else on the first that it belongs to, and what is nowhere in the page at the start.
 */
function step(name = named()) {
  if (failed) return ['paper'];
  const [first, id] = name.split('/');
  const one = question(id);
  const place = byId(name);
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
  const box = place?.closest('[data-question]');
  return step(box ? `q/${box.dataset.question}` : place?.closest('[data-on]')?.dataset.on.match(/start|result|check|letter|paper/)?.[0] ?? '');
}

/** Goes on to a step. */
function go(name) {
  history.pushState(null, '', `#${name}`);
  arrive();
}

/** The parts of the page, the steps that each is shown on, and whether it stands below the result (4: it follows). */
const parts = [...document.querySelectorAll('[data-on]')].map((part) => [
  part, part.dataset.on.split(' '), byId('result').compareDocumentPosition(part) === 4,
]);
let now = [];
/** The name of the step that is shown, and of the address at which it was arrived at. */
let at;
let address;
/** How many entries of the tab's history, all of this page, come before this one. */
let depth = -1;
/** How many parts have been checked: a changed answer of theirs leads back there. */
let checked = 0;

/**
 * Leaves the answers with this entry of the tab's history, as a browser leaves what is typed into any form: Back and a
 * reload find them again, whether or not the page may be cached. No other page can read them, and they go with the tab.
 */
function remember() {
  history.replaceState({ at, depth, said: own(), story }, '');
}

/** Shows the parts of a step. */
function show(state, one) {
  now = [state, one];
  for (const [part, on, below] of parts) part.hidden = !on.includes(state) || (below && state === 'result');
  for (const { box } of questions) box.hidden = state !== 'paper' && box !== one?.box;
  form.className = one ? 'up-one' : '';
  heading.textContent = serviceHeading;
}

/** Begins a step at its heading. */
function begin() {
  document.title = heading.textContent === serviceHeading ? service : `${heading.textContent} – ${service}`;
  heading.focus();
  scrollTo(0, 0);
}

/** Shows the step that the address names. */
async function arrive() {
  depth = history.state?.depth ?? depth + (location.hash !== address);
  address = location.hash;
  let [state, one, example] = step();
  if (!state) return remember();
  byId('no-answers').hidden = true;
  byId('no-fit').hidden = true;
  // A step in the middle means nothing without the answers before it.
  const bare = questions[0] && !example && !Object.keys(answers())[0];
  let needsRules = !/start|paper/.test(state);
  if (bare && needsRules && (state !== 'question' || (!now[0] && one !== questions[0]))) {
    history.replaceState(null, '', location.pathname);
    [state, one] = ['start'];
    needsRules = false;
    at = address = '';
    byId('no-answers').hidden = false;
  }
  clearFault();
  if (needsRules && !estimator) {
    await wait();
    if (now[0] !== 'wait') return;
    now = [];
    return arrive();
  }
  const moved = now[0] || location.hash;
  show(state, one);
  if (needsRules) {
    try {
      openExample(example);
      setBase(state, one);
      // A question that other answers have left out has no step of its own.
      if (one && soFar().explained.answers.some(({ id, asked }) => id === one.id && asked === 'no')) {
        history.replaceState(null, '', state === 'question' ? '#check' : '#result');
        return arrive();
      }
      const { explained } = state === 'question' ? soFar() : work();
      if (state === 'question') showQuestion(one, explained);
      if (state === 'check') showCheck(explained);
      if (state === 'result' || state === 'letter') showResult(explained);
      if (state === 'letter') showLetter();
      if (state === 'what-if') showWhatIf(one);
      if (state === 'compare') showCompare(explained);
    } catch {
      fail();
      return;
    }
  }
  showStory();
  remember();
  if (moved) begin();
}

function showQuestion({ id, box }, explained) {
  heading.textContent = box.dataset.ask;
  const [part, list] = askedWith(explained, id);
  const place = list.findIndex((other) => other.id === id);
  byId('progress').textContent = put(list.every((other) => other.asked === 'yes') ? progress : progressMost, { place: place + 1, all: list.length });
  const before = list[place - 1];
  byId('back').firstChild.href = checked > part ? '#check' : before ? `#q/${before.id}` : part ? '#result' : '#start';
}

function showCheck(explained) {
  checked = explained.part + 1;
  const list = asked(explained);
  heading.textContent = check;
  byId('back').firstChild.href = list[0] ? `#q/${list.at(-1).id}` : '#start';
  byId('check').replaceChildren(...summary(list, 'h2'));
}
