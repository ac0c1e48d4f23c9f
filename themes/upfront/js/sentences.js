// The result in plain sentences: what decided it, what it is, and why it is not one figure.
function sentences({ results, lines, answers: list, gaps, part }) {
  const { points, path, decides, open, one, many, unknown } = byId('figures').dataset;
  const worked = Object.fromEntries(lines.filter(({ taken }) => taken === 'yes' || taken === 'maybe').map(({ id, amount }) => [id, amount]));
  const known = [...points.matchAll(/{([\w-]+)}/g)].every(([, id]) => id in worked);
  const way = path.split(',').flatMap((id) => lines.filter((line) => line.id === id && id in worked));
  const stop = lines[lines.findIndex(({ taken }) => taken === 'ended') - 1];
  const { because } = stop ?? lines.find(({ id }) => id === decides) ?? {};
  const left = list.filter(({ id, asked: wanted, part: of }) => wanted !== 'no' && of <= part && ['', unknown].includes(given(question(id))));
  const count = gaps[left.length] ? 0 : left.length;
  const whole = ({ low, high, reasons }) => {
    if (reasons[0] || (!high && !+low) || low === high || !count) return open;
    return count > 1 ? many : one;
  };
  const say = (text, className = '') => text && make('li', { className }, ...(text.at ? outline(text) : [text]));
  return [
    points && known && say(put(points, worked)),
    // Each figure leads to the next: from what the table says to the result.
    ...way.slice(1).map((line, place) => line.amount !== way[place].amount && say(`${put(open, line)} ${line.sentence}`)),
    ...results.flatMap((figure) => [make('strong', {}, put(whole(figure), { ...figure, count })), ...figure.reasons].map((text) => say(text, 'up-figure'))),
    say(because),
  ].filter(Boolean);
}
