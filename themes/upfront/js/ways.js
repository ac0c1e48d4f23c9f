// The ways to hold the budget, and what it would buy in each.
function showWays(lines) {
  for (const place of document.querySelectorAll('[data-gives]')) {
    const { amount = '', taken } = lines.find(({ id }) => id === place.dataset.gives) ?? {};
    place.textContent = taken === 'maybe' ? put(place.dataset.maybe, { amount }) : amount;
    place.parentElement.hidden = taken !== 'yes' && taken !== 'maybe';
  }
}
