import { addressKey } from '../../../src/mail/mail-kinds';
import {
  Invitation,
  Mailing,
  Message,
  Person,
  Response,
  Survey,
  SurveyVersion,
  Unsubscription,
} from '../../../src/models';
import { nameKeyOf } from '../../../src/features/people/fold-name';
import { invitationFor } from '../../harness/invitation';

type PersonFields = Partial<
  Pick<
    Person,
    | 'givenName'
    | 'familyName'
    | 'email'
    | 'sex'
    | 'economyCode'
    | 'affiliation'
    | 'sector'
    | 'role'
    | 'language'
    | 'clusterId'
    | 'erasedAt'
  >
>;

/** Somebody on the list of contacts; the address is made of the given name. */
export async function addPerson(fields: PersonFields & { givenName: string }): Promise<Person> {
  const familyName = fields.familyName ?? 'Test';
  const email =
    fields.email === undefined ? `${fields.givenName.toLowerCase()}@x.example` : fields.email;
  return Person.create({
    affiliation: fields.economyCode === null ? 'guest' : 'member_economy',
    economyCode: 'CHL',
    role: 'contact',
    language: 'en',
    origin: 'manual',
    revision: 1,
    ...fields,
    familyName,
    nameKey: nameKeyOf(fields.givenName, familyName),
    email,
    emailKey: email === null ? null : addressKey(email),
  });
}

/** The form with one published version, open from now on. */
export async function publish(form = 'cluster_survey'): Promise<Survey> {
  const survey = await Survey.findOne({ where: { form }, rejectOnEmpty: true });
  await SurveyVersion.findOrCreate({
    where: { surveyId: survey.id, number: 1 },
    defaults: {
      surveyId: survey.id,
      number: 1,
      definition: survey.draftDefinition,
      firstPageHtml: '',
      publishedAt: new Date(),
    },
  });
  return survey;
}

/** An invitation as if it had been made by a mailing. */
export async function invite(survey: Survey, person: Person): Promise<Invitation> {
  return (await invitationFor(survey, person.id)).invitation;
}

/** Takes away all that mailings write and whom they go to; forms stay published. */
export async function clearMailings(): Promise<void> {
  await Message.destroy({ where: {} });
  await Response.destroy({ where: {} });
  await Invitation.destroy({ where: {} });
  await Mailing.destroy({ where: {} });
  await Person.destroy({ where: {} });
  await Unsubscription.destroy({ where: {} });
}

/** As if no form had ever been published, opened or closed. */
export async function unpublish(): Promise<void> {
  await SurveyVersion.destroy({ where: {} });
  await Survey.update({ opensAt: null, closesAt: null, closedAt: null }, { where: {} });
}
