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

const exampleOf = (id) => rules.examples.find((one) => one.id === id);
const answersOf = (id) => exampleOf(id).answers.flatMap(typed);

/** Fills in the answers of an example, unless they have been already. */
function openExample(id) {
  if (!id || id === story) return;
  keep.checked = false;
  fill(Object.fromEntries(answersOf(id)), id);
}

/** Says whose answers these are, and whether they still are. */
function showStory() {
  byId('story').hidden = !story;
  if (!story || !rules) return;
  byId('story-title').textContent = put(told.story, exampleOf(story));
  byId('story-changed').hidden = `${Object.entries(own())}` === `${answersOf(story)}`;
}
