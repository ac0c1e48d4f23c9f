// Every page of the site, read as it was built: its links lead somewhere wherever the site is put, and it is marked up
// as someone who cannot see it needs it. What takes a browser to find out is in pages.test.mjs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read } from './markup.mjs';
import { address, files, mayHaveScript } from './site.mjs';

const all = await files();
const pages = new Map(all.filter((file) => file.endsWith('.html')).map((file) => [file, read(file)]));
const byAddress = new Map(all.map((file) => [address(file), file]));
const has = (name) => ({ attributes }) => name in attributes;
const idsOf = (page) => page.all(has('id')).map(({ attributes }) => attributes.id);
const ids = new Map([...pages].map(([file, { page }]) => [file, new Set(idsOf(page))]));
/** The titles of a page, and not those of its charts. */
const titlesOf = (page) => page.named('title').filter((one) => !one.isIn(({ name }) => name === 'svg'));
const titleOf = (page) => titlesOf(page).map(({ text }) => text.trim()).join(' and ');
const titles = new Map();
for (const [file, { page }] of pages) titles.set(titleOf(page), [...(titles.get(titleOf(page)) ?? []), file]);

const tag = ({ name, attributes: { id } }) => `<${name}${id ? ` id="${id}"` : ''}>`;
const repeated = (list) => [...new Set(list.filter((one, place) => list.indexOf(one) !== place))];
const isHidden = ({ attributes }) => attributes['aria-hidden'] === 'true';
/** The attributes that name other elements of the page. */
const speaksOf = /^(for|list|headers|form|aria-(labelledby|describedby|controls|owns|details|errormessage|activedescendant|flowto))$/;
const words = (text) => (text ?? '').trim();

/** What an element is called for someone who cannot see it, as far as its markup says. */
function called(element, { byId, labels }) {
  const { attributes, name } = element;
  const by = (attributes['aria-labelledby'] ?? '').split(/\s+/).filter(Boolean);
  const named = by.map((id) => byId.get(id)?.text ?? '').join(' ') || attributes['aria-label'] || attributes.title || attributes.alt;
  if (words(named)) return words(named);
  if (['input', 'select', 'textarea'].includes(name)) {
    if (['submit', 'button'].includes(attributes.type)) return words(attributes.value);
    const around = labels.filter((label) => (attributes.id && label.attributes.for === attributes.id) || element.isIn((one) => one === label));
    return words(around.map(({ text }) => text).join(' '));
  }
  if (name === 'svg') return words(element.children.find((child) => child.name === 'title')?.text);
  const seen = (one) => one.nodes.map((node) => {
    if (typeof node === 'string') return node;
    return isHidden(node) ? '' : `${node.attributes.alt ?? node.attributes['aria-label'] ?? ''}${seen(node)}`;
  }).join('');
  return words(seen(element));
}

/** What names others in a page. */
const namesIn = (page) => ({ byId: page.byId, labels: page.named('label') });

/** Links that lead nowhere, or that would if the site stood in another folder. */
function* badLinks(page, file) {
  const linked = page.below.flatMap(({ attributes: { href, src } }) => [href, src].filter((link) => link !== undefined));
  for (const link of linked) {
    if (/^(https?|mailto|tel|data):/.test(link)) continue;
    // A host shows 404.html at addresses of any depth, so its links start at the top of the site.
    if (!link.startsWith('#') && link.startsWith('/') !== (address(file) === '404.html')) {
      yield `${link} does not start where this page has to`;
      continue;
    }
    const to = new URL(link, `http://site/${address(file)}`);
    const target = byAddress.get(address(decodeURIComponent(to.pathname.slice(1))));
    const anchor = decodeURIComponent(to.hash.slice(1));
    if (!target) yield `${link} leads nowhere`;
    else if (anchor && ids.has(target) && !ids.get(target).has(anchor)) yield `${link} names a place that is not there`;
  }
}

/** The page as a whole: its language, title, headings, landmarks and names of places. */
function* badPage(page, file) {
  const [html] = page.named('html');
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(html?.attributes.lang ?? '')) yield 'does not say its language';
  const title = titleOf(page);
  if (titlesOf(page).length !== 1 || !title) yield 'has not one title';
  const same = titles.get(title);
  if (same.length > 1) yield `has the title of ${same.filter((other) => other !== file).map(address).join(', ')}`;
  const [viewport] = page.all(({ name, attributes }) => name === 'meta' && attributes.name === 'viewport');
  if (!viewport || /user-scalable\s*=\s*(no|0)|maximum-scale/.test(viewport.attributes.content)) yield 'cannot be made larger on a phone';

  const headings = page.named('h1', 'h2', 'h3', 'h4', 'h5', 'h6');
  if (headings.filter(({ name }) => name === 'h1').length !== 1) yield 'has not one h1';
  for (const [place, heading] of headings.entries()) {
    const [level, before] = [heading, headings[place - 1]].map((one) => Number(one?.name[1] ?? 0));
    if (level > before + 1) yield `goes from h${before} to h${level} at “${words(heading.text)}”`;
    if (!words(heading.text)) yield `${tag(heading)} has no text`;
  }
  for (const landmark of ['main', 'header', 'footer']) {
    const found = page.named(landmark).filter((one) => !one.isIn(({ name }) => ['main', 'article', 'section', 'aside', 'nav'].includes(name)));
    if (found.length !== 1) yield `has ${found.length} <${landmark}>`;
  }
  const isPart = ({ name, attributes }) => ['header', 'nav', 'main', 'footer', 'aside', 'script', 'title'].includes(name)
    || (name === 'section' && (attributes['aria-label'] || attributes['aria-labelledby'])) || 'hidden' in attributes || ['alert', 'status', 'region'].includes(attributes.role) || /^#/.test(attributes.href);
  const isLoose = (one) => one.nodes.some((node) => typeof node === 'string' && words(node)) && !isPart(one) && !one.isIn(isPart);
  for (const one of page.named('body')[0].all(isLoose)) yield `${tag(one)} is in no part of the page`;

  for (const id of repeated(idsOf(page))) yield `has the id ${id} twice`;
  for (const one of page.below) {
    for (const [key, value] of Object.entries(one.attributes)) {
      const named = speaksOf.test(key) ? value.split(/\s+/).filter(Boolean) : [];
      for (const id of named) if (!ids.get(file).has(id)) yield `${tag(one)} speaks of ${id}, which is not there`;
    }
  }
}

/** What the policy of the site stops: scripts and styles in the page itself. */
function* badPolicy(page, file) {
  for (const one of page.below) {
    const { name, attributes } = one;
    if ('style' in attributes) yield `${tag(one)} has a style of its own`;
    for (const key of Object.keys(attributes).filter((key) => key.startsWith('on'))) yield `${tag(one)} has a script in ${key}`;
    if (/^\s*javascript:/i.test(attributes.href ?? '')) yield `${tag(one)} has a script in its address`;
    if (name === 'style') yield 'has a style in it';
    if (['iframe', 'object', 'embed', 'base', 'applet', 'frame', 'blink', 'marquee'].includes(name)) yield `has <${name}>`;
    if (name === 'meta' && /refresh/i.test(attributes['http-equiv'] ?? '')) yield 'goes on by itself';
  }
  // What a script reads, or a search engine, is run by nobody.
  const data = mayHaveScript(file) ? ['application/ld+json', 'application/json'] : ['application/ld+json'];
  const scripts = page.named('script').filter(({ attributes }) => !data.includes(attributes.type));
  for (const { attributes } of scripts) {
    if (!attributes.src) yield 'has a script in it';
    else if (!mayHaveScript(file)) yield `loads a script: ${attributes.src}`;
  }
  if (!mayHaveScript(file)) {
    for (const { attributes } of page.named('link')) if (/preload/.test(attributes.rel) && /script|fetch/.test(attributes.as ?? 'script')) yield `loads ${attributes.href}`;
  }
}

/** Whether a value is one of those that an attribute of ARIA may have. */
const states = {
  'aria-hidden': /^(true|false)$/, 'aria-expanded': /^(true|false)$/, 'aria-current': /^(page|step|location|date|time|true|false)$/,
  'aria-live': /^(polite|assertive|off)$/, 'aria-atomic': /^(true|false)$/, 'aria-invalid': /^(true|false|grammar|spelling)$/,
  'aria-disabled': /^(true|false)$/, 'aria-required': /^(true|false)$/, 'aria-pressed': /^(true|false|mixed)$/, 'aria-checked': /^(true|false|mixed)$/,
  'aria-busy': /^(true|false)$/, 'aria-level': /^[1-9]$/,
  'aria-label': /\S/, 'aria-labelledby': /\S/, 'aria-describedby': /\S/, 'aria-details': /\S/, 'aria-controls': /\S/, 'aria-roledescription': /\S/,
};
const roles = ['alert', 'group', 'img', 'list', 'listitem', 'none', 'note', 'presentation', 'region', 'status', 'log', 'search'];
const rightIn = { li: ['ul', 'ol', 'menu'], dt: ['dl', 'div'], dd: ['dl', 'div'], tr: ['thead', 'tbody', 'tfoot', 'table'], td: ['tr'], th: ['tr'], legend: ['fieldset'], caption: ['table'], summary: ['details'], option: ['select', 'datalist', 'optgroup'], figcaption: ['figure'] };
const holdsOnly = { ul: ['li', 'script', 'template'], ol: ['li', 'script', 'template'], dl: ['dt', 'dd', 'div', 'script', 'template'], tr: ['td', 'th'] };

/** Each element: its name, its place, and what it may say of itself. */
function* badParts(page) {
  const names = namesIn(page);
  for (const one of page.below) {
    const { name, attributes, parent } = one;
    const within = one.isIn(({ name: outer }) => outer === 'svg');
    if (rightIn[name] && !rightIn[name].includes(parent.name)) yield `${tag(one)} stands in <${parent.name}>`;
    for (const child of holdsOnly[name] ? one.children : []) if (!holdsOnly[name].includes(child.name)) yield `${tag(one)} holds ${tag(child)}`;
    for (const [key, value] of Object.entries(attributes).filter(([key]) => key.startsWith('aria-'))) {
      if (!states[key]) yield `${tag(one)} has ${key}, which this test does not know`;
      else if (!states[key].test(value)) yield `${tag(one)} has ${key}="${value}"`;
    }
    if (attributes.role !== undefined && !roles.includes(attributes.role)) yield `${tag(one)} has the role ${attributes.role}, which this test does not know`;
    if (Number(attributes.tabindex) > 0) yield `${tag(one)} is out of its turn`;
    if ('accesskey' in attributes || 'autofocus' in attributes) yield `${tag(one)} takes a key or the focus for itself`;
    if (isHidden(one) && one.all(({ name: inner, attributes: { tabindex } }) => ['a', 'button', 'input', 'select', 'textarea', 'summary'].includes(inner) || tabindex === '0').length) yield `${tag(one)} is hidden, and holds what can be reached by keyboard`;
    if (name === 'img' && attributes.alt === undefined) yield `${tag(one)} has no alt`;
    if (name === 'svg' && !within && !isHidden(one) && !(attributes.role === 'img' && called(one, names))) yield `${tag(one)} is not told to who cannot see it`;
    const acts = (name === 'a' && 'href' in attributes) || ['button', 'summary', 'select', 'textarea'].includes(name) || (name === 'input' && attributes.type !== 'hidden');
    const needsName = acts || (attributes.tabindex === '0' && attributes.role) || ['region', 'img'].includes(attributes.role);
    if (needsName && !called(one, names)) yield `${tag(one)} has no name`;
    if (acts && one.isIn((outer) => (outer.name === 'a' && 'href' in outer.attributes) || outer.name === 'button')) yield `${tag(one)} stands in another thing to press`;
    if (name === 'fieldset' && !words(one.children.find((child) => child.name === 'legend')?.text) && !called({ ...one, nodes: [] }, names)) yield `${tag(one)} has no legend`;
    if (name === 'details' && one.children[0]?.name !== 'summary') yield `${tag(one)} has no summary`;
    if (attributes.lang !== undefined && !/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(attributes.lang)) yield `${tag(one)} is in the language “${attributes.lang}”`;
    if ((attributes.tabindex === '0') && !attributes.role) yield `${tag(one)} can be reached by keyboard, and does not say what it is`;
    // Only what can be scrolled by keyboard is read by all.
    if (/(^|\s)up-tw(\s|$)/.test(attributes.class ?? '') && attributes.tabindex !== '0') yield `${tag(one)} cannot be scrolled by keyboard`;
  }
  for (const [nav, label] of page.named('nav').map((one) => [one, called({ ...one, nodes: [] }, names)])) if (page.named('nav').length > 1 && !label) yield `${tag(nav)} is one of several, and has no name`;
}

/** Tables: what they are of, and what each row and column is. */
function* badTables(page) {
  const names = namesIn(page);
  for (const table of page.named('table')) {
    const [caption] = table.named('caption');
    if (!words(caption?.text) && !called({ ...table, nodes: [] }, names)) yield `${tag(table)} has no caption`;
    const cells = table.named('th', 'td');
    if (!table.named('th').length) yield `${tag(table)} has no heading`;
    for (const cell of table.named('th')) {
      if (!/^(row|col|rowgroup|colgroup)$/.test(cell.attributes.scope ?? '')) yield `“${words(cell.text)}” in ${tag(table)} does not say whether it is of a row or a column`;
      if (!words(cell.text) && !words(cell.attributes['aria-label'])) yield `${tag(table)} has a heading with no text`;
    }
    const wide = (row) => row.named('th', 'td').reduce((sum, { attributes: { colspan } }) => sum + Number(colspan ?? 1), 0);
    const spans = cells.some(({ attributes }) => 'rowspan' in attributes);
    const widths = new Set(table.named('tr').map(wide));
    if (!spans && widths.size > 1) yield `${tag(table)} has rows of ${[...widths].join(' and ')} cells`;
  }
}

for (const [file, { page, errors }] of pages) {
  test(`/${address(file)}`, () => {
    const faults = [...errors];
    for (const check of [badLinks, badPage, badPolicy, badParts, badTables]) faults.push(...check(page, file));
    assert.deepEqual(faults, []);
  });
}
