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
      refuse(one);
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

form.addEventListener('submit', (event) => {
  event.preventDefault();
  goOn();
});

form.addEventListener('reset', () => {
  // The fields are emptied after this.
  setTimeout(() => {
    story = undefined;
    base = undefined;
    last = [];
    keepAnswers();
    checked = 0;
    go('start');
    forget();
  });
});
form.addEventListener('change', keepAnswers);
for (const button of document.querySelectorAll('[data-print]')) button.addEventListener('click', () => window.print());

// From the heading, a number chooses that answer, and Enter goes on: two keys for each question.
document.addEventListener('keydown', (event) => {
  const { target, key, ctrlKey, altKey, metaKey } = event;
  const [state, one] = now;
  if (ctrlKey || altKey || metaKey || (target !== heading && target.type !== 'radio' && !target.closest('.up-error-summary'))) return;
  if (key === 'Enter' && target === heading && (one || state === 'check')) {
    event.preventDefault();
    goOn();
  }
  if (!one || !/^\d$/.test(key)) return;
  if (one.number && target === heading) {
    one.number.focus();
    return;
  }
  const option = one.box.querySelectorAll('input[type=radio]')[key - 1];
  option?.focus();
  option?.click();
});

// A number and "I do not know" cannot both be the answer: the later one stands.
for (const { number, unknown, periods } of questions) {
  for (const said of [number, periods]) said?.addEventListener('input', () => { unknown.checked = false; });
  unknown?.addEventListener('change', () => {
    if (!unknown.checked) return;
    number.value = '';
    for (const period of periods?.querySelectorAll('input') ?? []) period.checked = false;
  });
}

heading.parentElement.prepend(byId('back'));
const saved = sessionStorage.getItem(kept);
if (saved) {
  keep.checked = true;
  fill(JSON.parse(saved));
}
// The page comes first; the engine is loaded once it has been painted.
const loading = painted().then(load).catch(fail);
openLink();
// Each step begins at its heading, wherever the browser would have gone to.
history.scrollRestoration = 'manual';
arrive();
window.addEventListener('hashchange', () => {
  openLink();
  arrive();
});
