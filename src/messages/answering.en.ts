/** The pages behind a link to a questionnaire. What asks and explains stands in its definition. */
export const answering = {
  correcting:
    'You are correcting answers that were sent before. The answers sent count until you send the corrected ones.',
  needsJavaScript:
    'This form needs JavaScript. Please switch it on, or open this address in another browser.',
  later: {
    title: 'Go on later, or on another device',
    text: 'Your answers are saved as you go. This address opens them anywhere; whoever has it can read and change them, so keep it to yourself.',
    copy: 'Copy the address',
    code: 'QR code of this address',
  },
  openUntil: (closes: string) => `Open until ${closes}.`,
  erased: (days: number, fromInvitation: boolean) =>
    `Answers that were begun and not sent are erased, with their files, ${days} days after the last change${fromInvitation ? ', but not before the questionnaire is closed' : ''}.`,
  questions: 'Questions?',
  leaveTablet: 'Leave the questionnaire',
  leftTablet: 'What you entered is saved. You can go on by your own link.',
};

/** The page of a link that takes no answers now, by why. */
export const notices = {
  unknown: {
    title: 'This link leads nowhere',
    text: 'Please check that the whole address was copied, from the first to the last character. Some mail programs break long addresses into two lines.',
  },
  revoked: {
    title: 'This link is no longer in use',
    text: 'The person it was made for asked us to remove their data, or the invitation was withdrawn.',
  },
  unpublished: {
    title: 'This questionnaire is not ready yet',
    text: 'Please come back later. Your link stays the same.',
  },
  not_yet_open: {
    title: 'This questionnaire is not open yet',
    text: 'Please come back later. Your link stays the same.',
  },
  closed: {
    title: 'This questionnaire is closed',
    text: 'It takes no more answers. Thank you for your interest.',
  },
  by_invitation: {
    title: 'By invitation only',
    text: 'This questionnaire is answered through personal links, which are sent by mail.',
  },
};

/** What the page of a closed or not yet open link adds. */
export const noticeDetails = {
  unsent:
    'It takes no more answers. What you had entered was saved, but not sent, and does not count as an answer.',
  opens: (moment: string) => `It opens on ${moment}.`,
  closed: (moment: string) => `It closed on ${moment}.`,
};

/** The door behind an open link. */
export const joining = {
  takes: (least: number, most: number) =>
    `It takes about ${least === most ? least : `${least} to ${most}`} minutes. Your answers are saved as you go.`,
  anonymous: 'The answers are anonymous: nothing that is kept with them tells who gave them.',
  begin: 'Begin',
  ownLink:
    'Did you get a mail with a link of your own? Please use that link instead: then your form counts once, and the team does not remind you.',
  own: {
    draft: 'A form was begun in this browser and has not been sent yet.',
    sent: 'A form was sent from this browser. Each person fills it in once; what was sent can still be read and corrected while it is open.',
    goOn: 'Go on with it',
    see: 'See what was sent',
    another: 'I am another person: begin a form of my own',
    anotherNote:
      'The address of the form that was begun here is then no longer kept in this browser.',
  },
  shared: 'Other people use this device, too: keep nothing in this browser',
  remembered: (days: number) =>
    `So that nobody fills in the form twice by mistake, this browser keeps the address of your answers in a cookie for ${days} days. It names nobody, and no other site can read it.`,
  address: (days: number) =>
    `“Begin” makes an address for your answers alone. Keep it to go on later, also on another device; the next page shows it. Answers that you begin and do not send are erased ${days} days after your last change.`,
};

/** After the answers were sent. */
export const receipt = {
  title: 'Thank you',
  arrived: 'Your answers have arrived.',
  corrected: (times: number) =>
    `They were corrected ${times === 1 ? 'once' : `${times} times`}; the last version counts.`,
  code: 'Receipt',
  sent: 'Sent',
  anonymous:
    'The form is anonymous: nothing kept with your answers tells who gave them, so they cannot be found again without this address.',
  next: {
    title: 'What comes next',
    text: 'The results are presented to the participants of the project and published in its report, as totals and tables that do not show who answered.',
    mailed: 'This receipt is also sent to you by mail.',
  },
  begun: 'You began to correct these answers and have not sent the corrections.',
  correctable: (closes: string | null) =>
    `You can correct your answers ${closes === null ? 'until the form is closed' : `until ${closes}`}.`,
  goOn: 'Go on with the corrections',
  correct: 'Correct my answers',
  /** Of one answer; offered to the team, which sees the same list. */
  correctAnswer: 'Correct',
  print: 'Print',
  closed: 'The form is closed, so the answers can no longer be corrected.',
  answers: 'Your answers',
  noAnswers: 'You sent the form without answers.',
};
