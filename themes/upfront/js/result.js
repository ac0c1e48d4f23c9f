// The result, its working and the answers that it rests on.
const to = (href, say, ask) => make('a', { href }, say, make('span', { className: 'up-unseen' }, ` ${ask}`));
/** A question, what to say of it, and what can be done. */
const fact = (ask, says, ...links) => make('div', {}, make('dt', {}, ask), make('dd', {}, ...says), make('dd', { className: 'up-screen' }, ...links));
const small = (...says) => make('span', { className: 'up-counts' }, ...says);
/** Each question with its answer and a way to change it. */
const summary = (list, ...more) => list.map(({ id, ask, answer, counts }) => fact(
  ask, [answer, small(counts)], to(`#q/${id}`, change, ask), ...more.flatMap((say) => [' ', to(`#what-if/${id}`, say, ask)]),
));
/** Where a line of the working comes from. */
const source = (line, place) => {
  const { url } = rules.sources[rules.steps[place].cite?.source] ?? {};
  return line.source ? small(`${told.source} `, url ? make('a', { href: url }, line.source) : line.source) : '';
};
const items = (list, sentences) => list.replaceChildren(...sentences.map((sentence) => make('li', {}, sentence)));

/** The way on to a later part, where it has a question to answer. */
function showNext(explained) {
  const ended = explained.lines.some(({ taken }) => taken === 'ended');
  const next = askable(explained).find(({ id, part }) => part && !ended && given(question(id)) === '');
  for (const box of document.querySelectorAll('[data-part]')) {
    box.hidden = +box.dataset.part !== next?.part;
    box.querySelector('a').href = `#q/${next?.id}`;
  }
}

function showResult(explained) {
  checked = explained.part + 1;
  // A later part is told by its own figure. What comes out of a test stands with its reasons and never by itself.
  const [first] = explained.results;
  const [last] = figuresOf(explained);
  const [what, one] = last?.part ? [last.say, last] : [result, first];
  heading.textContent = one.reasons[0] ? what : `${what}: ${one.amount}`;
  byId('figures').replaceChildren(...sentences(explained));
  showNext(explained);
  const notes = new Set(explained.results.map(({ note }) => note).filter((note) => note !== ''));
  const gaps = [...notes, ...explained.gaps];
  byId('gaps').hidden = !gaps[0];
  items(byId('gap-list'), gaps);
  const rows = explained.lines.map((line, place) => make(
    'tr', { className: `up-${line.taken}` }, make('th', { scope: 'row' }, make('a', { href: `${home}how/index.html#step-${line.id}` }, line.say)),
    make('td', { className: 'up-how' }, `${line.sentence} ${line.whose}`, source(line, place)), make('td', {}, line.amount),
  ));
  // More than a screen of lines can wait; a letter takes them all.
  const screen = now[0] === 'letter' ? rows.length : 16;
  byId('lines').replaceChildren(...rows.slice(0, screen));
  showRest(explained, rows.slice(screen));
}

/** What stands further down waits until the figure has been painted, unless the reader has gone on. A letter wants none of it. */
async function showRest(explained, rows) {
  const shown = now;
  let until = 0;
  // What takes longer than this many milliseconds lets the page be painted in between.
  const stays = async () => {
    if (performance.now() > until) {
      await painted();
      until = performance.now() + 8;
    }
    return now === shown && shown[0] === 'result';
  };
  byId('answers').replaceChildren();
  byId('changes').hidden = true;
  if (!(await stays())) return;
  byId('lines').append(...rows);
  byId('answers').replaceChildren(...summary(asked(explained), told.whatIf));
  byId('today').textContent = day(new Date());
  for (const [part, on] of parts) part.hidden = !on.includes(now[0]);
  showWays(explained.lines);
  showChanges(explained, stays);
}
