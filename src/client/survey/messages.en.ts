/** Every text that the programs of the answering page show, in English. One file a language. */
export const messages = {
  progress: (page: number, pages: number) => `Page ${page} of ${pages}`,
  saving: 'Saving…',
  saved: 'Saved',
  savedAt: (time: string) => `Saved at ${time}`,
  nothingYet: 'Your answers are saved as you go',
  notSaved: 'Not saved yet – kept on this device',
  offline: 'Offline – your answers are kept on this device and saved when you are back online',
  refused: 'Some answers cannot be saved. They are kept on this device.',
  tooLarge: 'The answers are too long to be saved. Please shorten the long texts.',
  serverFull: 'The server cannot save now. Your answers are kept on this device.',
  notKept:
    'Not saved yet. This browser cannot keep your answers either: please leave the page open.',
  tryNow: 'Try now',
  retry: 'Try again',
  loadFailed: {
    title: 'The form could not be loaded',
    text: 'The connection may be slow or broken. What you have entered on this page is not lost while it stays open.',
  },
  closed: {
    title: 'The form has closed',
    text: 'It takes no more answers. What you entered last was not sent; it is kept on this device, so that you can still copy it.',
  },
  gone: {
    title: 'This link is no longer in use',
    text: 'What you entered last could not be saved.',
  },
  sharedTablet: {
    title: 'Are you still there?',
    text: 'The questionnaire closes here in half a minute, for the next person. What you entered is saved.',
    stay: 'Go on',
  },
  sentElsewhere: {
    title: 'These answers were already sent',
    text: 'They were sent from another window or device, and differ from what you see here.',
    seeReceipt: 'See what was sent',
    goOn: 'Go on and correct them here',
  },
  sending: 'Sending your answers…',
  sendingAgain: 'The connection failed. Your answers are kept here and sent again by themselves.',
  lookAgain: 'Some answers need another look before they can be sent:',
  conflict: {
    title: 'Changed in two places',
    text: 'These questions were answered differently in another window or on another device. Please choose which answer counts.',
    here: 'On this device',
    there: 'On the other device',
    none: 'No answer',
    apply: 'Use the chosen answers',
  },
  correction: {
    changedMeanwhile:
      'Somebody corrected these answers meanwhile. What they changed is taken over here, what you changed is kept. Please look again, then store.',
    conflict: {
      title: 'Corrected by two people',
      text: 'These questions were corrected differently by somebody else meanwhile. Please choose which answer counts.',
      here: 'Your correction',
      there: 'Stored meanwhile',
      none: 'No answer',
      apply: 'Use the chosen answers',
    },
  },
  restored: 'Answers that had not been saved were brought back from this device.',
  copied: 'Copied',
  uploadFailed: 'The file could not be added.',
};
