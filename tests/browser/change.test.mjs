// What could change an estimate, what if an answer were another, and worked examples opened in the estimator: whatever
// the page says is what the command line gives for those answers.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { open, unfold, violations } from './browser.mjs';
import { byTool, fill, rules, sent, shown, step, told, unknown } from './journey.mjs';
import { browser, site } from './opened.mjs';

const exampleshire = 'exampleshire/2026-27';
/** What is told of the questions of a list: the question's name, and each line. */
const tries = (page, list) => page.locator(`${list} > div`).evaluateAll((boxes) => boxes.map((box) => [
  box.querySelector('a').hash.slice('#what-if/'.length), [...box.querySelector('dd').children].map((line) => line.textContent),
]));
/** What is told of an answer that was not given: the figure, and that it brings up another question where it does. */
const changed = (scheme, answers, id, option, at = 0) => {
  const [now, then] = [answers, { ...answers, [id]: option.id }].map((given) => byTool(scheme, given));
  const more = then.asked.some((one) => !now.asked.includes(one));
  return [`${option.say}: ${then.amounts[at]}${more ? ', because this answer brings up another question' : ''}`, then.amounts[at], more];
};
const changes = (page) => page.locator('#changes').waitFor();
const ends = async (page, faults, close) => {
  await unfold(page);
  for (const [width, colorScheme, forcedColors] of [[320, 'light', 'none'], [1280, 'dark', 'none'], [320, 'dark', 'active']]) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme, forcedColors });
    faults.push(...(await violations(page)));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
  }
  assert.deepEqual(faults, []);
  await close();
};

for (const scheme of [exampleshire, 'essex/2024-25', 'england/2026-27']) {
  describe(scheme, () => {
    const { examples, questions } = rules(scheme);
    test('each worked example opens in the estimator with its answers, and says whose they are', async () => {
      const { page, faults, requests, close } = await open(browser, site, `${scheme}/examples/`, { mayMiss: () => false });
      const list = page.url();
      for (const example of examples) {
        await page.goto(new URL(`${example.id}/`, list).href);
        const links = await page.locator('a[href*="#example/"]').evaluateAll((all) => all.map((link) => link.href));
        assert.deepEqual([...new Set(links.map((link) => link.split('#')[1]))], [`example/${example.id}`]);
        await page.goto(links[0]);
        await page.locator('#answers dt').first().waitFor({ state: 'attached' });
        const given = told({ questions }, example);
        const { figures, working, sources } = byTool(scheme, given);
        const here = await shown(page);
        assert.deepEqual([here.working, here.sources], [working, sources], example.title);
        for (const [at, parts] of figures.entries()) for (const part of parts) assert.ok(here.figures[at].includes(part), part);
        assert.equal((await page.locator('#story').innerText()).trim(), `These are the answers of a worked example: ${example.title}.`);
        assert.equal(await page.evaluate(() => document.activeElement.matches('body, h1')), true);
      }
      assert.ok(requests.every(({ url }) => !url.includes('#')));
      await ends(page, faults, close);
    });
  });
}

test('a changed answer of a worked example is said to be changed, and a person’s own answers are not lost by looking at one', async () => {
  const { examples, questions } = rules(exampleshire);
  const { page, faults, close } = await open(browser, site, `${exampleshire}/estimate/`);
  const [first] = questions.map(({ id }) => id);
  await page.locator('#yourself').click();
  await step(page, `#q/${first}`);
  await page.locator('#keep').check();
  await page.locator('input:visible').nth(2).check();
  const kept = await page.evaluate(() => sessionStorage[Object.keys(sessionStorage)[0]]);
  await page.evaluate((id) => { location.hash = `example/${id}`; }, examples[0].id);
  await page.locator('#answers dt').first().waitFor({ state: 'attached' });
  await unfold(page);
  await page.locator('#answers a').first().click();
  await step(page, `#q/${first}`);
  const other = page.locator('input[type=radio]:visible:not(:checked)').first();
  await other.check();
  await page.locator('[type=submit]').click();
  await step(page, '#check');
  assert.match(await page.locator('#story').innerText(), /changed since/);
  await page.goBack();
  await step(page, `#q/${first}`);
  assert.ok(await page.locator('input:visible').nth(await page.locator('input:visible').evaluateAll((all) => all.findIndex((one) => one.checked))).isChecked());
  assert.equal(await page.evaluate(() => sessionStorage[Object.keys(sessionStorage)[0]]), kept);
  await ends(page, faults, close);
});

test('each told change is what the rules give for those answers', async () => {
  const { examples, questions } = rules(exampleshire);
  const { page, faults, requests, close } = await open(browser, site, `${exampleshire}/estimate/`);
  const before = requests.length;
  const [, whole] = examples.map((example) => told({ questions }, example));
  const [one, other] = Object.keys(whole).filter((id) => questions.find((question) => question.id === id).kind.options);
  const open_ = { ...whole, [one]: unknown };
  delete open_[other];
  const more = [];
  for (const answers of [whole, open_]) {
    await fill(page, answers);
    await changes(page);
    // Where its lines end is not part of it.
    const said = (lines) => lines.map((line) => line.replace(/\s/g, ''));
    assert.deepEqual(said(await page.locator('#near > li').allTextContents()), said(byTool(exampleshire, answers).near));
    const lists = [await tries(page, '#open-answers'), await tries(page, '#most')];
    assert.deepEqual(lists[0].map(([id]) => id), answers === whole ? [] : lists[0].map(([id]) => id).filter((id) => [one, other].includes(id)));
    assert.equal(lists[0].length, answers === whole ? 0 : 2);
    assert.equal(lists[1].length, 3);
    const now = byTool(exampleshire, answers).amounts[0];
    assert.ok((await page.locator('#now').textContent()).includes(now));
    for (const [id, lines] of lists.flat()) {
      const options = questions.find((question) => question.id === id).kind.options.filter((option) => option.id !== answers[id]);
      const expected = options.map((option) => changed(exampleshire, answers, id, option));
      more.push(...expected.map((parts) => parts[2]));
      if (lines.length === 1 && !lines[0].includes(': ')) assert.deepEqual(new Set(expected.map(([, amount]) => amount)), new Set([now]));
      else assert.deepEqual(lines, expected.map(([line]) => line));
    }
  }
  assert.deepEqual(new Set(more), new Set([false, true]));
  assert.deepEqual(sent(requests.slice(before)), [], 'nothing leaves the page');
  await ends(page, faults, close);
});

test('no other answer changes an amount more than those that are told', async () => {
  const { examples, questions } = rules(exampleshire);
  const { page, close } = await open(browser, site, `${exampleshire}/estimate/`);
  const answers = told({ questions }, examples[1]);
  await fill(page, answers);
  await changes(page);
  const pounds = (amount) => Number(amount.match(/£[\d,.]*\d(?! and)/)?.[0].replace(/[£,]/g, '') ?? Number.NaN);
  const most = await tries(page, '#most');
  const now = pounds(byTool(exampleshire, answers).amounts[0]);
  const by = (id) => Math.max(...questions.find((question) => question.id === id).kind.options
    .map((option) => Math.abs(pounds(byTool(exampleshire, { ...answers, [id]: option.id }).amounts[0].split(' and ').at(-1)) - now)));
  const told_ = most.map(([id]) => by(id));
  const rest = questions.filter(({ id, kind }) => kind.options && id in answers && !most.some(([name]) => name === id)).map(({ id }) => by(id));
  assert.ok(Math.min(...told_) >= Math.max(...rest), `${told_} against ${rest}`);
  assert.deepEqual(told_, [...told_].sort((a, b) => b - a));
  await close();
});

test('after the money questions, what could change it tells of what is paid as well, and most of that first', async () => {
  const { examples, questions } = rules(exampleshire);
  const answers = { ...told({ questions }, examples.find(({ id }) => id === 'mrs-patel-pays')), age: unknown };
  const { page, faults, close } = await open(browser, site, `${exampleshire}/estimate/`);
  await fill(page, answers);
  await changes(page);
  const [budget, , pays] = byTool(exampleshire, answers).amounts;
  assert.equal(await page.locator('#now').textContent(), `What you might pay, as answered: ${pays}. Your indicative budget for a week, as answered: ${budget}.`);
  const of = (id, at, what) => [what, ...questions.find((question) => question.id === id).kind.options
    .filter((option) => option.id !== answers[id])
    .map((option) => changed(exampleshire, answers, id, option, at)[0])];
  const [open_, most] = [await tries(page, '#open-answers'), await tries(page, '#most')];
  assert.deepEqual(open_.at(-1), ['age', of('age', 2, 'What you might pay')]);
  assert.equal(most.length, 3);
  for (const [id, lines] of most) {
    const both = [...of(id, 2, 'What you might pay'), ...of(id, 0, 'Your indicative budget for a week')];
    assert.ok([both, of(id, 2, 'What you might pay')].some((wanted) => `${wanted}` === `${lines}`), `${id}: ${lines}`);
  }
  await ends(page, faults, close);
});

test('a fact that nobody can change is never told among what could change it', async () => {
  for (const [scheme, id, fixed] of [[exampleshire, 'mrs-patel-pays', ['age', 'over_85']], ['norfolk-children-primary/undated', '', ['over_5']]]) {
    const { examples, questions } = rules(scheme);
    assert.deepEqual(questions.filter((one) => one.fixed).map((one) => one.id), fixed);
    const answers = told({ questions }, examples.find((example) => example.id === id) ?? examples[0]);
    const { page, faults, close } = await open(browser, site, `${scheme}/estimate/`);
    await fill(page, answers);
    await changes(page);
    for (const [one] of await tries(page, '#most')) assert.ok(!fixed.includes(one), one);
    await unfold(page);
    assert.match(await page.locator('#changes').innerText(), /Facts that nobody can change, such as an age, were not tried/);
    // Where it is not known it stands last.
    const [first] = questions.filter((one) => one.kind.options && one.id in answers && !fixed.includes(one.id));
    await fill(page, { ...answers, [fixed[0]]: unknown, ...(first && { [first.id]: unknown }) });
    await changes(page);
    const open_ = (await tries(page, '#open-answers')).map(([one]) => one);
    if (open_.includes(fixed[0])) assert.equal(open_.at(-1), fixed[0], `${open_}`);
    assert.deepEqual(faults, []);
    await close();
  }
});

test('what comes out of a test stands with its reasons: nothing is said of amounts', async () => {
  const { page, faults, close } = await open(browser, site, 'england-eligibility/2015/estimate/');
  const { examples, questions } = rules('england-eligibility/2015');
  await fill(page, told({ questions }, examples[0]));
  await page.locator('#answers dt').first().waitFor({ state: 'attached' });
  await page.waitForTimeout(500);
  assert.ok(await page.locator('#changes').isHidden());
  assert.deepEqual(faults, []);
  await close();
});

test('a figure that cannot be worked out is said to be so where its changes are told', async () => {
  const scheme = 'kensington-and-chelsea/2009';
  const { examples, questions } = rules(scheme);
  const withheld = examples.map((example) => told({ questions }, example)).find((answers) => byTool(scheme, answers).amounts[0].includes('not published'));
  const { page, faults, close } = await open(browser, site, `${scheme}/estimate/`);
  await fill(page, withheld);
  await changes(page);
  assert.ok((await page.locator('#now').textContent()).includes(byTool(scheme, withheld).amounts[0]));
  await ends(page, faults, close);
});

test('what if: both workings side by side, and either stays as the person chooses', async () => {
  const { examples, questions } = rules(exampleshire);
  const { page, faults, requests, close } = await open(browser, site, `${exampleshire}/estimate/`);
  const before = requests.length;
  const answers = told({ questions }, examples[1]);
  const [{ id, kind }] = questions.filter((question) => question.kind.options && question.id in answers);
  const other = kind.options.find((option) => option.id !== answers[id]).id;
  const [then, now] = [answers, { ...answers, [id]: other }].map((given) => byTool(exampleshire, given));
  const compare = async () => {
    await unfold(page);
    await page.locator(`#answers a[href="#what-if/${id}"]`).click();
    await step(page, `#what-if/${id}`);
    assert.equal(await page.locator('.up-question:visible input:checked').inputValue(), answers[id]);
    await page.locator('[type=submit]').click();
    await step(page, '#compare');
    assert.match(await page.locator('#other-answer').innerText(), /the answer given before, so nothing changes/);
    await page.goBack();
    await step(page, `#what-if/${id}`);
    await page.locator(`.up-question:visible input[value="${other}"]`).check();
    await page.locator('[type=submit]').click();
    await step(page, '#compare');
  };
  await fill(page, answers);
  await compare();
  await page.locator('#both-lines tr').first().waitFor();
  const rows = await page.locator('#both-lines tr').evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.firstChild.textContent).concat(row.cells[2].lastChild.textContent)));
  assert.deepEqual(rows, then.working.map(([say, , amount], place) => {
    const [, , after_] = now.working[place];
    return [say, amount, after_, amount === after_ ? 'The same' : 'Different'];
  }));
  assert.ok(rows.some(([, , , mark]) => mark === 'Different'));
  const figures = await page.locator('#both-figures li').allTextContents();
  for (const [place, line] of figures.entries()) assert.ok(line.includes(then.amounts[place]) && line.includes(now.amounts[place]), line);
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    faults.push(...(await violations(page)));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
  }
  // Going back, by whatever way, leaves the answers as they were.
  await page.locator('#leave-other').click();
  await step(page, '#result');
  assert.deepEqual((await shown(page)).working, then.working);
  await compare();
  await page.goBack();
  await step(page, `#what-if/${id}`);
  await page.locator('#back a').click();
  await step(page, '#result');
  assert.deepEqual((await shown(page)).working, then.working);
  await compare();
  await page.locator('#keep-other').click();
  await step(page, '#result');
  assert.deepEqual((await shown(page)).working, now.working);
  assert.deepEqual(sent(requests.slice(before)), [], 'nothing leaves the page');
  await ends(page, faults, close);
});
