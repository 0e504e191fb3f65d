/** Why the server does not take what a respondent sends. */
export const refusals = {
  unknownLink: 'This link leads nowhere.',
  noForm: 'This link leads to no questionnaire.',
  revoked: 'This link is no longer in use.',
  unpublished: 'This questionnaire is not ready yet.',
  not_yet_open: 'This questionnaire is not open yet.',
  closed: 'This questionnaire is closed and takes no more answers.',
  byInvitation: 'This questionnaire is answered by invitation only.',
  noAnswersNow: 'This questionnaire takes no answers now.',
  notSaved: 'Some answers cannot be saved.',
  lookAgain: 'Some answers need another look.',
  otherForm: 'This is a version of another questionnaire.',
  changedElsewhere: 'These answers were changed in another window or on another device.',
  otherContent: 'Other answers were sent under this number before. Nothing was changed.',
  savedTooOften: 'These answers are being saved too often. Please wait a minute.',
};

/** Files given with answers. */
export const fileRefusals = {
  sentTooOften: 'Files are being sent too often. Please wait a minute.',
  none: 'No file arrived. Please try again.',
  gone: 'There is no such file.',
  unknown: 'A file in these answers was not uploaded here. Please add it again.',
  noQuestion: 'This question takes no files.',
  tooLarge: (megabytes: number) => `This file is too large: at most ${megabytes} MB.`,
  kind: 'This kind of file cannot be added. PDF documents, PNG and JPEG pictures can, where the question asks for them.',
  tooMany: 'No more files can be added to these answers.',
  tooLargeTogether: (megabytes: number) =>
    `The files of these answers would be too large together: at most ${megabytes} MB, files that were replaced included.`,
  noRoom:
    'This questionnaire can take no more files through its open link. Please send your answers without this file, or ask the organisers for a personal link.',
  diskFull: 'The disk is full. The file was not kept.',
  notNow: 'Files cannot be stored now. Please try again later.',
};

/** The start page of a shared tablet. */
export const tablet = {
  thanks:
    'Thank you! Your answers have arrived. You can still correct them by your own link until the questionnaire is closed.',
  left: 'The questionnaire was closed on this tablet. What was entered is saved: go on by your own link, or ask the desk for its QR code.',
  welcome:
    'You take part in the workshop and have not answered yet? Type or scan the code on your badge to begin.',
  code: 'Code on your badge',
  begin: 'Begin',
  privacy: 'Your answers are sent under your name. This tablet keeps none of them.',
  codeMissing: 'Please type or scan the code of your badge.',
  noCode: 'A code has twelve letters and digits, such as PEC-7K2M-9QX4-0D3F.',
  nobody: 'Nobody at this workshop has this code. Please compare it with your badge.',
  notOpen: 'The questionnaire takes no answers now.',
  begun:
    'Answers were begun under this name before. To keep them private, please go on by your own link; the desk can show its QR code.',
  answered: 'The questionnaire was completed under this name before.',
  over: 'The sitting at this tablet is over.',
  withdrawn: 'This tablet has been switched off by the organisers.',
};
