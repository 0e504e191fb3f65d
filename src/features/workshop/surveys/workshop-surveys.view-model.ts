import { formatPercent } from '../../../http/format';
import type { PageLocals } from '../../../http/render';
import type { Tablet } from '../../../models';
import { paths } from '../../../paths';
import { numberOfToday } from '../attendance/workshop-today';
import { getProject, listWorkshopDays } from '../project.queries';
import { countFormWays, tooManyText, waysText } from './form-ways.queries';
import { onSiteForm } from './hand-out';
import {
  countAnswers,
  countExpected,
  listNonCompleters,
  listTablets,
  type FormCount,
  type NonCompleter,
} from './workshop-surveys.queries';

const progressWords: Record<NonCompleter['progress'], string> = {
  not_invited: 'Not invited',
  invited: 'Invited',
  opened: 'Opened',
  started: 'Begun',
};

const evaluation = 'workshop_evaluation';
const lastDayForms = [evaluation, 'collaboration_invitation'];

/** What organisers see of the questionnaires while the workshop runs. */
export async function workshopSurveysPage(): Promise<PageLocals> {
  const [project, days] = await Promise.all([getProject(), listWorkshopDays()]);
  const today = numberOfToday(days, project.timeZone);
  const [missing, expected, forms, tablets, ways] = await Promise.all([
    listNonCompleters(today),
    countExpected(),
    countAnswers([onSiteForm, ...lastDayForms]),
    listTablets(),
    countFormWays(evaluation),
  ]);
  const questionnaire = forms.find(({ form }) => form === onSiteForm);
  return {
    title: 'Questionnaires at the workshop',
    scripts: ['live-page.js'],
    today,
    lastDay: days.at(-1)?.number ?? null,
    form: onSiteForm,
    questionnaireTitle: questionnaire?.title ?? '',
    published: questionnaire?.published ?? false,
    expected,
    completed: expected - missing.length,
    presentMissing: missing.filter(({ presentToday }) => presentToday).length,
    missing: missing.map((person) => ({ ...person, state: progressWords[person.progress] })),
    tablets,
    ways: waysText(ways),
    tooMany: tooManyText(ways) ?? null,
    forms: forms.filter(({ form }) => form !== onSiteForm).map(lastDayLine),
    attended: days.map(({ number }) => `attended_${number}`).at(-1) ?? 'attended',
  };
}

function lastDayLine(form: FormCount) {
  return {
    ...form,
    rate: form.invited === 0 ? null : formatPercent((100 * form.finished) / form.invited),
    invite: paths.newMailing(form.form, 'invitation'),
  };
}

/** One person's own link as a code, to be scanned with their phone. */
export function codePage(name: string, address: string, code: string): PageLocals {
  return { title: `Questionnaire for ${name}`, name, address, code };
}

/** The link of a shared tablet as a code. */
export function tabletCodePage(tablet: Tablet, address: string, code: string): PageLocals {
  return { title: tablet.name, address, code };
}
