import { demoText } from '../lib/demo-mark';

/** What stands around every page that visitors and respondents see. */
export const pages = {
  skipLink: 'Skip to the content',
  tagline: 'Cluster collaboration across APEC',
  demo: { label: 'Demo', text: demoText },
};

/** The page that is shown instead of one that cannot be. */
export const errorPage = {
  titles: {
    notFound: 'Page not found',
    notAllowed: 'Not allowed',
    over: 'This link is over',
    tooLarge: 'Too large',
    tooMany: 'Please wait a little',
    failed: 'Something went wrong',
    refused: 'This could not be done',
  },
  startPage: 'Go to the start page',
  number: 'If you ask for help, give this number:',
};

/** Errors of any page, before it is known what the page is about. */
export const errors = {
  nothingHere: 'There is nothing at this address.',
  internal: 'Something went wrong on our side. It has been written to the log.',
  /** For those who cannot do anything about the server's trouble. */
  notNow: 'This cannot be done now. Nothing was changed; please try again in a few minutes.',
  tooLarge: 'What was sent is larger than this page accepts.',
  unreadable: 'The request could not be read.',
  badCharacters:
    'What was sent holds a character that cannot be stored. Please type the text again.',
  forged:
    'This form has expired or was sent from another site. Go back, reload the page and try again.',
  tooMany: 'Too many attempts in a short time. Please wait a few minutes and try again.',
};
