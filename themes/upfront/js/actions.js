// What the reader does.
/** On from the step that is shown, if its answer can be taken. */
function goOn() {
  const [state, one] = now;
  if (state === 'check') go('result');
  if (!one) return;
  clearFault();
  keepAnswers();
  try {
    const { errors, explained } = soFar();
    if (given(one) === '' || errors.includes(one.id)) {
      refuse(one, faultOf(one));
      return;
    }
    if (state === 'what-if') {
      go('compare');
      return;
    }
    // On to the next question; from checking, only to those that a change has brought up.
    const [part, list] = askedWith(explained, one.id);
    const next = checked > part
      ? askable(explained).find((other) => other.part < checked && given(question(other.id)) === '')
      : list[list.findIndex(({ id }) => id === one.id) + 1];
    go(next ? `q/${next.id}` : 'check');
  } catch {
    fail();
  }
}

form.onsubmit = () => {
  goOn();
  return false;
};

form.onreset = () => {
  const fields = [...form.elements].map((field) => [field, field.value, field.checked]);
  const [step, example] = [at, story];
  byId('clear').open = false;
  // The fields are emptied after this.
  setTimeout(() => {
    story = base = undefined;
    keepAnswers();
    checked = 0;
    go('start');
    forget();
    byId('cleared').hidden = false;
    byId('undo').onclick = () => {
      for (const [field, value, checked] of fields) Object.assign(field, { value, checked });
      story = example;
      keepAnswers();
      go(step);
    };
    // What comes after the first entry of this page in the tab's history holds answers: going on from there drops it.
    addEventListener('popstate', () => {
      depth = 0;
      remember();
      go('start');
    }, { once: true });
    history.go(-depth);
  });
};
form.addEventListener('input', keepAnswers);
for (const button of document.querySelectorAll('[data-print]')) button.onclick = () => print();

// From the heading, a number chooses that answer, and Enter goes on: two keys for each question.
document.onkeydown = (event) => {
  const { target, key, ctrlKey, altKey, metaKey } = event;
  const [state, one] = now;
  if (ctrlKey || altKey || metaKey || (target !== heading && target.type !== 'radio' && !target.closest('.up-error-summary'))) return;
  if (key === 'Enter' && target === heading) {
    event.preventDefault();
    goOn();
  }
  if (!one || !/^\d$/.test(key)) return;
  if (one.number && target === heading) {
    one.number.focus();
    return;
  }
  const option = one.box.querySelectorAll('input[type=radio]:not(details input)')[key - 1];
  option?.focus();
  option?.click();
};

// A number and "I do not know" cannot both be the answer: the later one stands.
for (const { number, unknown, periods } of questions) {
  for (const said of [number, periods]) if (said) said.oninput = () => { unknown.checked = false; };
  if (unknown) unknown.onchange = () => {
    if (!unknown.checked) return;
    number.value = '';
    for (const period of periods?.querySelectorAll('input') ?? []) period.checked = false;
  };
}

heading.parentElement.prepend(byId('back'));
const saved = sessionStorage.getItem(kept);
const held = history.state;
keep.checked = saved;
if (saved && !held?.story) fill(JSON.parse(saved));
else if (held) fill(held.said, held.story);
// The page comes first; the engine is loaded once it has been painted.
const loading = painted().then(load).catch(fail);
// Each step begins at its heading, wherever the browser would have gone to.
history.scrollRestoration = 'manual';
const come = () => openLink() || arrive();
come();
addEventListener('hashchange', come);
// A link to where the page is already takes the place of this entry of the history.
addEventListener('popstate', () => history.state || location.hash !== address || remember());
