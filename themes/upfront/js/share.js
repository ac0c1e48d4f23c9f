// Answers kept and shared by the reader's own hand: a file, a link, a text to copy. Nothing is sent.
const share = byId('share').dataset;
const opened = byId('opened');
const sheet = byId('sheet');
/** The field for a saved file, as a question whose answer may be refused. */
const opener = { box: byId('open-box'), described: '', number: byId('open') };
byId('address').textContent = byId('address').href;
// On paper a link is its address.
for (const link of document.querySelectorAll(':is(p, li) a:not([href^="#"], #address)')) link.href = `${link.href}`;

/** What a file holds: whose rules, the answers, and, to compare later, the words and the figures of the day. */
function record() {
  const { results, answers: said } = work().explained;
  return { scheme: share.of, edition: share.edition, rules: share.rules, version: share.version, saved: new Date().toISOString().slice(0, 10), answers: answers(), said, results };
}

/** Takes answers in as far as they fit, and lists what differs between their rules and these; or, where none fits, none. */
function take({ edition = '', rules, saved = '', answers: old, said = [], results = [] }, from) {
  fill(Object.fromEntries(Object.entries(old).map(([id, answer]) => [id, `${answer}`])));
  const { errors, explained } = work();
  for (const id of errors) question(id).number.value = '';
  const fits = answers();
  // Whoever made a link could write anything into it: no sentence of theirs is shown.
  const then = (id) => said.find((one) => one.id === id) ?? { ask: id.slice(0, 40), answer: `${old[id]}`.slice(0, 40) };
  const ids = Object.keys(old);
  const lines = {
    gone: ids.filter((id) => !question(id)).map((id) => `${then(id).ask} ${then(id).answer}`),
    barred: ids.filter((id) => question(id) && !fits[id]).map((id) => `${question(id).box.dataset.ask} ${then(id).answer}`),
    // Nothing at all of a number is no answer that could be missed.
    unasked: explained.answers.filter(({ id, asked: wanted }) => wanted === 'no' && id in old && fits[id] && !/^0[.0]*( |$)/.test(fits[id]))
      .map(({ id, ask, answer }) => [`${ask} ${answer}`, ...question(id).box.querySelector('div.up-hint').cloneNode(true).childNodes]),
    fresh: said[0] ? asked(explained).filter(({ id }) => !said.some((one) => one.id === id)).map(({ ask }) => ask) : [],
    'figures-then': results.map(({ id, say, amount }) => {
      const now = explained.results.find((one) => one.id === id)?.amount ?? opened.dataset.none;
      return put(opened.dataset.figure, { what: say, then: amount, now });
    }),
  };
  if (!Object.keys(fits)[0]) return;
  for (const [id, list] of Object.entries(lines)) items(byId(id), list);
  Object.assign(opened.dataset, { from, rules: rules === share.rules ? 'same' : 'changed' });
  byId('then').textContent = saved ? `${edition}, ${day(new Date(saved))}` : edition;
  base = undefined;
  keepAnswers();
  opened.hidden = false;
  if (from === 'link') {
    history.replaceState(null, '', '#result');
    arrive();
  } else go('result');
  return true;
}

/** Opens a saved file; one that cannot be taken in is told, and the answers stay as they were. */
async function openFile() {
  const [file] = opener.number.files;
  if (!file) return;
  clearFault();
  const before = [answers(), story];
  let fault = 'strange';
  try {
    // Saved answers are some thousand bytes.
    const told = file.size < 1e6 && JSON.parse(await file.text());
    if (told.scheme.split('/')[0] !== share.of.split('/')[0]) fault = 'other';
    else {
      await wait();
      if (failed) return;
      fault = take(told, 'file') ? '' : 'none';
    }
  } catch {
    // It is told below.
  }
  opener.number.value = '';
  if (!fault) return;
  fill(...before);
  arrive();
  refuse(opener, opener.box.dataset[fault]);
}

/** Takes in the answers that a link holds, and takes them out of the address at once. */
function openLink() {
  const held = location.hash.split('#answers/')[1];
  if (held === undefined) return;
  history.replaceState(null, '', location.pathname);
  address = held;
  const { '': rules, ...old } = Object.fromEntries(new URLSearchParams(held));
  const before = [answers(), story];
  wait().then(() => {
    if (failed || take({ rules, answers: old }, 'link')) return;
    fill(...before);
    arrive();
    byId('no-fit').hidden = false;
  });
  return true;
}

/** Parts of the page as plain text: a heading, a paragraph, an item or a cell a line, as far as they are shown. */
const plain = (parts) => [...parts].flatMap((part) => [...part.querySelectorAll('h2, h3, p, li, summary, tr > *, dt, dd')])
  .filter((line) => line.offsetParent && !line.closest('thead, .up-screen') && !line.querySelector('p, summary'))
  .map((line) => ({ H: '\n', L: '- ', P: '' }[line.tagName[0]] ?? (line.previousElementSibling ? '    ' : '')) + line.innerText.trim().replace(/(\.?)\s*\n\s*/g, (_, stop) => `${stop || ','} `))
  .join('\n');

/** The letter, filled with the result and with what is typed beside it. */
function showLetter() {
  heading.textContent = share.letter;
  byId('back').firstChild.href = '#result';
  for (const part of sheet.querySelectorAll('[data-from]')) {
    const from = byId(part.dataset.from);
    part.replaceChildren(...('value' in from ? [from.value] : from.cloneNode(true).childNodes));
  }
}
byId('letter').oninput = showLetter;

const copies = {
  link: () => `${location.origin}${location.pathname}#answers/${new URLSearchParams({ '': share.rules, ...answers() })}`,
  'letter-text': () => plain([sheet]),
  text: () => `${document.title}\n\n${plain(document.querySelectorAll('[data-plain]'))}\n`,
};
for (const [id, write] of Object.entries(copies)) {
  byId(`make-${id}`).onclick = async ({ target }) => {
    const box = byId(id);
    box.textContent = write();
    let told = share.copied;
    try {
      await navigator.clipboard.writeText(box.textContent);
    } catch {
      told = share.byHand;
      getSelection().selectAllChildren(box);
    }
    target.nextElementSibling.textContent = told;
  };
}

byId('save').onclick = () => {
  const href = URL.createObjectURL(new Blob([JSON.stringify(record(), null, 1)], { type: 'application/json' }));
  make('a', { href, download: share.file }).click();
};
opener.number.onchange = openFile;

/** What was made of the answers does not outlive them. */
function forget() {
  for (const made of document.querySelectorAll('[data-made]')) made.replaceChildren();
  opened.hidden = true;
  byId('cleared').hidden = true;
}
form.onchange = ({ target }) => target === keep || forget();
