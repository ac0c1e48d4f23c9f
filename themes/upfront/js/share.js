// Answers kept and shared by the reader's own hand: a file, a link, a text to copy. Nothing is sent.
import { answers, fill, question, questionOf, setBase, story, work } from './answers.js';
import { arrive, wait } from './arrive.js';
import { items, outline } from './elements.js';
import { asked } from './explained.js';
import { clearFault, refuse } from './faults.js';
import { sheet } from './letter.js';
import { byId, day, facts, form, make, say } from './page.js';
import { failed, go, keep, keepAnswers, setAddress } from './steps.js';

/** @import { Field } from './answers.js' */

const opened = byId('opened');
/** @type {HTMLInputElement} */
const chooser = byId('open');
/** The field for a saved file, as a question whose answer may be refused. @type {Field} */
const opener = { id: '', box: byId('open-box'), described: '', number: chooser };
/** @type {HTMLAnchorElement} */
const about = byId('address');
about.textContent = about.href;
// On paper a link is its address.
for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(':is(p, li) a:not([href^="#"], #address)'))) link.href = `${link.href}`;

/** What a file holds: whose rules, the answers, and, to compare later, the words and the figures of the day. */
function record() {
  const { scheme, edition, rules, version } = facts;
  const { results, answers: said } = work().explained;
  return { scheme, edition, rules, version, saved: new Date().toISOString().slice(0, 10), answers: answers(), said, results };
}

/** The day of a text such as `2026-11-27`; none where there is no such day, or it has yet to come. @param {unknown} text */
const dayOf = (text) => {
  const date = new Date(`${text}T00:00`);
  return date <= new Date() && date.getDate() === Number(`${text}`.slice(8)) ? [day(date)] : [];
};

/**
 * Takes answers in as far as they fit, and lists what differs between their rules and these; or, where none fits, none.
 * Whoever made a file or a link could write anything into it: no word and no figure of theirs is shown.
 * @param {{ edition?: unknown, rules?: unknown, saved?: unknown, answers: Record<string, unknown>, said?: { id: string }[] }} told
 * @param {'file' | 'link'} from
 */
function take({ edition, rules, saved, answers: old, said = [] }, from) {
  if (Object.values(old).some((answer) => !/string|number/.test(typeof answer))) throw Error();
  fill(Object.fromEntries(Object.entries(old).map(([id, answer]) => [id, `${answer}`])));
  const { errors, explained } = work();
  for (const id of errors) {
    const { number } = question({ id });
    if (number) number.value = '';
  }
  const fits = answers();
  const ids = Object.keys(old);
  const known = ids.filter(questionOf);
  const count = ids.length - known.length;
  /** @type {Record<string, (string | (string | Node)[])[]>} */
  const lines = {
    gone: count ? [say('page-opened-count', { count })] : [],
    barred: known.filter((id) => !fits[id]).map((id) => question({ id }).ask),
    // Nothing at all of a number is no answer that could be missed.
    unasked: explained.answers.filter(({ id, asked: wanted }) => wanted === 'no' && id in old && fits[id] && !/^0[.0]*( |$)/.test(fits[id]))
      .map((one) => [`${one.ask} ${one.answer}`, ...outline(one.when)]),
    fresh: said[0] ? asked(explained).filter(({ id }) => !said.some((one) => one.id === id)).map(({ ask }) => ask) : [],
  };
  if (!Object.keys(fits)[0]) return;
  for (const [id, list] of Object.entries(lines)) items(byId(id), list);
  Object.assign(opened.dataset, { from, rules: rules === facts.rules ? 'same' : rules ? 'changed' : '' });
  const then = [...facts.editions.filter((one) => one === edition), ...dayOf(saved)].join(', ');
  const when = byId('then');
  when.textContent = then;
  /** @type {HTMLElement} */ (when.parentElement).hidden = !then;
  setBase();
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
  const [file] = chooser.files ?? [];
  if (!file) return;
  clearFault();
  const before = /** @type {const} */ ([answers(), story]);
  let fault = 'page-open-strange';
  try {
    // Saved answers are some thousand bytes.
    const told = file.size < 1e6 && JSON.parse(await file.text());
    if (told.scheme.split('/')[0] !== facts.scheme.split('/')[0]) fault = 'page-open-other';
    else {
      await wait();
      if (failed) return;
      fault = take(told, 'file') ? '' : 'page-open-none';
    }
  } catch {
    // It is told below.
  }
  chooser.value = '';
  if (!fault) return;
  fill(...before);
  arrive();
  refuse(opener, say(fault, { council: facts.council }));
}
chooser.onchange = openFile;

/** Takes in the answers that a link holds, and takes them out of the address at once. */
export function openLink() {
  const held = location.hash.split('#answers/')[1];
  if (held === undefined) return;
  history.replaceState(null, '', location.pathname);
  setAddress(held);
  const { '': rules, ...old } = Object.fromEntries(new URLSearchParams(held));
  const before = /** @type {const} */ ([answers(), story]);
  wait().then(() => {
    if (failed || take({ rules, answers: old }, 'link')) return;
    fill(...before);
    arrive();
    byId('no-fit').hidden = false;
  });
  return true;
}

/** Parts of the page as plain text: a heading, a paragraph, an item or a cell a line, as far as they are shown. @param {Iterable<Element>} parts */
const plain = (parts) => [...parts].flatMap((part) => [.../** @type {NodeListOf<HTMLElement>} */ (part.querySelectorAll('h2, h3, p, li, summary, tr > *, dt, dd'))])
  .filter((line) => line.offsetParent && !line.closest('thead, .up-screen') && !line.querySelector('p, summary, h3'))
  .map((line) => (/** @type {Record<string, string>} */ ({ H: '\n', L: '- ', P: '' })[line.tagName[0]] ?? (line.previousElementSibling ? '    ' : '')) + line.innerText.trim().replace(/(\.?)\s*\n\s*/g, (_, stop) => `${stop || ','} `))
  .join('\n');

const copies = {
  link: () => `${location.origin}${location.pathname}#answers/${new URLSearchParams({ '': facts.rules, ...answers() })}`,
  'letter-text': () => plain([sheet]),
  text: () => `${document.title}\n${about.href}\n\n${plain(document.querySelectorAll('[data-plain]'))}\n`,
};
for (const [id, write] of Object.entries(copies)) {
  const button = byId(`make-${id}`);
  button.onclick = async () => {
    const box = byId(id);
    // What is folded has no text: it is opened for as long as it is read.
    const folds = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll('details:not([open])')]);
    for (const fold of folds) fold.open = true;
    box.textContent = write();
    for (const fold of folds) fold.open = false;
    let told = 'page-share-copied';
    try {
      await navigator.clipboard.writeText(box.textContent);
    } catch {
      told = 'page-share-by-hand';
      getSelection()?.selectAllChildren(box);
    }
    /** @type {Element} */ (button.nextElementSibling).textContent = say(told);
  };
}

byId('save').onclick = () => {
  const href = URL.createObjectURL(new Blob([JSON.stringify(record(), null, 1)], { type: 'application/json' }));
  make('a', { href, download: facts.file }).click();
};

/** What was made of the answers does not outlive them. */
export function forget() {
  for (const made of document.querySelectorAll('[data-made]')) made.replaceChildren();
  opened.hidden = true;
  byId('cleared').hidden = true;
}
form.onchange = ({ target }) => { if (target !== keep) forget(); };
