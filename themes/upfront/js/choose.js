// Puts councils of the reader's own choice side by side: for a person, the rows of that person's page. What is chosen stands in
// the address, so that it can be sent to somebody.
import { filled } from './gaps.js';

const choices = /** @type {HTMLElement} */ (document.getElementById('choose'));
const [person, ...places] = [...choices.querySelectorAll('select')];
const told = /** @type {HTMLElement} */ (choices.querySelector('[role=status]'));
const shown = /** @type {HTMLElement} */ (document.getElementById('chosen'));
/** Counts how often it was chosen: only the last counts. */
let run = 0;

/** What is chosen in a list, in words. @param {HTMLSelectElement} list */
const chosen = (list) => `${list.selectedOptions[0]?.text}`;
/** The folder that a page stands in. @param {string} href @param {string | URL} from */
const folder = (href, from = location.href) => new URL('.', new URL(href, from)).href;
/** The name of that folder. @param {string} href */
const id = (href) => `${folder(href).split('/').at(-2)}`;

/** A person's page, and where it stands. @param {string} href @returns {Promise<[Document, string]>} */
async function pageOf(href) {
  const url = new URL(href, location.href).href;
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(url);
  return [new DOMParser().parseFromString(await answer.text(), 'text/html'), url];
}

/** The table of a person's page with the rows of these councils alone, in their order. @param {Document} page @param {string} url @param {string[]} councils */
function tableOf(page, url, councils) {
  const table = /** @type {HTMLTableElement} */ (page.getElementById('numbers'));
  for (const link of table.querySelectorAll('a')) link.href = new URL(`${link.getAttribute('href')}`, url).href;
  const rows = [...table.tBodies[0].rows];
  const of = councils.map((council) => rows.filter((row) => `${row.querySelector('a')?.href}`.startsWith(folder(council))));
  table.tBodies[0].replaceChildren(...of.flat());
  return { table: document.adoptNode(table), missing: councils.filter((_, place) => !of[place][0]) };
}

/** The way to the page of two councils, where the site has one. @param {string[]} councils */
function pair(councils) {
  const [one, other] = councils.map(id);
  const found = document.querySelector(`a[href^="two/${one}/${other}/"], a[href^="two/${other}/${one}/"]`);
  const way = document.createElement('p');
  if (found) way.append(`${document.getElementById('pairs')?.textContent}: `, found.cloneNode(true));
  return way;
}

async function show() {
  const own = run += 1;
  const some = places.filter(({ value }, place) => value && places.findIndex((other) => other.value === value) === place);
  const councils = some.map(({ value }) => value);
  const names = new Map(some.map((list) => [list.value, chosen(list)]));
  history.replaceState(null, '', councils[0] ? `#${[person.value, ...councils].map(id).join('+')}` : ' ');
  if (councils.length < 2) {
    shown.replaceChildren();
    told.textContent = `${choices.dataset.tooFew}`;
    return;
  }
  try {
    const [page, url] = await pageOf(person.value);
    if (own !== run) return;
    const { table, missing } = tableOf(page, url, councils);
    const named = (/** @type {string[]} */ all) => all.map((council) => names.get(council)).join(', ');
    const none = missing[0] ? ` ${filled(choices.dataset.none, { councils: named(missing) })}` : '';
    told.textContent = filled(choices.dataset.says, { who: chosen(person), councils: named(councils) }) + none;
    shown.replaceChildren(table, ...(councils.length === 2 ? [pair(councils)] : []));
  } catch {
    if (own !== run) return;
    shown.replaceChildren();
    told.textContent = `${choices.dataset.fault}`;
  }
}

/** Chooses what the address says. */
function choose() {
  const said = decodeURIComponent(location.hash.slice(1)).split('+');
  for (const [place, list] of [person, ...places].entries()) {
    const option = [...list.options].find(({ value }) => value && id(value) === said[place]);
    if (said[place]) list.value = option?.value ?? list.value;
  }
}

choices.oninput = show;
addEventListener('hashchange', () => {
  choose();
  show();
});
// What a browser kept on the way back counts, unless the address says more.
addEventListener('pageshow', () => {
  choose();
  show();
});
choices.hidden = false;
