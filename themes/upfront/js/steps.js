// One step at a time: start, questions, check, result; what if, and both workings; or the worksheet.
/** The questions that are asked, in every part; those of the parts that have been begun; and those of one part. */
const askable = ({ answers: all }) => all.filter((one) => one.asked !== 'no');
const asked = (explained) => askable(explained).filter(({ part }) => part <= explained.part);
const askedWith = (explained, id) => {
  const { part } = explained.answers.find((one) => one.id === id);
  return [part, askable(explained).filter((one) => one.part === part)];
};

/** The step that the address names, and its question; nothing where it names a place in the page. */
function step() {
  if (failed) return ['paper'];
  const [name, id] = decodeURIComponent(location.hash.slice(1)).split('/');
  if (name === 'q' && question(id)) return ['question', question(id)];
  if (name === 'what-if' && question(id)) return ['what-if', question(id)];
  if (name === 'example' || (name === 'compare' && !base)) return ['result', undefined, id];
  if (['check', 'result', 'compare', 'letter', 'paper'].includes(name)) return [name];
  return name === '' || name === 'start' ? ['start'] : [];
}

/** Goes on to a step. */
function go(name) {
  history.pushState(null, '', `#${name}`);
  arrive();
}

/** The parts of the page, the steps that each is shown on, and whether it stands below the result. */
const parts = [...document.querySelectorAll('[data-on]')].map((part) => [
  part, part.dataset.on.split(' '), byId('result').compareDocumentPosition(part) === Node.DOCUMENT_POSITION_FOLLOWING,
]);
let now = [];
/** How many parts have been checked: a changed answer of theirs leads back there. */
let checked = 0;

/** Shows the step that the address names. */
async function arrive() {
  let [state, one, example] = step();
  if (!state) return;
  byId('no-answers').hidden = true;
  // A step in the middle means nothing without the answers before it.
  const bare = questions[0] && !example && !Object.keys(answers())[0];
  if (bare && state !== 'start' && state !== 'paper' && (state !== 'question' || (!now[0] && one !== questions[0]))) {
    history.replaceState(null, '', location.pathname);
    [state, one] = ['start'];
    byId('no-answers').hidden = false;
  }
  clearFault();
  const needsRules = state !== 'start' && state !== 'paper';
  if (needsRules && !estimator) {
    await loading;
    if (failed) return;
  }
  const moved = now.length > 0 || location.hash !== '';
  now = [state, one];
  for (const [part, on, below] of parts) part.hidden = !on.includes(state) || (below && state === 'result');
  for (const { box } of questions) box.hidden = state !== 'paper' && box !== one?.box;
  form.classList.toggle('up-one', Boolean(one));
  heading.textContent = serviceHeading;
  if (needsRules) {
    try {
      openExample(example);
      setBase(state, one);
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
  document.title = heading.textContent === serviceHeading ? service : `${heading.textContent} – ${service}`;
  if (!moved) return;
  heading.blur();
  heading.focus();
  window.scrollTo(0, 0);
}

function showQuestion({ id, box }, explained) {
  heading.textContent = box.dataset.ask;
  const [part, list] = askedWith(explained, id);
  const place = list.findIndex((other) => other.id === id);
  const settled = list.every((other) => other.asked === 'yes');
  byId('progress').textContent = put(settled ? progress : progressMost, { place: place + 1, all: list.length });
  const before = list[place - 1];
  byId('back').firstChild.href = checked > part ? '#check' : before ? `#q/${before.id}` : part ? '#result' : '#start';
}

function showCheck(explained) {
  checked = explained.part + 1;
  const list = asked(explained);
  heading.textContent = check;
  byId('back').firstChild.href = list.length > 0 ? `#q/${list.at(-1).id}` : '#start';
  byId('check').replaceChildren(...summary(list, 'h2'));
}
