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

/** The day of a text such as `2026-11-27`; none where there is no such day, or it has yet to come. */
const dayOf = (text) => {
  const date = new Date(`${text}T00:00`);
  return date <= Date.now() && date.getDate() === +text.slice(8) ? [day(date)] : [];
};

/**
 * Takes answers in as far as they fit, and lists what differs between their rules and these; or, where none fits, none.
 * Whoever made a file or a link could write anything into it: no word and no figure of theirs is shown.
 */
function take({ edition, rules, saved, answers: old, said = [] }, from) {
  if (Object.values(old).some((answer) => !/string|number/.test(typeof answer))) throw Error();
  fill(Object.fromEntries(Object.entries(old).map(([id, answer]) => [id, `${answer}`])));
  const { errors, explained } = work();
  for (const id of errors) question(id).number.value = '';
  const fits = answers();
  const ids = Object.keys(old);
  const known = ids.filter(question);
  const count = ids.length - known.length;
  const lines = {
    gone: count ? [put(opened.dataset.gone, { count })] : [],
    barred: known.filter((id) => !fits[id]).map((id) => question(id).box.dataset.ask),
    // Nothing at all of a number is no answer that could be missed.
    unasked: explained.answers.filter(({ id, asked: wanted }) => wanted === 'no' && id in old && fits[id] && !/^0[.0]*( |$)/.test(fits[id]))
      .map(({ id, ask, answer }) => [`${ask} ${answer}`, ...question(id).box.querySelector('div.up-hint').cloneNode(true).childNodes]),
    fresh: said[0] ? asked(explained).filter(({ id }) => !said.some((one) => one.id === id)).map(({ ask }) => ask) : [],
  };
  if (!Object.keys(fits)[0]) return;
  for (const [id, list] of Object.entries(lines)) items(byId(id), list);
  Object.assign(opened.dataset, { from, rules: rules === share.rules ? 'same' : rules ? 'changed' : '' });
  const then = [...share.editions.split('|').filter((one) => one === edition), ...dayOf(saved)].join(', ');
  byId('then').textContent = then;
  byId('then').parentElement.hidden = !then;
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
