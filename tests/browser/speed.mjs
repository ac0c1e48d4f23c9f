// How long it takes from a key to what it brings, by the browser's own clock: from the key's time stamp until the new
// step is in the page and laid out. Prints the median and the 95th percentile in milliseconds; nothing is asserted.
//
//   UPFRONT_SITE=… node speed.mjs [SCHEME] [RUNS] [HOW MANY QUESTIONS ARE ANSWERED]
import { open, start } from './browser.mjs';
import { serve } from './site.mjs';

const [scheme = 'exampleshire/2026-27', runs = '60', answered = 'Infinity'] = process.argv.slice(2);
const [browser, site] = await Promise.all([start(), serve()]);
const { page, close } = await open(browser, site, `${scheme}/estimate/`);

await page.evaluate((most) => {
  // So many questions answered, the first one differently each time.
  window.answer = (run) => {
    for (const box of [...document.querySelectorAll('.up-question')].slice(0, most)) {
      const options = box.querySelectorAll(':scope > .up-option input[type=radio]');
      const number = box.querySelector('input[type=text]');
      if (number) number.value = '2';
      for (const period of box.querySelectorAll('.up-periods input')) { period.checked = true; break; }
      if (options.length) options[0].checked = true;
    }
    const [first] = document.querySelectorAll('.up-question');
    const radios = first.querySelectorAll('input[type=radio]');
    if (radios.length) radios[run % 2].checked = true;
  };
  let since;
  addEventListener('keydown', ({ timeStamp }) => { since = timeStamp; }, { capture: true });
  addEventListener('keydown', () => {
    document.body.getBoundingClientRect();
    window.took = performance.now() - since;
  });
}, Number(answered));

/** Presses Enter on a step and gives how long it took until the next was there. */
async function press(from, to) {
  await page.evaluate((name) => { location.hash = name; }, from);
  await page.waitForFunction((name) => location.hash === `#${name}` && document.activeElement.matches('h1'), from);
  await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => setTimeout(done, 100)); }));
  await page.keyboard.press('Enter');
  const [took, arrived] = await page.evaluate(() => [window.took, location.hash]);
  if (arrived !== `#${to}`) throw new Error(`Enter on ${from} led to ${arrived}.`);
  return took;
}

const first = await page.evaluate(() => document.querySelector('.up-question').id.slice(2));
const times = { 'check to result': [], 'what if to both workings': [] };
for (let run = 0; run < Number(runs); run += 1) {
  await page.evaluate((place) => window.answer(place), run);
  times['check to result'].push(await press('check', 'result'));
  await page.evaluate((name) => { location.hash = name; }, `what-if/${first}`);
  await page.waitForFunction(() => document.querySelector('form.up-one'));
  await page.evaluate((place) => window.answer(place + 1), run);
  times['what if to both workings'].push(await press(`what-if/${first}`, 'compare'));
}
for (const [name, list] of Object.entries(times)) {
  list.sort((a, b) => a - b);
  const at = (part) => list[Math.min(list.length - 1, Math.floor(list.length * part))].toFixed(1);
  console.log(`${name}: median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms, best ${at(0)} ms, ${list.length} runs`);
}
await Promise.all([close(), site.close()]);
await browser.close();
