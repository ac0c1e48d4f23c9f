// The questions of the page, and what was answered.
const questions = [...form.querySelectorAll('[data-question]')].map((box) => ({
  id: box.dataset.question,
  box,
  described: box.getAttribute('aria-describedby') ?? '',
  number: box.querySelector('input[type=text]'),
  unknown: box.querySelector('input[type=checkbox]'),
  periods: box.querySelector('.up-periods'),
}));
const question = (id) => questions.find((other) => other.id === id);

const period = ({ periods }) => periods?.querySelector(':checked')?.value ?? '';
/** Whether the engine takes this for an answer. */
const takes = ({ id }, said) => !estimateOf(JSON.stringify({ [id]: said }), true).errors[0];
/** Whether an amount was typed without how often it is: it takes a period after it. Nothing at all is nothing in any. */
const wantsPeriod = (one) => estimator && one.periods && !period(one) && /[1-9]/.test(one.number.value)
  && takes(one, `${one.number.value} ${one.periods.querySelectorAll('input')[1].value}`);

/** What was answered, as the engine reads it; empty where nothing was, or only half of it. */
function given(one) {
  const { box, number, unknown } = one;
  if (!number) return box.querySelector('input:checked')?.value ?? '';
  const typed = number.value.trim();
  if (unknown.checked) return unknown.value;
  if (wantsPeriod(one)) return '';
  // Two periods that differ are no answer, and the engine says so.
  return !/\d/.test(typed) || typed.endsWith(period(one)) ? typed : `${typed} ${period(one)}`;
}

const answers = () => Object.fromEntries(questions.map((one) => [one.id, given(one)]).filter(([, said]) => said));
/** The answers, but for one that is only tried. */
const own = () => base?.said ?? answers();

/** The name of the worked example that the answers come from, if any. */
let story;

/** Fills the form in: with a person's own answers, or with those of a worked example. */
function fill(said, example) {
  story = example;
  for (const { id, box, number, unknown, periods } of questions) {
    let typed = said[id] ?? '';
    for (const input of box.querySelectorAll('[value]')) input.checked = input.value === typed;
    for (const scores of box.querySelectorAll('details')) scores.open = Boolean(scores.querySelector(':checked'));
    for (const period of periods?.querySelectorAll('input') ?? []) {
      period.checked = typed.endsWith(` ${period.value}`);
      if (period.checked) typed = typed.slice(0, -period.value.length).trim();
    }
    if (number) number.value = unknown.checked ? '' : typed;
  }
}

/** Keeps the answers for this tab, if that was asked for. Nobody's are forgotten because an example was opened. */
function keepAnswers() {
  if (keep.checked) sessionStorage.setItem(kept, JSON.stringify(own()));
  else if (!story) sessionStorage.removeItem(kept);
  remember();
}
