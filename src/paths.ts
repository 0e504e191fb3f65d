/**
 * Every address of the application, used by routes, views, mails and tests. Feature areas are
 * kept together; a parameter is a function's argument.
 */
const id = (value: number | string): string => encodeURIComponent(String(value));

export const paths = {
  home: '/',
  signIn: '/sign-in',
  signOut: '/sign-out',
  oneTimeLink: (token: string) => `/welcome/${id(token)}`,
  password: '/password',
  accounts: '/accounts',
  account: (userId: number) => `/accounts/${id(userId)}`,
  accountRole: (userId: number) => `/accounts/${id(userId)}/role`,
  accountState: (userId: number) => `/accounts/${id(userId)}/state`,
  accountLink: (userId: number) => `/accounts/${id(userId)}/link`,
  auditTrail: '/audit',

  project: '/project',
  travelEligibility: '/project/travel-eligibility',

  people: '/people',
  newPerson: '/people/new',
  person: (personId: number) => `/people/${id(personId)}`,
  personEdit: (personId: number) => `/people/${id(personId)}/edit`,
  personExport: (personId: number) => `/people/${id(personId)}/export.json`,
  personErasure: (personId: number) => `/people/${id(personId)}/erasure`,
  contactImports: '/people/imports',
  newContactImport: '/people/imports/new',
  contactImport: (importId: number) => `/people/imports/${id(importId)}`,

  surveys: '/surveys',
  survey: (form: string) => `/surveys/${id(form)}`,
  surveyDefinition: (form: string) => `/surveys/${id(form)}/definition`,
  surveyDefinitionCheck: (form: string) => `/surveys/${id(form)}/definition/check`,
  surveyDraftFile: (form: string) => `/surveys/${id(form)}/definition.json`,
  surveyPreview: (form: string) => `/surveys/${id(form)}/preview`,
  surveyVersions: (form: string) => `/surveys/${id(form)}/versions`,
  newSurveyVersion: (form: string) => `/surveys/${id(form)}/versions/new`,
  surveyVersion: (form: string, number: number) => `/surveys/${id(form)}/versions/${id(number)}`,
  surveySchedule: (form: string) => `/surveys/${id(form)}/schedule`,
  surveyOpenLink: (form: string) => `/surveys/${id(form)}/open-link`,
  surveyOpenLinkImage: (form: string, type: 'svg' | 'png') =>
    `/surveys/${id(form)}/open-link.${type}`,
  surveyClosing: (form: string) => `/surveys/${id(form)}/closing`,
  surveyMailings: (form: string) => `/surveys/${id(form)}/mailings`,
  newMailing: (form: string, kind: 'invitation' | 'reminder') =>
    `/surveys/${id(form)}/mailings/new?kind=${kind}`,
  mailing: (mailingId: number) => `/mailings/${id(mailingId)}`,
  surveyFunnel: (form: string) => `/surveys/${id(form)}/funnel`,
  surveyResults: (form: string) => `/surveys/${id(form)}/results`,
  surveyResponses: (form: string) => `/surveys/${id(form)}/responses`,
  surveyWorkbook: (form: string) => `/surveys/${id(form)}/responses.xlsx`,
  response: (responseId: string) => `/responses/${id(responseId)}`,
  responseReview: (responseId: string) => `/responses/${id(responseId)}/review`,
  responseFile: (responseId: string, fileId: string) =>
    `/responses/${id(responseId)}/files/${id(fileId)}`,

  answer: (token: string) => `/answer/${id(token)}`,
  answerState: (token: string) => `/answer/${id(token)}/state`,
  answerOpening: (token: string) => `/answer/${id(token)}/opening`,
  answerDraft: (token: string) => `/answer/${id(token)}/draft`,
  answerSubmission: (token: string) => `/answer/${id(token)}/submission`,
  answerFiles: (token: string) => `/answer/${id(token)}/files`,
  answerFile: (token: string, fileId: string) => `/answer/${id(token)}/files/${id(fileId)}`,
  answerReceipt: (token: string) => `/answer/${id(token)}/receipt`,
  answerQrCode: (token: string) => `/answer/${id(token)}/qr.svg`,
  join: (openLink: string) => `/join/${id(openLink)}`,
  versionDefinition: (versionId: number) => `/forms/${id(versionId)}.json`,
  unsubscribe: (token: string) => `/unsubscribe/${id(token)}`,

  messages: '/messages',
  message: (messageId: number) => `/messages/${id(messageId)}`,

  indicators: '/indicators',
  indicator: (indicatorId: string) => `/indicators/${id(indicatorId)}`,
  indicatorsWorkbook: '/indicators.xlsx',
};
