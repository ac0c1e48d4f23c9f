// Works out the estimate in the reader's own browser. Nothing that is answered leaves the page.
const form = document.getElementById('estimate');
const results = document.getElementById('results');
const alertBox = document.getElementById('alert');
const title = document.title;
const { scheme, messages, engine, wasm, errorTitle, nothing } = form.dataset;
const here = (path) => new URL(path, document.baseURI).href;
const copy = (id) => document.getElementById(id).content.cloneNode(true);
const text = async (path) => {
  const answer = await fetch(here(path));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.text();
};

let estimator;

/** Loads the engine and the rules, and lets it work out the first worked example before it may show a figure. */
async function start() {
  const [module, rules, words] = await Promise.all([import(here(engine)), text(scheme), text(messages)]);
  await module.default({ module_or_path: here(wasm) });
  const ready = new module.Estimator(rules, words);
  if (!ready.check()) throw new Error('The engine does not give what the worked example says.');
  estimator = ready;
  document.getElementById('buttons').hidden = false;
}

function fail() {
  document.getElementById('buttons').hidden = true;
  results.hidden = true;
  alertBox.replaceChildren(copy('no-engine'));
}

const questions = [...form.querySelectorAll('[data-question]')].map((box) => ({
  box,
  number: box.querySelector('input[type=text]'),
  unknown: box.querySelector('input[type=checkbox]'),
}));

/** What was answered, as the engine reads it; empty where nothing was. */
function answer({ box, number, unknown }) {
  if (!number) return box.querySelector('input:checked')?.value ?? '';
  return unknown.checked ? unknown.value : number.value.trim();
}

function clearFaults() {
  document.title = title;
  document.querySelector('.up-error-summary')?.remove();
  for (const message of form.querySelectorAll('.up-error-message')) message.remove();
  for (const { box, number } of questions) {
    box.classList.remove('up-wrong');
    const hint = document.getElementById(`${box.id}-hint`)?.id;
    if (hint) box.setAttribute('aria-describedby', hint);
    else box.removeAttribute('aria-describedby');
    number?.removeAttribute('aria-invalid');
    number?.removeAttribute('aria-describedby');
  }
}

function refuse(faults) {
  results.hidden = true;
  const summary = copy('error-summary');
  const list = summary.querySelector('ul');
  for (const [{ box, number }, words] of faults) {
    const message = document.createElement('p');
    message.className = 'up-error-message';
    message.id = `${box.id}-error`;
    message.textContent = words;
    const field = number ?? box.querySelector('input');
    (number?.closest('.up-field') ?? field.closest('.up-option')).before(message);
    box.classList.add('up-wrong');
    box.setAttribute('aria-describedby', `${box.getAttribute('aria-describedby') ?? ''} ${message.id}`.trim());
    number?.setAttribute('aria-invalid', 'true');
    number?.setAttribute('aria-describedby', message.id);
    const link = document.createElement('a');
    link.href = `#${field.id}`;
    link.textContent = words;
    link.addEventListener('click', (event) => {
      event.preventDefault();
      field.focus();
      box.scrollIntoView();
    });
    const item = document.createElement('li');
    item.append(link);
    list.append(item);
  }
  document.querySelector('main').prepend(summary);
  document.title = `${errorTitle}${title}`;
  document.querySelector('.up-error-summary').focus();
}

const row = (cells) => {
  const line = document.createElement('tr');
  cells.forEach((content, place) => {
    const cell = document.createElement(place ? 'td' : 'th');
    if (!place) cell.scope = 'row';
    else if (place === 1) cell.className = 'up-how';
    cell.append(content);
    line.append(cell);
  });
  return line;
};
const linked = (path, words) => {
  const link = document.createElement('a');
  link.href = `../how/index.html#${path}`;
  link.textContent = words;
  return link;
};
const items = (list, words) => list.replaceChildren(...words.map((sentence) => {
  const item = document.createElement('li');
  item.textContent = sentence;
  return item;
}));

function show(explained) {
  const heading = document.getElementById('results-heading');
  const [first] = explained.results;
  // What comes out of a test stands with its reasons and never by itself.
  heading.textContent = first.reasons.length > 0 ? heading.dataset.before : `${heading.dataset.before}: ${first.amount}`;
  const figures = explained.results.flatMap(({ say, amount, reasons }) => [`${say}: ${amount}`, ...reasons]);
  items(document.getElementById('figures'), figures);
  const notes = new Set(explained.results.map(({ note }) => note).filter((note) => note !== ''));
  const gaps = [...notes, ...explained.gaps];
  const gapBox = document.getElementById('gaps');
  gapBox.hidden = gaps.length === 0;
  items(gapBox.querySelector('ul'), gaps);
  document.querySelector('#working tbody').replaceChildren(
    ...explained.lines.map(({ id, say, sentence, whose, amount }) => row([linked(`step-${id}`, say), `${sentence} ${whose}`.trim(), amount])),
  );
  document.querySelector('#answers tbody').replaceChildren(
    ...explained.answers.map(({ id, ask, answer: given, counts }) => row([linked(`question-${id}`, ask), given, counts])),
  );
  results.hidden = false;
  document.title = `${heading.dataset.before} – ${title}`;
  heading.focus();
  heading.scrollIntoView();
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (!estimator) return;
  clearFaults();
  const answers = questions.map((question) => [question.box.dataset.question, answer(question)]);
  if (questions.length > 0 && answers.every(([, given]) => given === '')) {
    refuse([[questions[0], nothing]]);
    return;
  }
  try {
    const estimate = JSON.parse(estimator.estimate(JSON.stringify(Object.fromEntries(answers))));
    const wrong = new Set(estimate.errors);
    const faults = questions.filter(({ box }) => wrong.has(box.dataset.question));
    if (faults.length > 0) refuse(faults.map((question) => [question, question.box.dataset.fault ?? nothing]));
    else show(estimate.explained);
  } catch {
    fail();
  }
});

form.addEventListener('reset', () => {
  clearFaults();
  results.hidden = true;
  form.querySelector('input')?.focus();
});

// A number and "I do not know" cannot both be the answer: the later one stands.
for (const { number, unknown } of questions) {
  number?.addEventListener('input', () => { unknown.checked = false; });
  unknown?.addEventListener('change', () => { if (unknown.checked) number.value = ''; });
}

// The page comes first; the engine is loaded once it has been painted.
requestAnimationFrame(() => setTimeout(() => start().catch(fail)));
