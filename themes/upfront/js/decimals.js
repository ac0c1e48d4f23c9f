// Exact figures as text: a sum in pounds is never a binary fraction.

/** How many places a figure has. @param {string} figure */
const placesOf = (figure) => figure.split('.')[1]?.length ?? 0;
/** A figure as a whole number of its last place. @param {string} figure @param {number} places */
function whole(figure, places) {
  const [pounds, pence = ''] = figure.split('.');
  return BigInt(pounds + pence.padEnd(places, '0'));
}

/** One figure less another. @param {string} one @param {string} other */
export function minus(one, other) {
  const places = Math.max(placesOf(one), placesOf(other));
  const left = whole(one, places) - whole(other, places);
  const digits = `${left < 0n ? -left : left}`.padStart(places + 1, '0');
  const at = digits.length - places;
  return `${left < 0n ? '-' : ''}${digits.slice(0, at)}${places ? '.' : ''}${digits.slice(at)}`;
}

/** Less than nothing where the first is the smaller. @param {string} one @param {string} other */
export const compare = (one, other) => Number.parseFloat(minus(one, other));

/** A figure as people read it, without its unit. @param {string} figure */
const read = (figure) => {
  const [pounds, pence = ''] = figure.replace('-', '').split('.');
  const grouped = pounds.replace(/\B(?=(\d{3})+$)/g, ',');
  return /[1-9]/.test(pence) ? `${grouped}.${pence}` : grouped;
};

/** A figure in its unit. @param {string} figure @param {string} unit */
export function amount(figure, unit) {
  const sign = figure.startsWith('-') ? '−' : '';
  return unit.startsWith('£') ? `${sign}£${read(figure)}${unit.slice(1)}` : `${sign}${read(figure)} ${unit}`;
}
