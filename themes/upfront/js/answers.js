// The questions of the page, and what was answered.
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
