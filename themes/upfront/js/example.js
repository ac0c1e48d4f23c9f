// A worked example opened with its answers filled in.
/** What was answered to a question, as it would be typed. */
function typed(answer, place) {
  const { id, kind } = rules.questions[place];
  const period = (at) => question(id).periods?.querySelectorAll('input')[at].value ?? '';
  if (!answer) return [];
  if (answer === 'unknown') return [[id, unsaid]];
  if (answer.in_period) return [[id, `${answer.in_period[0]} ${period(answer.in_period[1] + 1)}`]];
  return [[id, answer.number ? `${answer.number} ${period(0)}`.trim() : kind.options[answer.option].id]];
}

/** Fills in the answers of an example, unless they have been already. */
function openExample(id) {
  const example = rules.examples.find((one) => one.id === id);
  if (!example || example === story) return;
  keep.checked = false;
  fill(Object.fromEntries(example.answers.flatMap(typed)), example);
  byId('story-changed').hidden = true;
}

/** Says whose answers these are. */
function showStory() {
  byId('story').hidden = !story;
  if (story) byId('story-title').textContent = put(told.story, story);
}

form.addEventListener('change', ({ target }) => { if (target !== keep) byId('story-changed').hidden = false; });
