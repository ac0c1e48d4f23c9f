// The result, its working and the answers that it rests on.
const to = (href, say, ask) => make('a', { href }, say, make('span', { className: 'up-unseen' }, ` ${ask}`));
/** A question, what to say of it, and what can be done. */
const fact = (ask, says, ...links) => make('div', {}, make('dt', {}, ask), make('dd', {}, ...says), make('dd', { className: 'up-screen' }, ...links));
const small = (...says) => make('span', { className: 'up-counts' }, ...says);
const names = [...form.querySelectorAll('h3')].map(({ textContent }) => textContent);
/** Each question with its answer and a way to change it; where there are several parts, each below its heading. */
const summary = (list, level, ...more) => names.concat('').slice(0, 1 + Math.max(0, ...list.map(({ part }) => part))).flatMap((name, place, all) => [
  ...(all[1] ? [make(level, {}, name)] : []),
  make('dl', { className: 'up-facts up-answers' }, ...list.filter(({ part }) => part === place).map(({ id, ask, answer, counts }) => fact(
    ask, [answer, small(counts)], to(`#q/${id}`, change, ask), ...more.flatMap((say) => [' ', to(`#what-if/${id}`, say, ask)]),
  ))),
]);
/** The rule that a line of the working was worked out by, and where it comes from. */
const ruleOf = (line) => rules.steps.find(({ id }) => id === line.id);
const source = (line) => {
  const { url } = rules.sources[ruleOf(line).cite?.source] ?? {};
  return line.source ? small(`${told.source} `, url ? make('a', { href: url }, line.source) : line.source) : '';
};
/** An outline of the engine: a paragraph for a line, and a list for those that begin with a tab. */
const outline = (text) => {
  const box = make('div');
  const at = [box];
  for (const line of text.split('\n')) {
    const depth = line.lastIndexOf('\t') + 1;
    at.splice(depth + 1);
    at[depth] ??= (depth > 1 ? at[depth - 1].lastChild : box).appendChild(make('ul'));
    at[depth].append(make(depth ? 'li' : 'p', {}, line.trim()));
  }
  return box.childNodes;
};
/** The rule of a line, which opens where it stands: its words are those of the worksheet. */
const rule = ({ id, say }) => make(
  'details', {}, make('summary', {}, say), make(
    'div', { className: 'up-screen' }, ...byId(`rule-${id}`)?.cloneNode(true).childNodes ?? [],
    make('a', { href: `${home}how/index.html#step-${id}` }, told.rule),
  ),
);
const items = (list, sentences) => list.replaceChildren(...sentences.map((one) => make('li', {}, ...(/\n/.test(one) ? outline(one) : [one].flat()))));

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
  if (now[0] === 'letter') showWorking(explained);
  else showRest(explained);
}

/** Every line of the working, below the heading of its part where there are several, and what could not be worked out. */
function showWorking({ results, lines, gaps, part: begun }) {
  const notes = new Set(results.map(({ note }) => note).filter(Boolean));
  items(byId('gap-list'), [...notes, ...gaps]);
  for (const term of byId('terms')?.children ?? []) term.hidden = term.dataset.of > begun;
  let above = begun ? -1 : 0;
  byId('lines').replaceChildren(...lines.flatMap((line) => {
    const { part = 0 } = ruleOf(line);
    const title = part === above ? [] : [make('tr', { className: 'up-part' }, make('td', { colSpan: 3 }, names[part] ?? ''))];
    above = part;
    return [...title, make(
      'tr', { className: `up-${line.taken}` }, make('th', { scope: 'row' }, rule(line)),
      make('td', { className: 'up-how' }, ...outline(line.sentence), make('p', {}, line.whose, source(line))), make('td', {}, line.amount),
    )];
  }));
}

/** What stands below the figures waits until they have been painted, unless the reader has gone on. */
async function showRest(explained) {
  const shown = now;
  let until = 0;
  // What takes longer than this many milliseconds lets the page be painted in between.
  const stays = async () => {
    if (performance.now() > until) {
      await painted();
      until = performance.now() + 8;
    }
    return now === shown;
  };
  byId('changes').hidden = true;
  if (!(await stays())) return;
  showWorking(explained);
  byId('answers').replaceChildren(...summary(asked(explained), 'h3', told.whatIf));
  byId('today').textContent = day(new Date());
  for (const [part, on] of parts) part.hidden = !on.includes(now[0]);
  // A place below the figures is there only now.
  if (at !== named()) byId(named())?.scrollIntoView();
  showWays(explained.lines);
  showChanges(explained, stays);
}
