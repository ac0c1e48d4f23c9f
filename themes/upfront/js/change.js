// What could change the estimate, and what if: other answers are tried one at a time, and two workings stand side by side.
const told = byId('changes').dataset;
const unsaid = form.querySelector('[id$="-unknown"]')?.value;
/** The first result that is a figure: what comes out of a test stands with its reasons. */
const figureOf = ({ explained }) => explained.results.find(({ reasons }) => reasons.length === 0);
/** How far two bounds are from each other, to put the greater change first. */
const apart = (a, b) => (a === b ? 0 : Math.abs((a ?? Infinity) - (b ?? Infinity)));

/** Tells what could change the figure: tries each other option, for as long as the reader stays. */
async function showChanges(explained, stays) {
  const [said, first] = [answers(), figureOf({ explained })];
  if (!first) return;
  const [open, most] = [[], []];
  for (const { id, ask } of asked(explained)) {
    const list = (said[id] ?? unsaid) === unsaid ? open : most;
    if (question(id).number) {
      if (list === open) list.push({ by: Infinity, id, ask, lines: [put(told.any, first)] });
      continue;
    }
    const gives = [];
    for (const { value, labels } of question(id).box.querySelectorAll('[value]')) {
      if (value === said[id] || value === unsaid) continue;
      if (!(await stays())) return;
      gives.push({ answer: labels[0].firstChild.textContent, ...figureOf(estimateOf(JSON.stringify({ ...said, [id]: value }))) });
    }
    const by = Math.max(0, ...gives.map(({ low, high }) => Math.max(apart(low, first.low), apart(high, first.high))));
    if (by > 0 || list === open) list.push({ by, id, ask, lines: by > 0 ? gives.map((one) => put(told.one, one)) : [told.none] });
  }
  byId('now').textContent = put(told.now, { what: first.say, amount: first.amount });
  items(byId('near'), explained.near);
  for (const [name, list] of [['open-answers', open], ['most', most.sort((a, b) => b.by - a.by || 0).slice(0, 3)]]) {
    byId(name).replaceChildren(...list.map(({ id, ask, lines }) => fact(ask, lines.map((line) => make('div', {}, line)), to(`#what-if/${id}`, told.whatIf, ask))));
  }
  for (const name of ['near', 'open-answers', 'most']) byId(name).parentElement.hidden = !byId(name).firstChild;
  byId('none').hidden = open.length + most.length > 0;
  byId('changes').hidden = false;
}

/** What was answered, and what it gave, while another answer is tried. */
let base;

/** Keeps to what was answered before another answer was tried, unless that one is kept. */
function setBase(state, one) {
  if (base && state !== 'compare' && one !== base.one) {
    fill(base.said, story);
    base = undefined;
    keepAnswers();
  }
  if (state === 'what-if') base ??= { one, said: answers(), ...work() };
}

function showWhatIf({ box }) {
  heading.textContent = box.dataset.ask;
  byId('back').firstChild.href = '#result';
}

/** Both workings, line by line. */
function showCompare(explained) {
  const { one, explained: before } = base;
  heading.textContent = told.whatIf;
  const answer = (side) => side.answers.find(({ id }) => id === one.id).answer;
  byId('other-answer').textContent = put(told.other, { ask: one.box.dataset.ask, before: answer(before), after: answer(explained) });
  items(byId('both-figures'), explained.results.map(({ say, amount }, place) => put(told.both, { what: say, before: before.results[place].amount, after: amount })));
  byId('both-lines').replaceChildren(...explained.lines.map(({ say, amount }, place) => {
    const then = before.lines[place].amount;
    const same = amount === then;
    return make('tr', { className: same ? '' : 'up-total' }, make('th', { scope: 'row' }, say), make('td', {}, then), make('td', {}, amount, small(same ? told.same : told.different)));
  }));
  byId('another').href = `#what-if/${one.id}`;
}

byId('keep-other').addEventListener('click', () => {
  base = undefined;
  keepAnswers();
  go('result');
});
byId('leave-other').addEventListener('click', () => go('result'));
