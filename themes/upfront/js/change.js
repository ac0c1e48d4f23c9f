// What could change the estimate, and what if: other answers are tried one at a time, and two workings stand side by side.
const told = byId('changes').dataset;
const unsaid = form.querySelector('[id$="-unknown"]')?.value;
/** The first figure of each part that has been begun, the last part first; what comes out of a test stands with its reasons. */
const figuresOf = ({ results }) => results
  .map((one, place) => ({ part: 0, ...rules.results[place], ...one }))
  .filter(({ reasons }) => !reasons[0])
  .filter(({ part }, place, all) => part !== all[place - 1]?.part)
  .reverse();
/** How far two bounds are from each other, to put the greater change first. */
const apart = (a, b) => (a === b ? 0 : Math.abs((a ?? Infinity) - (b ?? Infinity)));

const isFixed = ({ id }) => 'fixed' in question(id).box.dataset;

/** Tells what could change the figures: tries each other option, for as long as the reader stays. */
async function showChanges(explained, stays) {
  const [said, figures] = [answers(), figuresOf(explained)];
  if (!figures[0]) return;
  const [open, most] = [[], []];
  /** A line for each of `gives`, below the name of the figure where there are several. */
  const lines = ({ say }, words, gives) => [...(figures[1] ? [make('strong', {}, say)] : []), ...gives.map((one) => put(one.more ? told.more : words, one))];
  const wanted = asked(explained).map(({ id }) => id);
  // What nobody can change is no advice: it comes last where it is not known, and is left out where it is.
  for (const { id, ask, part } of asked(explained).sort((a, b) => isFixed(a) - isFixed(b))) {
    const list = (said[id] ?? unsaid) === unsaid ? open : most;
    if (isFixed({ id }) && list === most) continue;
    if (question(id).number) {
      if (list === open) list.push({ id, ask, lines: figures.flatMap((one) => (one.part < part ? [] : lines(one, told.any, [one]))) });
      continue;
    }
    const gives = figures.map(() => []);
    for (const { value, labels } of question(id).box.querySelectorAll('[value]')) {
      if (value === said[id] || value === unsaid) continue;
      if (!(await stays())) return;
      const other = estimateOf(JSON.stringify({ ...said, [id]: value })).explained;
      const more = asked(other).some((one) => !wanted.includes(one.id));
      gives.forEach((all, place) => all.push({ answer: labels[0].firstChild.textContent, more, ...figuresOf(other)[place] }));
    }
    let sum = 0;
    const by = gives.map((all, place) => Math.max(0, ...all.map(({ low, high, more }) => {
      const far = Math.max(apart(low, figures[place].low), apart(high, figures[place].high));
      // What is open only because it brings up another question comes after all that is known.
      const known = more && far === Infinity ? 0.001 : far;
      sum += known;
      return known;
    })));
    const changed = figures.flatMap((one, place) => (by[place] > 0 ? lines(one, told.one, gives[place]) : []));
    if (changed[0] || list === open) list.push({ by, sum, id, ask, lines: changed[0] ? changed : [told.none] });
  }
  // What changes the last part most comes first: it is what the reader went on for.
  const order = (a, b) => b.by[0] - a.by[0] || b.by[1] - a.by[1] || 0;
  most.sort((a, b) => order(a, b) || b.sum - a.sum || 0);
  byId('ties').hidden = !most[3] || order(most[2], most[3]) !== 0;
  byId('now').textContent = figures.map((one) => put(told.now, { what: one.say, amount: one.amount })).join(' ');
  items(byId('near'), explained.near);
  for (const [name, list] of [['open-answers', open], ['most', most.slice(0, 3)]]) {
    byId(name).replaceChildren(...list.map(({ id, ask, lines }) => fact(ask, lines.map((line) => make('div', {}, line)), to(`#what-if/${id}`, told.whatIf, ask))));
  }
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

/** Both figures, and both workings line by line. */
function showCompare(explained) {
  const { one, explained: before } = base;
  heading.textContent = told.whatIf;
  const answer = (side) => side.answers.find(({ id }) => id === one.id).answer;
  const [was, would] = [answer(before), answer(explained)];
  byId('other-answer').textContent = was === would ? told.choose : put(told.other, { ask: one.box.dataset.ask, before: was, after: would });
  items(byId('both-figures'), explained.results.map(({ say, amount }, place) => put(told.both, { what: say, before: before.results[place].amount, after: amount })));
  byId('another').href = `#what-if/${one.id}`;
  byId('both-lines').replaceChildren(...explained.lines.map(({ say, amount }, place) => {
    const then = before.lines[place].amount;
    const same = amount === then;
    return make('tr', { className: same ? '' : 'up-total' }, make('th', { scope: 'row' }, say), make('td', {}, then), make('td', {}, amount, small(same ? told.same : told.different)));
  }));
}

byId('keep-other').onclick = () => {
  base = undefined;
  keepAnswers();
  go('result');
};
byId('leave-other').onclick = () => go('result');
