// A workbook in the page: a sheet is chosen and a row of it, and each of its cells is a field under the heading of its column.
// That fits a phone, and a screen reader says the heading with the value.
import { fill, words } from './words.js';

const byId = (id) => document.getElementById(id);
const box = byId('cells');
const sheetPicker = byId('sheet');
const rowPicker = byId('row');

/** How much of a row stands in its name, in characters. */
const NAMED = 48;
/** A text that is longer, in characters, has more than one line to be written in. */
const LONG = 40;

/** The name of a sheet and of a cell in it: `Questions!D14`, `'Ways to hold'!B2`. */
export function parted(cell) {
  const [sheet, name] = [cell.slice(0, cell.lastIndexOf('!')), cell.slice(cell.lastIndexOf('!') + 1)];
  return { sheet: sheet.startsWith("'") ? sheet.slice(1, -1).replaceAll("''", "'") : sheet, letters: name.replace(/\d+/, '') };
}

const option = (value, text) => {
  const made = document.createElement('option');
  made.value = value;
  made.textContent = text;
  return made;
};

/** The sheets of the workbook that is open. */
let sheets = [];
const sheet = () => sheets.find(({ name }) => name === sheetPicker.value);
const rowOf = (one, number) => one?.rows.find((row) => row.number === number);
const row = () => rowOf(sheet(), Number(rowPicker.value));

/** What a row is called: by its first cells, and where it goes on with a thing above it, by that first. */
function named({ number, cells, is_head: isHead }) {
  const above = cells.some(Boolean) && !cells[0] ? sheet().rows.findLast((one) => !one.is_head && one.number < number && one.cells[0])?.cells[0] : '';
  const own = cells.filter(Boolean).slice(0, 2).join(': ');
  const text = isHead ? words.headings : [above, own].filter(Boolean).join(', ') || words.newRow;
  return `${number}: ${text.length > NAMED ? `${text.slice(0, NAMED)}…` : text}`;
}

/** Whether a column is for the writer of the workbook alone. */
const isAside = ({ heading }) => heading.startsWith('(') && heading.endsWith(')');

/** A field for a cell. */
function field({ letters, heading }, text, number) {
  const input = document.createElement(text.length > LONG || text.includes('\n') ? 'textarea' : 'input');
  input.id = `cell-${letters}`;
  input.value = text;
  input.autocomplete = 'off';
  input.spellcheck = false;
  input.dataset.letters = letters;
  const label = document.createElement('label');
  label.htmlFor = input.id;
  label.textContent = fill(words.cell, letters, number, heading);
  const said = document.createElement('span');
  said.id = `said-${letters}`;
  said.className = 'up-error-message';
  const line = document.createElement('p');
  line.className = 'up-field up-editor';
  line.append(label, said, input);
  return line;
}

/** Shows the fields of the row that is chosen: first those of columns in which the sheet has something, then, folded, the rest. */
function showRow() {
  const { columns, rows } = sheet() ?? { columns: [], rows: [] };
  const { cells, number } = row() ?? { cells: [], number: Number(rowPicker.value) };
  const isUsed = columns.map((_, place) => rows.some((one) => !one.is_head && one.cells[place]));
  const notes = columns.flatMap((column, place) => (isAside(column) && cells[place] ? [cells[place]] : []));
  const fields = (wanted) => columns.flatMap((column, place) => (!isAside(column) && isUsed[place] === wanted ? [field(column, cells[place] ?? '', number)] : []));
  const said = document.createElement('p');
  said.className = 'up-small';
  said.textContent = notes.join(' ');
  const rest = fields(false);
  const fold = document.createElement('details');
  const summary = document.createElement('summary');
  summary.textContent = rest.length === 1 ? words.emptyColumn : fill(words.emptyColumns, rest.length);
  fold.append(summary, ...rest);
  box.replaceChildren(...(notes.length ? [said] : []), ...fields(true), ...(rest.length ? [fold] : []));
}

function showRows(wanted) {
  const { rows = [], columns = [] } = sheet() ?? {};
  rowPicker.replaceChildren(...rows.map((one) => option(one.number, named(one))));
  const next = { number: (rows.at(-1)?.number ?? 0) + 1, cells: columns.map(() => '') };
  rowPicker.append(option(next.number, named(next)));
  const first = rows.find(({ is_head: isHead }) => !isHead) ?? next;
  rowPicker.value = rowOf(sheet(), wanted) ? wanted : first.number;
  showRow();
}

/** Shows a workbook, at a cell of it. */
export function showBook(book, at) {
  sheets = book;
  sheetPicker.replaceChildren(...book.map(({ name }) => option(name, name)));
  const wanted = book.find(({ name }) => name === at?.sheet) ?? book.find(({ rows }) => rows.length > 1) ?? book[0];
  if (wanted) sheetPicker.value = wanted.name;
  showRows(at?.row);
}

/** Where in the workbook the page stands. */
export const standing = () => ({ sheet: sheetPicker.value, row: Number(rowPicker.value) });

/** The field of a column in the row that is shown, or the first one; it can be seen then. */
export function fieldOf(letters) {
  const found = byId(`cell-${letters}`) ?? box.querySelector('[data-letters]');
  const fold = found?.closest('details');
  if (fold) fold.open = true;
  return found;
}

/** Says beside each field what was found there. `found` is by the letters of columns. */
export function sayBeside(found) {
  for (const field of box.querySelectorAll('[data-letters]')) {
    const { letters } = field.dataset;
    const said = byId(`said-${letters}`);
    const here = found.get(letters);
    said.replaceChildren(...(here?.said ?? []));
    if (here) field.setAttribute('aria-describedby', said.id);
    else field.removeAttribute('aria-describedby');
    if (here?.isMistake) field.setAttribute('aria-invalid', 'true');
    else field.removeAttribute('aria-invalid');
  }
}

/** A row of a sheet with what stands in it, a cell of it marked: as a part of the sheet. */
export function partOfSheet(book, { cell, line }) {
  const { sheet: name, letters } = parted(cell);
  const one = book.find((other) => other.name === name);
  const shown = rowOf(one, line);
  if (!shown) return undefined;
  const places = one.columns.map((_, place) => place).filter((place) => shown.cells[place] || one.columns[place].letters === letters);
  const table = document.createElement('table');
  table.createCaption().textContent = fill(words.partOf, name, line);
  const head = table.createTHead().insertRow();
  head.insertCell();
  const cells = table.createTBody().insertRow();
  const start = document.createElement('th');
  start.scope = 'row';
  start.textContent = line;
  cells.append(start);
  for (const place of places) {
    const column = document.createElement('th');
    column.scope = 'col';
    column.textContent = `${one.columns[place].letters} ${one.columns[place].heading}`;
    head.append(column);
    const text = cells.insertCell();
    if (one.columns[place].letters === letters) {
      const mark = document.createElement('mark');
      mark.textContent = shown.cells[place] || words.empty;
      text.append(mark);
    } else {
      text.textContent = shown.cells[place];
    }
  }
  return table;
}

/** Tells `write` of each cell that is written in, and `moved` when another row is shown. */
export function listen(write, moved) {
  sheetPicker.addEventListener('change', () => {
    showRows();
    moved();
  });
  rowPicker.addEventListener('change', () => {
    showRow();
    moved();
  });
  box.addEventListener('input', ({ target }) => {
    const { letters } = target.dataset;
    const one = sheet();
    const number = Number(rowPicker.value);
    if (!row()) {
      one.rows.push({ number, is_head: false, cells: one.columns.map(() => '') });
      const next = number + 1;
      rowPicker.append(option(next, named({ number: next, cells: [] })));
    }
    row().cells[one.columns.findIndex((column) => column.letters === letters)] = target.value;
    rowPicker.selectedOptions[0].textContent = named(row());
    write({ sheet: one.name, row: number, letters, text: target.value });
  });
}
