// One question at a time, then the estimate, all in the reader's own browser. Nothing that is answered leaves the page.
// The fragment of the address names the step, never an answer.
const byId = (id) => document.getElementById(id);
const form = byId('estimate');
const heading = document.querySelector('h1');
heading.tabIndex = -1;
const service = document.title;
const serviceHeading = heading.textContent;
const { scheme, messages, engine, wasm, errorTitle, check, result, change, progress, progressMost, home } = form.dataset;
const keep = byId('keep');
const kept = `upfront ${location.pathname}`;
/** A file of the site; a page that says that there is none cannot be read as one, and fails there. */
const get = async (path, as = 'text') => (await fetch(path))[as]();
const painted = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });
/** An element with properties and children. */
const make = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};
/** A day in the words of the page: a browser need not know its language. */
const day = (date) => {
  const { date: words, months } = byId('today').dataset;
  return put(words, { day: date.getDate(), month: months.split('|')[date.getMonth()], year: date.getFullYear() });
};
/** A sentence with its {gaps} filled. */
const put = (sentence, values) => sentence.replace(/{([\w-]+)}/g, (_, name) => values[name]);
