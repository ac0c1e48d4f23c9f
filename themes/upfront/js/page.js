// One question at a time, then the estimate, all in the reader's own browser. Nothing that is answered leaves the page.
// The fragment of the address names the step, never an answer.

/** @import { Facts } from './data.d.ts' */

/** What has this name in the page, if anything. @param {string} id */
export const find = (id) => document.getElementById(id);

/**
 * What every such page has under this name.
 * @type {<T extends HTMLElement>(id: string) => T}
 */
export const byId = /** @type {any} */ (find);

/** What the page holds for its scripts. @param {string} id */
const held = (id) => JSON.parse(byId(`script-${id}`).textContent);
/** @type {Facts} */
export const facts = held('facts');
/** @type {Record<string, string>} */
const words = held('words');

/**
 * A message of the page with its {gaps} filled.
 * @param {string} key
 * @param {Record<string, any>} [gaps]
 */
export const say = (key, gaps = {}) => words[key].replace(/{([\w-]+)}/g, (_, name) => gaps[name]);

/** @type {HTMLFormElement} */
export const form = byId('estimate');
export const heading = /** @type {HTMLHeadingElement} */ (document.querySelector('h1'));
heading.tabIndex = -1;
export const service = document.title;
export const serviceHeading = heading.textContent;

/** Gives the browser time to paint. @returns {Promise<void>} */
export const painted = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });

/**
 * An element with properties and children.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} properties
 * @param {(string | Node)[]} children
 */
export const make = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

/** A day in the words of the page: a browser need not know its language. @param {Date} date */
export const day = (date) => say('page-date', { day: date.getDate(), month: facts.months[date.getMonth()], year: date.getFullYear() });
