// What the page says beside what stands in it from the start. `{}` is filled in.
export const words = {
  other: 'Put in other files',
  reading: 'Reading your files…',
  must: 'Must be mended:',
  look: 'Look at it:',
  clean: 'Your site is ready',
  cleanLead: 'Nothing must be mended. Look at the preview, then download the site.',
  one: 'Your site: 1 mistake stops it',
  many: 'Your site: {} mistakes stop it',
  noSite: 'Your site needs a site.yaml',
  nothing: 'Nothing was found. That is as it should be.',
  things: { one: '1 thing to look at', many: '{} things to look at' },
  mistakes: { none: 'No mistakes.', one: '1 mistake.', many: '{} mistakes.' },
  more: 'And {} more. They show as you mend these.',
  line: 'line {}',
  at: 'Line {} of {}, column {}.',
  noText: 'This file is no text. To change it, change it on your computer and put it in again.',
  made: 'This is your site as it is now.',
  before: 'This is your site as it was before the mistake.',
  making: 'The pages are being made…',
  waits: 'Your site shows here once nothing must be mended.',
  noPreview: 'This browser shows no preview from here. Download the site to look at it.',
  frame: 'Preview of your site',
  examples: { none: 'Your rules have no worked example.', all: 'All {} come out as you wrote them.', some: '{} of {} come out as you wrote them.', waits: 'They run once your rules can be read.' },
  comesOut: 'comes out: {}',
  differs: 'You wrote {}. The rules give {}.',
  refused: {
    zip: '“{}” could not be opened as a .zip. Pack the folder again, or choose the folder itself.',
    nothing: 'No file was found in what you chose. Choose the folder that holds site.yaml.',
    compiler: 'The compiler could not be loaded. Load the page again, or try another browser.',
  },
  leave: 'Your changes are not downloaded yet.',
  stopped: 'The check stopped on this text. Undo the last change and it goes on.',
};

/** A text with its gaps filled. */
export const fill = (text, ...parts) => parts.reduce((filled, part) => filled.replace('{}', () => `${part}`), text);
