// A resident's estimate in the browser is, to the penny, what the command line gives for the same answers.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { loaded, open, reload, start, unfold, violations } from './browser.mjs';
import { answerByKeys, byTool, fill, go, rules, sent, shown as onPage, step, told, unknown } from './journey.mjs';
import { read } from './markup.mjs';
import { browser, site } from './opened.mjs';
import { folder, serve } from './site.mjs';

/** Whether a text says another one, wherever its lines end. */
const holds = (text, other) => text.replace(/\s/g, '').includes(other.replace(/\s/g, ''));

/** Holds what the page shows to what it has to show: each sentence has its figure, and the working is the same throughout. */
function assertSame(shown, expected, name) {
  assert.equal(shown.figures.length, expected.figures.length, name);
  for (const [place, parts] of expected.figures.entries()) {
    for (const part of parts) assert.ok(holds(shown.figures[place], part), `${name}: ${part} in ${shown.figures[place]}`);
  }
  assert.deepEqual(shown.working, expected.working, name);
  if (expected.sources) assert.deepEqual(shown.sources, expected.sources, name);
}

/** What the page of a scheme's worked example prints of it, read as it was built. */
const printed = (scheme) => ({ id }) => {
  const { page } = read(`${scheme}/examples/${id}/index.html`);
  const has = (name) => ({ attributes }) => (attributes.class ?? '').split(' ').includes(name);
  const cells = (row) => row.named('th', 'td').map(({ text }) => text);
  const lines = page.all(has('up-part-of-working')).flatMap((part) => part.named('tbody').flatMap((body) => body.named('tr')));
  return {
    figures: page.all(has('up-outcome'))[0].children.flatMap((figure) => {
      const [amount, say, ...reasons] = figure.children.map(({ text }) => text);
      return [[say, amount], ...reasons.map((reason) => [reason])];
    }),
    working: lines.map(cells).map(([say, how, amount]) => [say, how.replace(/\s/g, ''), amount]),
  };
};

for (const scheme of ['exampleshire/2026-27', 'essex/2024-25', 'england-eligibility/2015']) {
  describe(scheme, () => {
    const { examples, questions } = rules(scheme);
    const sets = examples.map((example) => [example.title, told({ questions }, example)]);
    const [, whole] = sets[0];
    const half = Object.fromEntries(Object.entries(whole).filter((_, place) => place % 2));
    const last = Object.keys(whole).at(-1);
    sets.push(['half filled in', half], ['not known', { ...whole, [last]: unknown }]);

    test('each worked example, and answers left open, give what the command line gives', async () => {
      const { page, faults, requests, close } = await open(browser, site, `${scheme}/estimate/`);
      await go(page, `q/${questions[0].id}`);
      const before = requests.length;
      for (const [name, answers] of sets) {
        await fill(page, answers);
        assertSame(await onPage(page), byTool(scheme, answers), name);
        assert.deepEqual(sent(requests.slice(before)), [], 'nothing leaves the page');
      }
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        faults.push(...(await violations(page)));
      }
      assert.deepEqual(faults, []);
      await close();
    });
  });
}

describe('the estimator', () => {
  for (const scheme of readdirSync(folder, { recursive: true }).filter((file) => path.basename(file) === 'scheme.json').map(path.dirname)
    .filter((scheme) => !scheme.endsWith('someone-else'))) {
    test(`every worked example of ${scheme} comes out as on its own page`, async () => {
      const { examples, questions, steps, sources } = rules(scheme);
      const links = new Map(steps.map(({ id, cite }) => [`#step-${id}`, sources[cite?.source]?.url]));
      const examplePage = printed(scheme);
      const { page, faults, close } = await open(browser, site, `${scheme}/estimate/`);
      for (const example of examples) {
        await fill(page, told({ questions }, example));
        const shown = await onPage(page);
        // The page of an example has the same lines in parts, and says of whole parts whose rules they are.
        const expected = examplePage(example);
        const byName = (lines) => lines.toSorted(([one], [other]) => (one < other ? -1 : 1));
        const [here, there] = [byName(shown.working), byName(expected.working)];
        const working = here.map(([say, how, amount], place) => [say, how.slice(0, there[place]?.[1].length), amount]);
        assertSame({ ...shown, working }, { ...expected, working: there }, example.title);
        for (const [line, link] of shown.links) assert.equal(link, links.get(line) ? new URL(links.get(line)).href : '', `${example.title}: ${line}`);
      }
      assert.deepEqual(faults, []);
      await close();
    });
  }
});

test('by keyboard alone a person comes from the first question to the figure, in few keys', async () => {
  const scheme = 'exampleshire/2026-27';
  const { examples, questions } = rules(scheme);
  const answers = told({ questions }, examples[4]);
  const { page, faults, requests, close } = await open(browser, site, `${scheme}/estimate/`);
  await page.setViewportSize({ width: 320, height: 800 });
  await page.locator('#yourself').focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash.startsWith('#q/') && document.activeElement.matches('h1'));
  const before = requests.length;
  let presses = 0;
  const press = async (key) => {
    presses += 1;
    await page.keyboard.press(key);
  };
  const looked = async () => {
    for (const [colorScheme, forcedColors] of [['light', 'none'], ['dark', 'none'], ['dark', 'active']]) {
      await page.emulateMedia({ colorScheme, forcedColors });
      faults.push(...(await violations(page)));
    }
  };
  const pages = await answerByKeys(page, questions, answers, press, async (place) => { if (place === 0) await looked(); });
  faults.push(...(await violations(page)));
  await press('Enter');
  await step(page, '#result');
  assertSame(await onPage(page), byTool(scheme, answers), 'by keyboard');
  assert.ok(presses < pages + 40, `${presses} presses for ${pages} questions`);
  assert.deepEqual(sent(requests.slice(before)), [], 'nothing leaves the page');
  assert.equal(await page.evaluate(() => document.cookie + localStorage.length + sessionStorage.length), '00');
  const low = await page.locator('#result strong').first().evaluate((sentence) => sentence.getBoundingClientRect().bottom);
  assert.ok(low < 568, `the first screen ends before it says that it is no decision, at ${low}`);
  await looked();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  assert.deepEqual(faults, []);
  await close();
});

test('a budget and what is paid of it come in one go, by keyboard alone, and nothing is asked twice', async () => {
  const scheme = 'exampleshire/2026-27';
  const { examples, questions } = rules(scheme);
  const answers = told({ questions }, examples.find(({ id }) => id === 'mrs-patel-pays'));
  const ofPart = (part) => questions.filter((question) => (question.part ?? 0) === part && question.id in answers);
  const { page, faults, requests, close } = await open(browser, site, `${scheme}/estimate/`);
  const begins = await page.locator('#start').textContent();
  const counted = /There are (\d+) questions at most.*Part 2 has (\d+) questions at most. Allow \d+ minutes more\./s.exec(begins);
  assert.ok(counted, begins);
  /** The first question counts as the start page does. */
  const counts = async (part) => assert.match(await page.locator('#progress').textContent(), new RegExp(`^Question 1 of ${counted[part]} at most$`));
  await page.setViewportSize({ width: 320, height: 800 });
  await page.locator('#yourself').focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash.startsWith('#q/') && document.activeElement.matches('h1'));
  await counts(1);
  const before = requests.length;
  const seen = [];
  const press = (key) => page.keyboard.press(key);
  const note = async () => {
    seen.push(await page.evaluate(() => location.hash));
    const [, place] = /^Question (\d+) of \d+/.exec(await page.locator('#progress').textContent());
    return Number(place);
  };
  const first = await answerByKeys(page, questions, answers, press, async (place) => assert.equal(await note(), place + 1));
  assert.equal(first, ofPart(0).length);
  assert.equal(await page.locator('#check dl > div').count(), first);
  await press('Enter');
  await step(page, '#result');
  const budget = await page.locator('h1').textContent();
  assertSame(await onPage(page), byTool(scheme, Object.fromEntries(ofPart(0).map(({ id }) => [id, answers[id]]))), 'the budget');
  assert.equal(await page.locator('.up-figure').count(), 2);
  const explained = () => unfold(page).then(() => page.locator('#terms li:visible').allTextContents());
  const ofBudget = await explained();
  assert.ok(ofBudget.some((means) => means.startsWith('An indicative budget')), ofBudget.join(' '));
  assert.ok(!ofBudget.some((means) => means.startsWith('Tariff income')), 'a word that has not come up yet is not explained');
  faults.push(...(await violations(page)));

  // The first thing after the figure leads on.
  await press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Work out what you might pay');
  await press('Enter');
  await step(page, `#q/${ofPart(1)[0].id}`);
  assert.ok((await page.locator('#back a').getAttribute('href')).endsWith('#result'));
  await counts(2);
  const second = await answerByKeys(page, questions, answers, press, async (place) => assert.equal(await note(), place + 1));
  assert.equal(second, ofPart(1).length);
  assert.equal(await page.locator('#check dl > div').count(), first + second);
  assert.deepEqual(await page.locator('#check h2').allTextContents(), ['Part 1: Your indicative budget for a week', 'Part 2: What you might pay']);
  assert.equal(new Set(seen).size, first + second, 'nothing is asked twice');
  faults.push(...(await violations(page)));
  await press('Enter');
  await step(page, '#result');
  const shown = await onPage(page);
  assertSame(shown, byTool(scheme, answers), 'both');
  const [was, , pays] = byTool(scheme, answers).amounts;
  assert.ok(budget.endsWith(`: ${was}`), 'the budget is what it was');
  assert.equal(await page.locator('h1').textContent(), `What you might pay: ${pays}`);
  assert.equal(shown.figures.length, 4);
  assert.ok((await explained()).some((means) => means.startsWith('Tariff income')));
  assert.ok(await page.locator('[data-part]').isHidden());
  assert.deepEqual(sent(requests.slice(before)), [], 'nothing leaves the page');

  // A changed answer of the first part leads back to all the answers.
  const [changed] = ofPart(0);
  await unfold(page);
  await page.locator(`#answers a[href="#q/${changed.id}"]`).click();
  await step(page, `#q/${changed.id}`);
  await press('Enter');
  await step(page, '#check');
  assert.equal(await page.locator('#check dl > div').count(), first + second);
  faults.push(...(await violations(page)));
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  assert.deepEqual(faults, []);
  await close();
});

test('a part that has been left half way is gone on with, and one with nothing to charge for is not offered', async () => {
  const scheme = 'exampleshire/2026-27';
  const { examples, questions } = rules(scheme);
  const answersOf = (wanted) => told({ questions }, examples.find(({ id }) => id === wanted));
  const { page, faults, close } = await open(browser, site, `${scheme}/estimate/`);
  const { setting, assessed, ...budget } = answersOf('mrs-patel-pays');
  const part = (id) => questions.find((question) => question.id === id).part ?? 0;
  await fill(page, { ...Object.fromEntries(Object.entries(budget).filter(([id]) => part(id) === 0)), setting, assessed });
  assert.equal(await page.locator('.up-figure').count(), 4);
  await page.locator('[data-part]:visible a').click();
  await step(page, '#q/age');
  await fill(page, answersOf('mr-okafor'));
  assert.ok(await page.locator('[data-part]').isHidden());
  assert.deepEqual(faults, []);
  await close();
});

test('a page that is opened at a step begins at its heading, and where the answers are not there it says so', async () => {
  const scheme = 'exampleshire/2026-27';
  const { examples, questions: [first, second] } = rules(scheme);
  for (const width of [320, 1280]) {
    for (const [address, stays] of [[`example/${examples[0].id}`, true], [`q/${first.id}`, true], [`q/${second.id}`, false], ['check', false], ['result', false]]) {
      const { page, faults, close } = await open(browser, site, `${scheme}/estimate/#${address}`, { width });
      if (stays) await step(page, `#${address}`);
      else await page.locator('#no-answers').waitFor();
      assert.equal(await page.evaluate(() => location.hash), stays ? `#${address}` : '');
      assert.equal(await page.locator('#no-answers').isVisible(), !stays);
      assert.equal(await page.evaluate(() => scrollY), 0);
      assert.deepEqual(faults, []);
      await close();
    }
  }
});

test('after a fault, a number chooses an answer as it did before', async () => {
  const { page, close } = await open(browser, site, 'exampleshire/2026-27/estimate/');
  const { questions: [first] } = rules('exampleshire/2026-27');
  await go(page, `q/${first.id}`);
  await page.keyboard.press('Enter');
  await page.locator('.up-error-summary').waitFor();
  await page.keyboard.press('2');
  assert.equal(await page.locator('.up-question:visible input:checked').inputValue(), first.kind.options[1].id);
  await close();
});

test('Back, Forward, Change and a reload keep the answers, and a visit by a link finds them only if that was asked for', async () => {
  const { page, faults, close } = await open(browser, site, 'exampleshire/2026-27/estimate/');
  const { questions } = rules('exampleshire/2026-27');
  const [first, second] = questions.map(({ id }) => `#q/${id}`);
  await page.locator('#yourself').click();
  await step(page, first);
  await page.locator('input:visible').first().check();
  await page.locator('[type=submit]').click();
  await step(page, second);
  await page.goBack();
  await step(page, first);
  assert.ok(await page.locator('input:visible').first().isChecked());
  await page.goForward();
  await step(page, second);
  await page.locator('#back a').click();
  await step(page, first);
  await go(page, 'check');
  await page.locator(`#check a[href="${first}"]`).click();
  await step(page, first);
  await page.locator('#back a').click();
  await step(page, '#check');
  await reload(page);
  await step(page, '#check');
  assert.equal(await page.locator('.up-question input:checked').count(), 1);
  await page.goto('about:blank');
  await loaded(page, () => page.goto(`${site.home}exampleshire/2026-27/estimate/`));
  await page.locator('#yourself').click();
  await step(page, first);
  assert.equal(await page.locator('.up-question input:checked').count(), 0);
  await page.locator('#keep').check();
  await page.locator('input:visible').nth(1).check();
  await reload(page);
  await page.locator('input:visible').first().waitFor();
  assert.ok(await page.locator('input:visible').nth(1).isChecked());
  await page.locator('#clear summary').click();
  await page.locator('[type=reset]').click();
  await step(page, '#start');
  assert.equal(await page.evaluate(() => sessionStorage.length), 0);
  assert.equal(await page.locator('input:checked').count(), 0);
  assert.deepEqual(faults, []);
  await close();
});

test('going on with no answer is told at the top and at the question, and no step is taken', async () => {
  const { page, faults, close } = await open(browser, site, 'exampleshire/2026-27/estimate/');
  await page.locator('#yourself').click();
  await page.waitForFunction(() => location.hash.startsWith('#q/') && document.activeElement.matches('h1'));
  const at = page.url();
  await page.locator('[type=submit]').click();
  assert.ok((await page.title()).startsWith('Error: '));
  assert.ok(await page.locator('.up-error-summary').evaluate((summary) => summary === document.activeElement));
  faults.push(...(await violations(page)));
  await page.locator('.up-error-summary a').click();
  assert.ok(await page.locator('input:visible').first().evaluate((input) => input === document.activeElement));
  assert.equal(page.url(), at);
  assert.deepEqual(faults, []);
  await close();
});

test('an answer that cannot be read is told, and money is read as people type it', async () => {
  const { page, faults, close } = await open(browser, site, 'essex/2024-25/estimate/');
  await go(page, 'q/waking_hours');
  const box = page.locator('input[type=text]:visible');
  await box.fill('a few');
  await box.press('Enter');
  assert.equal(await page.locator('.up-error-summary a').count(), 1);
  assert.ok(await page.locator('#result').isHidden());
  faults.push(...(await violations(page)));
  await box.fill(' 1 ');
  await box.press('Enter');
  await page.waitForFunction(() => location.hash !== '#q/waking_hours');
  assert.equal(await page.locator('.up-error-summary').count(), 0);
  assert.deepEqual(faults, []);
  await close();
});

test('money is an amount and how often it is, each asked for in its own words', async () => {
  const { page, faults, close } = await open(browser, site, 'england/2026-27/estimate/');
  const { questions } = rules('england/2026-27');
  const { id, ask, when } = questions.find(({ kind }) => kind.number?.periods);
  assert.ok(when, 'this question needs another answer first');
  await page.evaluate(() => { document.querySelector('[name=age][value=pension-age]').checked = true; });
  await go(page, `q/${id}`);
  const box = page.locator('input[type=text]:visible');
  const often = page.locator('.up-periods:visible input');
  assert.equal(await page.locator('.up-periods:visible input:checked').count(), 0);
  const said = async () => {
    await go(page, 'check');
    const told = await page.locator('#check dl > div', { hasText: ask }).locator('dd').first().textContent();
    await go(page, `q/${id}`);
    return told;
  };
  await box.fill(' £1,300 ');
  await box.press('Enter');
  assert.equal(await page.locator('.up-error-summary a').textContent(), 'Choose how often, such as “a month”. If you are not sure, choose “I do not know”.');
  faults.push(...(await violations(page)));
  await page.locator('.up-error-summary a').click();
  assert.ok(await often.first().evaluate((input) => input === document.activeElement));
  assert.equal(await box.getAttribute('aria-invalid'), null);
  assert.equal(await said(), 'Not answered');
  await box.press('Tab');
  await page.keyboard.press('3');
  assert.equal(await said(), '£1,300 a month, which is £300 a week');
  await box.fill('£100 pounds');
  assert.equal(await said(), '£100 a month, which is £23.08 a week');
  await box.fill('130 a month');
  assert.equal(await said(), '£130 a month, which is £30 a week');
  await page.locator('.up-question:visible [type=checkbox]').check();
  assert.equal(await page.locator('.up-periods:visible input:checked').count(), 0);
  assert.equal(await said(), 'I do not know');
  await box.fill('0');
  assert.equal(await said(), '£0 a week');
  await box.press('Enter');
  await page.waitForFunction((old) => location.hash !== old, `#q/${id}`);
  assert.deepEqual(faults, []);
  await close();
});

test('a period that is missing, or said twice, is asked for, and what is surely meant is read or told', async () => {
  const { page, faults, close } = await open(browser, site, 'england/2026-27/estimate/');
  await page.evaluate(() => { document.querySelector('[name=age][value=pension-age]').checked = true; });
  const box = page.locator('input[type=text]:visible');
  const ask = 'Choose how often, such as “a month”. If you are not sure, choose “I do not know”.';
  const twice = 'How often is said in two places. Type only the number, and choose how often below.';
  const money = 'Type pounds and pence, such as 125.50. If you are not sure, choose “I do not know”.';
  for (const [typed, often, wanted] of [
    ['£100 pounds', '', ask], ['100 pounds', '', ask], ['100 pounds', 'a month', '£100 a month, which is £23.08 a week'],
    ['12 a week', 'a four weeks', twice], ['130 four-weekly', 'a month', twice], ['12 a week', 'a week', '£12 a week'],
    ['130 four-weekly', '', '£130 every four weeks, which is £32.50 a week'],
    ['5200 annually', '', '£5,200 a year, which is £100 a week'], ['400 p/w', '', '£400 a week'],
    ['96,50', '', money], ['a few', 'a week', money], ['none', '', 'If you get none, type 0.'], ['Nil', 'a month', 'If you get none, type 0.'],
    ['nothing', '', 'If you get none, type 0.'], ['50p', '', 'For 50p, type £0.50.'], ['50p', 'a week', 'For 50p, type £0.50.'],
    ['800 fortnightly', '', 'For every two weeks, type half of the amount. Then choose “a week”.'],
  ]) {
    await go(page, 'start');
    await go(page, 'q/state_pension');
    await page.locator('.up-periods:visible input').evaluateAll((all, value) => all.forEach((one) => { one.checked = one.value === value; }), often);
    await box.fill(typed);
    await box.press('Enter');
    if (wanted.startsWith('£')) {
      await page.waitForFunction(() => location.hash !== '#q/state_pension');
      await go(page, 'check');
      assert.equal(await page.locator('#check dl > div', { has: page.locator('a[href="#q/state_pension"]') }).locator('dd').first().textContent(), wanted, typed);
    } else {
      assert.equal(await page.locator('.up-error-summary a').textContent(), wanted, `${typed}, ${often}`);
      assert.equal(await page.evaluate(() => location.hash), '#q/state_pension');
    }
  }
  faults.push(...(await violations(page)));
  assert.deepEqual(faults, []);
  await close();
});

test('the result is told in plain sentences, with what decided it and why it is not one figure', async () => {
  const scheme = 'exampleshire/2026-27';
  const { examples, questions } = rules(scheme);
  const { page, close } = await open(browser, site, `${scheme}/estimate/`);
  const story = (id) => told({ questions }, examples.find((example) => example.id === id));
  const sentences = async (answers) => {
    await fill(page, answers);
    return page.locator('#figures > li').allTextContents();
  };
  const mensah = story('mrs-mensah');
  assert.deepEqual((await sentences(mensah)).slice(0, 3), [
    'Your answers come to 109 points. “Whole points” is then 55 points. For that the table “Points and money for a week” says: £187.50 a week.',
    'All of it together: £404.70 a week. Add these:“The amount for your points” (£187.50 a week)“Nights with someone who sleeps in your home” (£217.20 a week)“Nights with someone who stays awake” (£0 a week)“A second worker” (£0 a week)',
    'Your indicative budget for a week: £404.70 a week.',
  ]);
  assert.equal((await sentences({ ...mensah, nights: unknown }))[2], 'Your indicative budget for a week: between £187.50 and £633.30 a week, because one answer is not known.');
  const { washing, ...without } = mensah;
  assert.ok(washing);
  assert.match((await sentences({ ...without, nights: unknown }))[2], /, because 2 answers are not known\.$/);
  const stopped = await sentences(story('mr-okafor'));
  assert.equal(stopped[0], 'Your indicative budget for a week: £0 a week.');
  assert.match(stopped.at(-1), /^With fewer than 20 points/);
  await close();
});

test('each figure of the summary leads to the next, and the last to the result', async () => {
  for (const scheme of ['exampleshire/2026-27', 'essex/2024-25', 'kensington-and-chelsea/2009']) {
    const { examples, questions } = rules(scheme);
    const { page, close } = await open(browser, site, `${scheme}/estimate/`);
    for (const example of examples.slice(0, 8)) {
      await fill(page, told({ questions }, example));
      const [first, ...rest] = await page.locator('#figures > li').allTextContents();
      if (!/ says: /.test(first)) continue;
      let figure = first.match(/ says: (.*)\.$/)[1];
      for (const line of rest) {
        const [, next, how] = line.match(/^[^:]*: (.*?)\.(?: (.*))?$/) ?? assert.fail(line);
        assert.ok(how === undefined ? next.startsWith(figure) : how.includes(`(${figure})`), `${scheme}, ${example.id}: ${figure}; ${line}`);
        figure = next;
        if (how === undefined) break;
      }
    }
    await close();
  }
});

test('from the result, links lead down to each of its parts, and the result stays', async () => {
  const scheme = 'exampleshire/2026-27';
  const { examples, questions } = rules(scheme);
  const { page, close } = await open(browser, site, `${scheme}/estimate/`);
  await fill(page, told({ questions }, examples[1]));
  await page.waitForSelector('#changes:not([hidden])');
  const links = page.locator('.up-jump a');
  assert.equal(await links.count(), 6);
  for (const link of await links.all()) {
    await link.click();
    const target = page.locator(await link.getAttribute('href'));
    assert.equal(await target.textContent(), await link.textContent());
    assert.ok(await target.isVisible());
    assert.ok(await page.locator('#figures').isVisible());
  }
  await close();
});

test('each way to hold the budget says what the budget would buy, as the working does', async () => {
  const scheme = 'exampleshire/2026-27';
  const { examples, questions, steps, ways_to_hold: ways } = rules(scheme);
  const { page, faults, close } = await open(browser, site, `${scheme}/estimate/`);
  const shown = () => page.locator('[data-gives]:visible').evaluateAll((all) => all.map((one) => [one.dataset.gives, one.textContent]));
  for (const example of examples.slice(0, 6)) {
    await fill(page, told({ questions }, example));
    const worked = Object.fromEntries((await onPage(page)).working.map(([say, how, amount]) => [say, [how, amount]]));
    const expected = ways.map(({ gives }) => steps[gives]).map(({ id, say }) => [id, ...worked[say]]);
    const taken = expected.filter(([, how]) => !how.startsWith('Notworkedout'));
    assert.deepEqual(await shown(), taken.map(([id, , amount]) => [id, amount]), example.title);
  }
  faults.push(...(await violations(page)));
  await fill(page, Object.fromEntries(questions.map(({ id }) => [id, unknown])));
  await onPage(page);
  for (const [id, text] of await shown()) assert.match(text, /^.+\. It is not known yet whether this applies\.$/, id);
  assert.notEqual((await shown()).length, 0);
  assert.deepEqual(faults, []);
  await close();
});

test('without the engine the page says so and is the worksheet', async () => {
  const bare = await serve({ without: ['.wasm'] });
  const { page, close } = await open(browser, bare, 'essex/2024-25/estimate/', { mayMiss: (url) => url.endsWith('.wasm') });
  await page.locator('#alert p').first().waitFor();
  assert.ok(await page.locator('#paper').isVisible());
  assert.ok(await page.locator('#start').isHidden());
  assert.ok(await page.locator('form [type=submit]').isHidden());
  assert.ok(await page.locator('#result').isHidden());
  assert.deepEqual(await violations(page), []);
  await close();
  await bare.close();
});

test('without scripts the page is the paper worksheet', async () => {
  const { page, faults, close } = await open(browser, site, 'essex/2024-25/estimate/', { scripts: false });
  const { questions } = rules('essex/2024-25');
  assert.ok(await page.locator('#paper').isVisible());
  assert.equal(await page.locator('.up-question:visible').count(), questions.length);
  assert.ok(await page.locator('form [type=submit]').isHidden());
  assert.deepEqual(faults, []);
  await close();
});
