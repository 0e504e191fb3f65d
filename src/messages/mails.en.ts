import { demoText } from '../lib/demo-mark';

/** What stands around the text of every mail. */
export const mails = {
  tagline: 'Cluster collaboration across APEC',
  demo: { subject: '[Demo]', line: `${demoText}.` },
  /** @param name empty when unknown */
  greeting: (name: string) => (name === '' ? 'Dear colleague,' : `Dear ${name},`),
  signature: (name: string, address: string) =>
    `Questions? ${name}${address === '' ? '' : `, ${address}`}`,
  copyAddress: 'Or copy this address:',
  unsubscribe: {
    question: 'You do not want such mails?',
    link: 'Unsubscribe',
    here: 'Unsubscribe here:',
  },
};

/** Mails about a questionnaire that organisers write; the first texts are theirs to change. */
export const surveyMails = {
  colleague: 'colleague',
  noClosingTime: 'further notice',
  noEconomy: 'your economy',
  invitation: {
    label: 'Open the questionnaire',
    subject: (survey: string) => `Invitation: ${survey}`,
    body: (survey: string, minutes: string, from: string) => `Dear {{name}},

we invite you to answer the "${survey}". It takes ${minutes} minutes. You can stop at any point and go on later, also on another device.

{{link}}

The link is yours alone: please do not pass it on. Answers are taken until {{closing_time}}.

With kind regards
${from}`,
  },
  reminder: {
    label: 'Go on with the questionnaire',
    subject: (survey: string) => `Reminder: ${survey}`,
    body: (survey: string, from: string) => `Dear {{name}},

some days ago we invited you to answer the "${survey}". Your answers have not reached us yet; they matter for the picture of clusters in {{economy}}. What you have entered so far is kept.

{{link}}

Answers are taken until {{closing_time}}. If you would rather not take part, please ignore this mail.

With kind regards
${from}`,
  },
  minutes: (least: number, most: number) => `${least} to ${most}`,
};

/** The mail that confirms answers. */
export const receiptMails = {
  subject: (survey: string, corrected: boolean) =>
    `${corrected ? 'Corrected answers received' : 'Answers received'}: ${survey}`,
  received: 'Thank you. Your answers have been received.',
  corrected: 'Thank you. Your corrected answers have been received and replace the earlier ones.',
  facts: { survey: 'Questionnaire', receipt: 'Receipt', received: 'Received' },
  correctable: (closes: string | null) =>
    closes === null
      ? 'You can read and correct your answers while the questionnaire is open:'
      : `You can read and correct your answers until ${closes}:`,
  label: 'Open your answers',
  keep: 'This link is yours alone. Whoever has it can read and change your answers.',
};

/** The page behind the unsubscribe link of a mail. */
export const unsubscribing = {
  titles: { active: 'Unsubscribe', stopped: 'You are unsubscribed' },
  stop: 'Stop these mails',
  again: 'Receive them again',
  unknown: 'This link to unsubscribe is not known here.',
  /** Each before and after the address, which stands out. */
  survey: {
    may: [
      'You can stop invitations and reminders about questionnaires to',
      '. Receipts for answers that you send yourself still come.',
    ],
    stopped: ['No more invitations and reminders about questionnaires go to', '.'],
  },
  workshop: {
    may: [
      'You can stop invitations to the workshop to',
      '. Mails about a registration of your own still come.',
    ],
    stopped: ['No more invitations to the workshop go to', '.'],
  },
  oversight: {
    may: [
      'You can stop mails about what changed in the indicators to',
      '. The indicators themselves can be read as before.',
    ],
    stopped: ['No more mails about what changed in the indicators go to', '.'],
  },
};
