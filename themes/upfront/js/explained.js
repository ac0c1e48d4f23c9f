// What an estimate gives: the questions that are asked, and the figures that lead.

/** @import { Explained } from './data.d.ts' */

/** The questions that are asked, in every part. @param {Explained} explained */
export const askable = ({ answers }) => answers.filter((one) => one.asked !== 'no');
/** Those of the parts that have been begun. @param {Explained} explained */
export const asked = (explained) => askable(explained).filter(({ part }) => part <= explained.part);
/** The part of a question, and the questions of that part. @param {Explained} explained @param {string} id */
export const askedWith = (explained, id) => {
  const part = explained.answers.find((one) => one.id === id)?.part ?? 0;
  return /** @type {const} */ ([part, askable(explained).filter((one) => one.part === part)]);
};

/**
 * The first figure of each part that has been begun, the last part first; what comes out of a test stands with its reasons.
 * @param {Explained} explained
 */
export const figuresOf = ({ results }) => results
  .filter(({ reasons }) => !reasons[0])
  .filter(({ part }, place, all) => part !== all[place - 1]?.part)
  .reverse();
