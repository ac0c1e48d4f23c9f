// One question at a time, then the estimate, all in the reader's own browser. Nothing that is answered leaves the page.
// The fragment of the address names the step, never an answer.
const byId = (id) => document.getElementById(id);
const form = byId('estimate');
const heading = document.querySelector('h1');
const service = document.title;
const serviceHeading = heading.textContent;
const { scheme, messages, engine, wasm, errorTitle, check, result, change, progress, progressMost } = form.dataset;
const keep = byId('keep');
const kept = `upfront ${location.pathname}`;
const here = (path) => new URL(path, document.baseURI).href;
const text = async (path) => {
  const answer = await fetch(here(path));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.text();
};
/** An element with properties and children. */
const make = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

const questions = [...form.querySelectorAll('[data-question]')].map((box) => ({
  id: box.dataset.question,
  box,
  described: box.getAttribute('aria-describedby') ?? '',
  number: box.querySelector('input[type=text]'),
  unknown: box.querySelector('input[type=checkbox]'),
}));
const question = (id) => questions.find((other) => other.id === id);

/** What was answered, as the engine reads it; empty where nothing was. */
function given({ box, number, unknown }) {
  if (!number) return box.querySelector('input:checked')?.value ?? '';
  return unknown.checked ? unknown.value : number.value.trim();
}

const answers = () => Object.fromEntries(questions.map((one) => [one.id, given(one)]).filter(([, said]) => said !== ''));

function fill(said) {
  for (const { id, box, number, unknown } of questions) {
    for (const input of box.querySelectorAll('[value]')) input.checked = input.value === said[id];
    if (number) number.value = unknown.checked ? '' : said[id] ?? '';
  }
}

/** Keeps the answers for this tab, if that was asked for. */
function keepAnswers() {
  if (keep.checked) sessionStorage.setItem(kept, JSON.stringify(answers()));
  else sessionStorage.removeItem(kept);
}

let estimator;
let failed = false;

/** Loads the engine and the rules, and lets it work out the first worked example before it may show a figure. */
async function load() {
  const [module, rules, words] = await Promise.all([import(here(engine)), text(scheme), text(messages)]);
  await module.default({ module_or_path: here(wasm) });
  const ready = new module.Estimator(rules, words);
  if (!ready.check()) throw new Error('The engine does not give what the worked example says.');
  estimator = ready;
}

/** Without the engine the page is the worksheet, and says so. */
function fail() {
  failed = true;
  byId('alert').replaceChildren(byId('no-engine').content.cloneNode(true));
  arrive();
  byId('one-at-a-time').hidden = true;
}

const work = () => JSON.parse(estimator.estimate(JSON.stringify(answers())));
const asked = (explained) => explained.answers.filter((one) => one.asked !== 'no');

/** The step that the address names, and its question; nothing where it names a place in the page. */
function step() {
  if (failed) return ['paper'];
  const [name, id] = decodeURIComponent(location.hash.slice(1)).split('/');
  if (name === 'q' && question(id)) return ['question', question(id)];
  if (['check', 'result', 'paper'].includes(name)) return [name];
  return name === '' || name === 'start' ? ['start'] : [];
}

let now = [];
/** Once the answers have been checked, a changed one leads back there. */
let checked = false;

/** Shows the step that the address names. */
async function arrive() {
  const [state, one] = step();
  if (!state) return;
  clearFault();
  const needsRules = ['question', 'check', 'result'].includes(state);
  if (needsRules && !estimator) {
    await loading;
    if (failed) return;
  }
  const moved = now.length > 0;
  now = [state, one];
  for (const part of document.querySelectorAll('[data-on]')) part.hidden = !part.dataset.on.split(' ').includes(state);
  for (const { box } of questions) box.hidden = state !== 'paper' && box !== one?.box;
  form.classList.toggle('up-one', state === 'question');
  heading.textContent = serviceHeading;
  if (needsRules) {
    try {
      const { explained } = work();
      if (state === 'question') showQuestion(one, asked(explained));
      if (state === 'check') showCheck(asked(explained));
      if (state === 'result') showResult(explained);
    } catch {
      fail();
      return;
    }
  }
  document.title = heading.textContent === serviceHeading ? service : `${heading.textContent} – ${service}`;
  if (!moved) return;
  heading.tabIndex = -1;
  heading.blur();
  heading.focus();
  window.scrollTo(0, 0);
}

function showQuestion({ id, box }, list) {
  heading.textContent = box.dataset.ask;
  const place = list.findIndex((other) => other.id === id);
  const settled = list.every((other) => other.asked === 'yes');
  byId('progress').textContent = (settled ? progress : progressMost).replace('{place}', place + 1).replace('{all}', list.length);
  const before = list[place - 1];
  byId('back').firstChild.href = checked ? '#check' : before ? `#q/${before.id}` : '#start';
}

function showCheck(list) {
  checked = true;
  heading.textContent = check;
  byId('back').firstChild.href = list.length > 0 ? `#q/${list.at(-1).id}` : '#start';
  byId('check').replaceChildren(...summary(list));
}

/** Each question with its answer and a way to change it. */
const summary = (list) => list.map(({ id, ask, answer, counts }) => make(
  'div', {}, make('dt', {}, ask),
  make('dd', {}, answer, make('span', { className: 'up-counts' }, counts)),
  make('dd', {}, make('a', { href: `#q/${id}` }, change, make('span', { className: 'up-unseen' }, ` ${ask}`))),
));
const items = (list, sentences) => list.replaceChildren(...sentences.map((sentence) => make('li', {}, sentence)));

function showResult(explained) {
  checked = true;
  const [first] = explained.results;
  // What comes out of a test stands with its reasons and never by itself.
  heading.textContent = first.reasons.length > 0 ? result : `${result}: ${first.amount}`;
  items(byId('figures'), explained.results.flatMap(({ say, amount, reasons }) => [`${say}: ${amount}`, ...reasons]));
  const notes = new Set(explained.results.map(({ note }) => note).filter((note) => note !== ''));
  const gaps = [...notes, ...explained.gaps];
  byId('gaps').hidden = gaps.length === 0;
  items(byId('gaps').querySelector('ul'), gaps);
  document.querySelector('#working tbody').replaceChildren(
    ...explained.lines.map(({ id, say, sentence, whose, amount }) => make(
      'tr', {}, make('th', { scope: 'row' }, make('a', { href: `../how/index.html#step-${id}` }, say)),
      make('td', { className: 'up-how' }, `${sentence} ${whose}`), make('td', {}, amount),
    )),
  );
  byId('answers').replaceChildren(...summary(asked(explained)));
  byId('today').textContent = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: 'long' });
}

function clearFault() {
  document.querySelector('.up-error-summary')?.remove();
  form.querySelector('.up-error-message')?.remove();
  for (const { box, described, number } of questions) {
    box.classList.remove('up-wrong');
    if (described) box.setAttribute('aria-describedby', described);
    else box.removeAttribute('aria-describedby');
    number?.removeAttribute('aria-invalid');
    number?.removeAttribute('aria-describedby');
  }
}

function refuse({ box, described, number }) {
  const words = box.dataset.fault;
  const message = make('p', { className: 'up-error-message', id: `${box.id}-error` }, words);
  const field = number ?? box.querySelector('input');
  field.closest('.up-field, .up-option').before(message);
  box.classList.add('up-wrong');
  box.setAttribute('aria-describedby', `${described} ${message.id}`.trim());
  number?.setAttribute('aria-invalid', 'true');
  number?.setAttribute('aria-describedby', message.id);
  const told = byId('error-summary').content.cloneNode(true).firstElementChild;
  const link = told.querySelector('a');
  link.href = `#${field.id}`;
  link.textContent = words;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    field.focus();
    box.scrollIntoView();
  });
  heading.before(told);
  document.title = `${errorTitle}${heading.textContent} – ${service}`;
  told.focus();
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const [state, one] = now;
  if (state === 'check') location.hash = 'result';
  if (state !== 'question') return;
  clearFault();
  keepAnswers();
  try {
    const { errors, explained } = work();
    if (given(one) === '' || errors.includes(one.id)) {
      refuse(one);
      return;
    }
    // On to the next question; from checking, only to those that a change has brought up.
    const list = asked(explained);
    const rest = list.slice(checked ? 0 : list.findIndex(({ id }) => id === one.id) + 1);
    const next = rest.find(({ id }) => !checked || given(question(id)) === '');
    location.hash = next ? `q/${next.id}` : 'check';
  } catch {
    fail();
  }
});

form.addEventListener('reset', () => {
  // The fields are emptied after this.
  setTimeout(() => {
    keepAnswers();
    checked = false;
    location.hash = 'start';
  });
});
form.addEventListener('change', keepAnswers);
byId('print').addEventListener('click', () => window.print());

// From the heading, a number chooses that answer, and Enter goes on: two keys for each question.
document.addEventListener('keydown', (event) => {
  const { target, key, ctrlKey, altKey, metaKey } = event;
  const [state, one] = now;
  if (ctrlKey || altKey || metaKey || (target !== heading && target.type !== 'radio')) return;
  if (key === 'Enter' && target === heading && (state === 'question' || state === 'check')) {
    event.preventDefault();
    form.requestSubmit();
  }
  if (state !== 'question' || !/^\d$/.test(key)) return;
  if (one.number) one.number.focus();
  const option = one.box.querySelectorAll('input[type=radio]')[key - 1];
  option?.focus();
  option?.click();
});

// A number and "I do not know" cannot both be the answer: the later one stands.
for (const { number, unknown } of questions) {
  number?.addEventListener('input', () => { unknown.checked = false; });
  unknown?.addEventListener('change', () => { if (unknown.checked) number.value = ''; });
}

heading.parentElement.prepend(byId('back'));
const saved = sessionStorage.getItem(kept);
if (saved) {
  keep.checked = true;
  fill(JSON.parse(saved));
}
// A step in the middle means nothing without the answers before it.
if (!saved && questions.length > 0 && step()[0] !== 'paper') history.replaceState(null, '', location.pathname);

// The page comes first; the engine is loaded once it has been painted.
const loading = new Promise((painted) => { requestAnimationFrame(() => setTimeout(painted)); }).then(load).catch(fail);
arrive();
window.addEventListener('hashchange', arrive);
