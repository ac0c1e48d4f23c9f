/** A sentence with its {gaps} filled. @param {string | undefined} sentence @param {Record<string, unknown>} gaps */
export const filled = (sentence, gaps) => `${sentence}`.replace(/{(\w+)}/g, (_, name) => `${gaps[name]}`);
