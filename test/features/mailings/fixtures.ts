import { linkToken } from '../../../src/lib/link-tokens';
import { hashToken } from '../../../src/lib/tokens';
import { addressKey } from '../../../src/mail/mail-kinds';
import { Invitation, Person, Survey, SurveyVersion } from '../../../src/models';
import { nameKeyOf } from '../../../src/features/people/fold-name';

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
  const invitation = await Invitation.create({
    surveyId: survey.id,
    personId: person.id,
    tokenHash: `none:${survey.id}:${person.id}`,
  });
  return invitation.update({ tokenHash: hashToken(linkToken(`invitation:${invitation.id}`)) });
}
