// The ways to hold the budget, and what it would buy in each.
import { say } from './page.js';

/** @import { Line } from './data.d.ts' */

/** @param {Line[]} lines */
export function showWays(lines) {
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-gives]'))) {
    const { amount = '', taken = 'no' } = lines.find(({ id }) => id === place.dataset.gives) ?? {};
    place.textContent = taken === 'maybe' ? say('page-hold-maybe', { amount }) : amount;
    /** @type {HTMLElement} */ (place.parentElement).hidden = taken !== 'yes' && taken !== 'maybe';
  }
}
