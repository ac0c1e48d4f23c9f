// The page: what is put in goes to the compiler, and what the compiler finds and makes is shown.
//
// The text is written in a plain text area. A screen reader and a keyboard know it, Tab leaves it, the browser's own undo,
// find, zoom and magnifier work in it, and it needs neither code nor inline styles. What an editor's component would add is
// colours and a margin with marks; the findings stand in words beside it instead, and lead into it.
//
// A workbook is shown a row at a time, its cells as fields; what is written in them goes into the workbook itself.
import { fieldOf, listen, parted, partOfSheet, sayBeside, showBook, standing } from './cells.js';
import { Compiler } from './compiler.js';
import { below, chosen, dropped, folderFor, isText, isWorkbook } from './files.js';
import { fill, words } from './words.js';

const byId = (id) => document.getElementById(id);
const main = byId('main');
const editor = byId('editor');
const picker = byId('file');
const address = (path) => new URL(path, location.href).href;

/** How long nothing may be typed until pages are made, in milliseconds. */
const PAUSE = 600;
/** How many findings are listed at a time. */
const LISTED = 30;

const tab = crypto.randomUUID();
const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** The files, by their paths. */
let files = new Map();
/** The sheets of the workbooks among them. */
let books = new Map();
let isSaved = true;
/** The `site.yaml` that was begun for rules without one. */
let begunSite;
/** Reads after each key. */
let reader;
/** Makes the pages. */
let maker;
let hasSite = false;
let previewed = '';
/** What only the pages showed, the last time that they were made. */
let ofPages = [];
let findings = [];

const make = (name, ...inside) => {
  const element = document.createElement(name);
  element.append(...inside);
  return element;
};

/** A sentence of the compiler, names in it as code. */
const sentence = (text) => {
  const parts = text.split('`').map((part, place) => (place % 2 ? make('code', part) : part));
  return parts;
};
const asSentence = (text) => sentence(text.charAt(0).toUpperCase() + text.slice(1) + (/[.?!]$/.test(text) ? '' : '.'));

// The compiler.

/** The compiler's module, unpacked once beside the page. */
const unpacked = (async () => {
  const beside = new Compiler(address(main.dataset.work));
  const { unpack, unpacker, module } = main.dataset;
  const made = await beside.ask('unpack', { script: address(unpack), unpacker: address(unpacker), packed: address(module) });
  beside.end();
  return made;
})();

async function compiler() {
  const made = new Compiler(address(main.dataset.work));
  const today = new Date().toISOString().slice(0, 10);
  await made.ask('start', { script: address(main.dataset.compiler), module: await unpacked, today });
  for (const [path, bytes] of files) await made.ask('put', { path, bytes });
  return made;
}
const starting = Promise.all([compiler(), compiler()]).then(([one, other]) => { [reader, maker] = [one, other]; });

/** What the compiler says; where a text stopped it, it starts again and says nothing. */
async function asked(which, ask) {
  try {
    return JSON.parse(await (which === 'reader' ? reader : maker).ask(ask));
  } catch {
    byId('told').textContent = words.stopped;
    const old = which === 'reader' ? reader : maker;
    old.end();
    const fresh = await compiler();
    if (which === 'reader') reader = fresh;
    else maker = fresh;
    return undefined;
  }
}

// What is put in.

const put = (path, bytes) => {
  files.set(path, bytes);
  for (const one of [reader, maker]) one.ask('put', { path, bytes });
};

/** The sheets of a workbook. */
async function sheetsOf(path, bytes) {
  await reader.ask('put', { path, bytes });
  return JSON.parse(await reader.ask('sheets', { path }));
}

/** The folder of the rules that are there. */
function folderThere() {
  const rules = [...files.keys()].find((path) => /^schemes\/(?!national\/)[^/]+\/[^/]+\/[^/]+$/.test(path));
  return rules?.slice(0, rules.lastIndexOf('/') + 1);
}

/** What rules say of themselves: a key at the top of them, and its value. */
async function saidIn(given) {
  const said = new Map();
  for (const [path, bytes] of given) {
    if (isWorkbook(path)) {
      const council = (await sheetsOf(path, bytes)).find(({ name }) => name.toLowerCase() === 'council');
      for (const { cells: [key, value] } of council?.rows ?? []) said.set(key.toLowerCase(), value);
    } else if (isText(path)) {
      for (const [, key, value] of decoder.decode(bytes).matchAll(/^(council|from): *["']?([^"'#\n]+)/gm)) said.set(key, value.trim());
    }
  }
  return said;
}

/** A site for rules that come without one: what it is called is what they say. */
async function siteFor(given, said) {
  const begun = await unzippedSite(byId('try-empty').dataset.site);
  const council = said.get('council');
  const text = decoder.decode(begun.get('site.yaml'));
  const own = council ? text.replaceAll(/(?<=^title: ).*$/gm, JSON.stringify(council)).replace('our council decides', `${council} decides`) : text;
  begunSite = encoder.encode(own);
  return new Map([['site.yaml', begunSite]]);
}

/** Says of a `site.yaml` that was begun here, for as long as nothing was written in it, that it is to be written. */
function sayWhatWasBegun() {
  byId('begun').hidden = !begunSite || files.get('site.yaml') !== begunSite;
}

/** Where a file goes among those that are there: in the place of its namesake, or of the only workbook where it is one too. */
function placeOf(path, folder, isAlone) {
  const paths = [...files.keys()];
  const name = path.slice(path.lastIndexOf('/') + 1);
  const same = paths.find((one) => one === path || one.endsWith(`/${path}`));
  const workbooks = paths.filter(isWorkbook);
  const only = isAlone && isWorkbook(path) && workbooks.length === 1 ? workbooks[0] : undefined;
  return same ?? only ?? (path.startsWith('schemes/') ? path : folder + name);
}

async function unzipped(bytes) {
  const archive = await compiler();
  await archive.ask('clear');
  await archive.ask('putZip', { bytes });
  const found = new Map();
  for (const path of await archive.ask('paths')) found.set(path, await archive.ask('file', { path }));
  archive.end();
  return found;
}

function refuse(text, isForGood = false) {
  byId('refused').hidden = !text;
  byId('refused-why').textContent = text;
  byId('refused-instead').hidden = !isForGood;
}

async function take(found) {
  await starting;
  await writeCells();
  refuse('');
  byId('told').textContent = words.reading;
  let given = new Map();
  for (const [path, file] of found) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (!/\.zip$/i.test(path)) {
      given.set(path, bytes);
      continue;
    }
    try {
      for (const [inside, text] of await unzipped(bytes)) given.set(inside, text);
    } catch {
      refuse(fill(words.refused.zip, path));
      return;
    }
  }
  const read = below(given);
  if (read.files.size === 0) {
    refuse(words.refused.nothing);
    return;
  }
  if (read.hasSite) {
    await begin(read.files);
    return;
  }
  const said = await saidIn(read.files);
  const folder = folderThere() ?? folderFor(said.get('council') ?? '', said.get('from') ?? '');
  const more = files.size ? new Map(files) : await siteFor(read.files, said);
  for (const [path, bytes] of read.files) more.set(placeOf(path, folder, read.files.size === 1), bytes);
  await begin(more);
}

const unzippedSite = async (path) => unzipped(new Uint8Array(await (await fetch(address(path))).arrayBuffer()));

/** Begins with files, in the place of those before. What is open stays so, where it is among them. */
async function begin(fresh) {
  const was = { path: picker.value, ...standing() };
  files = new Map();
  books = new Map();
  edits.clear();
  hasSite = false;
  previewed = '';
  ofPages = [];
  byId('preview').replaceChildren();
  byId('whole').hidden = true;
  byId('take-site').disabled = true;
  for (const one of [reader, maker]) one.ask('clear');
  for (const [path, bytes] of fresh) {
    put(path, bytes);
    if (isWorkbook(path)) books.set(path, await sheetsOf(path, bytes));
  }
  isSaved = true;
  byId('work').hidden = false;
  byId('work').after(byId('start'));
  byId('start-heading').textContent = words.other;
  sayWhatWasBegun();
  const paths = [...files.keys()].sort();
  picker.replaceChildren(...paths.map((path) => make('option', path)));
  const first = paths.find((path) => isWorkbook(path) || /^schemes\/(?!national\/).*\.ya?ml$/.test(path)) ?? paths[0];
  open(files.has(was.path) ? was.path : first, was);
  await check();
  const [worst] = findings;
  if (!files.has(was.path) && worst?.cell && isMistake(worst)) showCell(worst);
  byId('state').focus();
}

// The text.

function open(path, at) {
  picker.value = path;
  const book = books.get(path);
  byId('as-cells').hidden = !book;
  byId('as-text').hidden = Boolean(book);
  if (book) {
    showBook(book, at);
  } else {
    editor.disabled = !isText(path);
    editor.value = isText(path) ? decoder.decode(files.get(path)) : words.noText;
    editor.scrollTop = 0;
    whereabouts();
  }
  beside();
}

const lineHeight = () => Number.parseFloat(getComputedStyle(editor).lineHeight);

/** Shows the row of a workbook that a finding is in, and gives the field of its cell. */
function showCell({ file, line, cell }) {
  const { sheet, letters } = cell ? parted(cell) : {};
  open(file, { sheet, row: line });
  return fieldOf(letters);
}

/** Goes to the place of a finding. */
function goTo({ file, line, column, end_line: endLine, end_column: endColumn, cell }) {
  if (!files.has(file)) return;
  if (books.has(file)) {
    const field = showCell({ file, line, cell }) ?? picker;
    field.focus();
    field.select?.();
    return;
  }
  if (picker.value !== file) open(file);
  const lines = editor.value.split('\n');
  const at = (number, letter) => lines.slice(0, number - 1).reduce((sum, text) => sum + text.length + 1, 0)
    + [...(lines[number - 1] ?? '')].slice(0, letter - 1).join('').length;
  editor.focus();
  if (line) {
    editor.setSelectionRange(at(line, column), at(endLine, endColumn));
    editor.scrollTop = Math.max(0, (line - 4) * lineHeight());
    editor.scrollLeft = 0;
  }
  whereabouts();
  beside();
}

const caret = () => {
  const before = editor.value.slice(0, editor.selectionStart).split('\n');
  return { line: before.length, column: before.at(-1).length + 1 };
};

function whereabouts() {
  const { line, column } = caret();
  byId('place').textContent = editor.disabled ? '' : fill(words.at, line, editor.value.split('\n').length, column);
}

/** What was found in the line that is written in, or first in the file. */
function beside() {
  const own = findings.filter(({ file }) => file === picker.value);
  if (books.has(picker.value)) {
    const { sheet, row } = standing();
    const here = own.filter(({ cell, line }) => cell && line === row && parted(cell).sheet === sheet);
    // The first of a cell is the worst of it.
    sayBeside(new Map(here.toReversed().map((finding) => [parted(finding.cell).letters, { said: asSentence(finding.message), isMistake: isMistake(finding) }])));
    return;
  }
  const here = own.find(({ line }) => line === caret().line) ?? own.find(({ severity }) => severity === 'error');
  byId('editor-finds').replaceChildren(...(here ? [`${place(here, true)}: `, ...asSentence(here.message)] : []));
  if (own.some(({ severity }) => severity === 'error')) editor.setAttribute('aria-invalid', 'true');
  else editor.removeAttribute('aria-invalid');
}

// What is found.

/** Where a finding is. */
function place({ file, line, cell }, isHere = false) {
  const short = file ? file.replace(/^schemes\//, '') : '';
  const number = cell ?? (line ? fill(words.line, line) : '');
  const text = isHere ? number || short : [short, number].filter(Boolean).join(', ');
  return isHere ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

const isMistake = ({ severity }) => severity === 'error';

/** What can be scrolled sideways, by keyboard too. */
function scrolled(inside, label) {
  inside.tabIndex = 0;
  inside.setAttribute('role', 'region');
  inside.setAttribute('aria-label', label);
  return [inside];
}

/** The lines around a finding, its own marked; of a workbook, its row. */
function excerpt(finding) {
  const { file, line, column, end_line: endLine, end_column: endColumn, cell } = finding;
  if (cell && books.has(file)) {
    const table = partOfSheet(books.get(file), finding);
    if (!table) return [];
    const box = make('div', table);
    box.className = 'up-part-of-sheet';
    return scrolled(box, place(finding));
  }
  if (!line || !files.has(file) || !isText(file)) return [];
  const lines = decoder.decode(files.get(file)).split('\n');
  const first = Math.max(1, line - 2);
  const shown = lines.slice(first - 1, line + 2).map((text, place) => {
    const number = first + place;
    const row = `${`${number}`.padStart(4)}  `;
    if (number !== line) return `${row}${text}\n`;
    const letters = [...text];
    const end = endLine === line ? endColumn - 1 : letters.length;
    const part = (from, to) => letters.slice(from, to).join('');
    return make('strong', row, part(0, column - 1), make('mark', part(column - 1, end)), part(end), '\n');
  });
  return scrolled(make('pre', ...shown), place({ file, line }));
}

function listed(finding) {
  const start = make('strong', isMistake(finding) ? words.must : words.look);
  const where = place(finding);
  const head = make('p', start, ' ');
  if (where && files.has(finding.file)) {
    const link = make('a', where);
    link.href = '#files-heading';
    link.addEventListener('click', (event) => {
      event.preventDefault();
      goTo(finding);
    });
    head.append(link);
  } else {
    head.append(where);
  }
  const advice = finding.advice.map((text) => make('p', ...sentence(text)));
  const code = make('p', make('code', finding.code));
  code.className = 'up-small up-muted';
  return make('li', head, make('p', ...asSentence(finding.message)), ...advice, code);
}

const key = ({ code, file, message }) => JSON.stringify([code, file, message]);

function show({ findings: found }) {
  const known = new Set(found.map(key));
  findings = [...found, ...ofPages.filter((finding) => !known.has(key(finding)))];
  findings.sort((one, other) => Number(isMistake(other)) - Number(isMistake(one)));
  const mistakes = findings.filter(isMistake);
  const [first] = findings;
  const state = mistakes.length === 0 ? words.clean : mistakes.length === 1 ? words.one : fill(words.many, mistakes.length);
  byId('state').textContent = state;
  document.title = `${state} – Workbench`;
  if (mistakes.length) {
    byId('first').replaceChildren(make('strong', `${place(first)}: `), ...asSentence(first.message), ' ', ...first.advice.slice(0, 1).flatMap(sentence));
  } else {
    const looks = findings.length === 1 ? words.things.one : fill(words.things.many, findings.length);
    byId('first').textContent = `${words.cleanLead}${findings.length ? ` ${looks}.` : ''}`;
  }
  byId('next').hidden = !mistakes.length || !files.has(first.file);
  const lines = mistakes.length ? excerpt(first) : [];
  byId('excerpt').hidden = lines.length === 0;
  byId('excerpt').replaceChildren(...lines);
  const [box] = lines;
  const marked = box?.querySelector('td mark')?.parentElement;
  if (marked) box.scrollLeft = marked.offsetLeft + (marked.offsetWidth - box.clientWidth) / 2;
  byId('finds').replaceChildren(...findings.slice(0, LISTED).map(listed));
  const more = byId('more-finds');
  more.hidden = findings.length > 0 && findings.length <= LISTED;
  more.textContent = findings.length ? fill(words.more, findings.length - LISTED) : words.nothing;
  if (mistakes.length) {
    byId('take-site').disabled = true;
    byId('preview-state').textContent = hasSite ? words.before : words.waits;
  }
  beside();
}

/** What is read, after each key; a key that comes meanwhile is read next. */
let isReading = false;
let isAsked = false;
/** What was read last. */
let latest;
let pause;
async function check() {
  isAsked = true;
  clearTimeout(pause);
  if (isReading) return;
  isReading = true;
  while (isAsked) {
    isAsked = false;
    await writeCells();
    latest = await asked('reader', 'read');
    if (latest) show(latest);
    main.dataset.read = `${Number(main.dataset.read ?? 0) + 1}`;
  }
  isReading = false;
  pause = setTimeout(build, PAUSE);
}

let isBuilding = false;
/** The pages, and what only they show. */
async function build() {
  if (isBuilding) {
    pause = setTimeout(build, PAUSE);
    return;
  }
  isBuilding = true;
  const isSound = !findings.some((finding) => isMistake(finding) && !ofPages.includes(finding));
  if (isSound) byId('preview-state').textContent = words.making;
  const before = files;
  const built = await asked('maker', 'build');
  isBuilding = false;
  // What is read after a key never waits for the pages: it is at hand already.
  const read = latest;
  if (built && read && files === before) {
    const known = new Set(read.findings.map(key));
    ofPages = built.findings.filter((finding) => !known.has(key(finding)));
    show(read);
    await examples();
    if (!built.findings.some(isMistake)) await preview();
  }
  byId('told').textContent = byId('state').textContent;
  main.dataset.built = `${Number(main.dataset.built ?? 0) + 1}`;
}

async function examples() {
  const worked = (await asked('maker', 'examples')) ?? [];
  const holds = ({ figures }) => figures.every((figure) => figure.holds);
  const count = worked.filter(holds).length;
  const { none, all, some, waits } = words.examples;
  const state = worked.length === 0 ? (findings.some(isMistake) ? waits : none) : count === worked.length ? fill(all, count) : fill(some, count, worked.length);
  byId('examples-state').textContent = state;
  byId('examples').replaceChildren(...worked.map((example) => {
    const figures = example.figures.map(({ expected, comes_out: comesOut, holds: isRight }) => make('p', isRight ? fill(words.comesOut, comesOut) : fill(words.differs, expected, comesOut)));
    return make('li', make('strong', example.title), ...figures);
  }));
}

/** What was written into cells and is not in the workbook yet, by the cell. */
const edits = new Map();

/** Writes into the workbooks what was written into their cells. */
async function writeCells() {
  const waiting = [...edits.values()];
  edits.clear();
  for (const edit of waiting) {
    const { bytes, why } = await reader.ask('write', edit);
    byId('unwritten').textContent = why ? fill(words.formula, why.charAt(0).toUpperCase() + why.slice(1)) : '';
    if (!bytes) continue;
    files.set(edit.path, bytes);
    maker.ask('put', { path: edit.path, bytes });
  }
}

// The preview, which asks this page for each of its files by way of `offline.js`.

const answering = (async () => {
  if (!('serviceWorker' in navigator)) return false;
  try {
    await navigator.serviceWorker.register('offline.js');
    await navigator.serviceWorker.ready;
    return true;
  } catch {
    return false;
  }
})();
navigator.serviceWorker?.addEventListener('message', async ({ data, ports: [port] }) => {
  if (data.tab === tab) port.postMessage(await maker.ask('siteFile', { path: data.path }));
});
navigator.serviceWorker?.startMessages();

async function preview() {
  hasSite = true;
  byId('take-site').disabled = false;
  if (!(await answering)) {
    byId('preview-state').textContent = words.noPreview;
    return;
  }
  byId('preview-state').textContent = words.made;
  const paths = await maker.ask('sitePaths');
  const rules = paths.find((path) => /^(?!national\/)[^/]+\/[^/]+\/scheme\.json$/.test(path));
  const home = rules ? rules.slice(0, -'scheme.json'.length) : '';
  const box = byId('preview');
  const frame = box.querySelector('iframe');
  const start = `preview/${tab}/${home}`;
  if (frame && previewed === start) {
    frame.contentWindow.location.reload();
  } else {
    const fresh = document.createElement('iframe');
    fresh.id = 'preview-frame';
    fresh.title = words.frame;
    fresh.src = start;
    box.replaceChildren(fresh);
    previewed = start;
  }
  byId('whole').href = `preview/${tab}/`;
  byId('whole').hidden = false;
}

// What is taken away.

function download(name, bytes) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], { type: 'application/zip' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), PAUSE);
}

// What a person does.

byId('take-site').addEventListener('click', async () => download('site.zip', await maker.ask('siteZip')));
byId('take-rules').addEventListener('click', async () => {
  download('rules.zip', await reader.ask('rulesZip'));
  isSaved = true;
});
for (const id of ['choose-folder', 'choose-files']) {
  byId(id).addEventListener('change', ({ target }) => {
    take(chosen(target));
    target.value = '';
  });
}
for (const id of ['try-exampleshire', 'try-empty']) {
  byId(id).addEventListener('click', async ({ currentTarget: { dataset } }) => {
    await starting;
    await begin(await unzippedSite(dataset.site));
  });
}
for (const width of document.querySelectorAll('[name=width]')) {
  width.addEventListener('change', () => { byId('preview').dataset.width = width.value; });
}
picker.addEventListener('change', () => open(picker.value));
byId('to-site').addEventListener('click', (event) => {
  event.preventDefault();
  open('site.yaml');
  editor.focus();
});
listen((edit) => {
  isSaved = false;
  edits.set(JSON.stringify([picker.value, edit.sheet, edit.row, edit.letters]), { path: picker.value, ...edit });
  check();
}, beside);
editor.addEventListener('input', () => {
  isSaved = false;
  put(picker.value, encoder.encode(editor.value));
  sayWhatWasBegun();
  check();
});
document.addEventListener('selectionchange', () => {
  if (document.activeElement === editor) {
    whereabouts();
    beside();
  }
});
byId('mend').addEventListener('click', (event) => {
  event.preventDefault();
  goTo(findings[0]);
});
const drop = byId('drop');
addEventListener('dragover', (event) => {
  event.preventDefault();
  drop.dataset.over = '';
});
addEventListener('dragleave', (event) => { if (!event.relatedTarget) delete drop.dataset.over; });
addEventListener('drop', async (event) => {
  event.preventDefault();
  delete drop.dataset.over;
  take(await dropped(event.dataTransfer));
});
addEventListener('beforeunload', (event) => { if (!isSaved) event.preventDefault(); });
starting.catch(() => refuse(words.refused.compiler, true));
Promise.all([starting, answering]).then(() => { main.dataset.ready = ''; });
