// The page: what is put in goes to the compiler, and what the compiler finds and makes is shown.
//
// The text is written in a plain text area. A screen reader and a keyboard know it, Tab leaves it, the browser's own undo,
// find, zoom and magnifier work in it, and it needs neither code nor inline styles. What an editor's component would add is
// colours and a margin with marks; the findings stand in words beside it instead, and lead into it.
import { Compiler } from './compiler.js';
import { below, chosen, dropped, isText } from './files.js';
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
let isSaved = true;
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

/** Where files go that come without a site: to the rules that are there. */
const ofRules = () => {
  const rules = [...files.keys()].find((path) => /^schemes\/(?!national\/)[^/]+\/[^/]+\/[^/]+$/.test(path));
  return rules ? rules.slice(0, rules.lastIndexOf('/') + 1) : 'schemes/our-council/rules/';
};

async function unzipped(bytes) {
  const archive = await compiler();
  await archive.ask('clear');
  await archive.ask('putZip', { bytes });
  const found = new Map();
  for (const path of await archive.ask('paths')) found.set(path, await archive.ask('file', { path }));
  archive.end();
  return found;
}

function refuse(text) {
  const refused = byId('refused');
  refused.hidden = !text;
  refused.textContent = text;
}

async function take(found) {
  await starting;
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
  const old = files.size ? files : (await unzippedSite(byId('try-empty').dataset.site));
  const more = new Map(files.size ? old : [...old].filter(([path]) => !path.startsWith('schemes/')));
  const folder = ofRules();
  for (const [path, bytes] of read.files) {
    const same = [...old.keys()].find((one) => one === path || one.endsWith(`/${path}`));
    more.set(files.size && same ? same : path.startsWith('schemes/') ? path : folder + path.slice(path.lastIndexOf('/') + 1), bytes);
  }
  await begin(more);
}

const unzippedSite = async (path) => unzipped(new Uint8Array(await (await fetch(address(path))).arrayBuffer()));

/** Begins with files, in the place of those before. */
async function begin(fresh) {
  files = new Map();
  hasSite = false;
  previewed = '';
  ofPages = [];
  byId('preview').replaceChildren();
  byId('whole').hidden = true;
  byId('take-site').disabled = true;
  for (const one of [reader, maker]) one.ask('clear');
  for (const [path, bytes] of fresh) put(path, bytes);
  isSaved = true;
  byId('work').hidden = false;
  byId('work').after(byId('start'));
  byId('start-heading').textContent = words.other;
  const paths = [...files.keys()].sort();
  picker.replaceChildren(...paths.map((path) => make('option', path)));
  const first = paths.find((path) => /^schemes\/(?!national\/).*\.ya?ml$/.test(path)) ?? paths[0];
  open(first);
  await check();
  byId('state').focus();
}

// The text.

function open(path) {
  picker.value = path;
  const bytes = files.get(path);
  editor.disabled = !isText(path);
  editor.value = isText(path) ? decoder.decode(bytes) : words.noText;
  editor.scrollTop = 0;
  whereabouts();
  beside();
}

const lineHeight = () => Number.parseFloat(getComputedStyle(editor).lineHeight);

/** Goes to the place of a finding. */
function goTo({ file, line, column, end_line: endLine, end_column: endColumn }) {
  if (!files.has(file)) return;
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

/** The lines around a finding, its own marked. */
function excerpt({ file, line, column, end_line: endLine, end_column: endColumn }) {
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
  const box = make('pre', ...shown);
  box.tabIndex = 0;
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', place({ file, line }));
  return [box];
}

function listed(finding) {
  const start = make('strong', isMistake(finding) ? words.must : words.look);
  const where = place(finding);
  const head = make('p', start, ' ');
  if (where && files.has(finding.file)) {
    const link = make('a', where);
    link.href = '#editor';
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
let pause;
async function check() {
  isAsked = true;
  clearTimeout(pause);
  if (isReading) return;
  isReading = true;
  while (isAsked) {
    isAsked = false;
    const read = await asked('reader', 'read');
    if (read) show(read);
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
  const read = await asked('reader', 'read');
  isBuilding = false;
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
editor.addEventListener('input', () => {
  isSaved = false;
  put(picker.value, encoder.encode(editor.value));
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
starting.catch(() => refuse(words.refused.compiler));
Promise.all([starting, answering]).then(() => { main.dataset.ready = ''; });
