import { open, start } from './browser.mjs';
import { serve } from './site.mjs';
const browser = await start(); const site = await serve();
const jobs = JSON.parse(process.argv[2]);
for (const { url, hash = '', answers, name, width = 320, scheme = 'light', forced = 'none', full = true, fault = false, el, scripts = true, print = false } of jobs) {
  const { page, faults, close } = await open(browser, site, url, { width, scripts });
  await page.emulateMedia({ colorScheme: scheme, forcedColors: forced, media: print ? 'print' : 'screen' });
  if (answers) await page.evaluate((given) => {
    for (const box of document.querySelectorAll('[data-question]')) {
      const text = given[box.dataset.question];
      const number = box.querySelector('input[type=text]');
      for (const input of box.querySelectorAll('[value]')) input.checked = input.value === text;
      if (number) number.value = text === 'I do not know' ? '' : text ?? '';
    }
  }, answers);
  if (hash) { await page.evaluate((h) => { location.hash = h; }, hash); await page.waitForTimeout(700); }
  if (fault) { await page.locator('input[type=text]:visible').fill('300'); await page.locator('[type=submit]').click(); await page.waitForTimeout(200); }
  if (el) await page.locator(el).first().screenshot({ path: `/tmp/ways-shots/${name}.png` });
  else await page.screenshot({ path: `/tmp/ways-shots/${name}.png`, fullPage: full });
  if (faults.length) console.log(name, faults);
  console.log(name, await page.evaluate(() => document.documentElement.scrollWidth));
  await close();
}
await browser.close(); await site.close();
