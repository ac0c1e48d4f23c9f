// The result, its working and the answers that it rests on.
/** Each question with its answer and a way to change it. */
const summary = (list) => list.map(({ id, ask, answer, counts }) => make(
  'div', {}, make('dt', {}, ask),
  make('dd', {}, answer, make('span', { className: 'up-counts' }, counts)),
  make('dd', { className: 'up-screen' }, make('a', { href: `#q/${id}` }, change, make('span', { className: 'up-unseen' }, ` ${ask}`))),
));
const items = (list, sentences) => list.replaceChildren(...sentences.map((sentence) => make('li', {}, sentence)));

function showResult(explained) {
  checked = true;
  const [first] = explained.results;
  // What comes out of a test stands with its reasons and never by itself.
  heading.textContent = first.reasons.length > 0 ? result : `${result}: ${first.amount}`;
  byId('figures').replaceChildren(...sentences(explained));
  const notes = new Set(explained.results.map(({ note }) => note).filter((note) => note !== ''));
  const gaps = [...notes, ...explained.gaps];
  byId('gaps').hidden = gaps.length === 0;
  items(byId('gaps').querySelector('ul'), gaps);
  document.querySelector('#working tbody').replaceChildren(
    ...explained.lines.map(({ id, say, sentence, whose, amount }) => make(
      'tr', {}, make('th', { scope: 'row' }, make('a', { href: `${home}how/index.html#step-${id}` }, say)),
      make('td', { className: 'up-how' }, `${sentence} ${whose}`), make('td', {}, amount),
    )),
  );
  showWays(explained.lines);
  byId('answers').replaceChildren(...summary(asked(explained)));
  byId('today').textContent = day(new Date());
}
