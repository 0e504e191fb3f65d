import { paths } from '../../paths';
import type { ImplementerTable } from '../records/implementers/implementer-counts';
import { storyRounds } from '../surveys/story-rounds';
import { contributed, spoke } from '../workshop/speakers/roster-figures';
import type { RosterRow } from '../workshop/speakers/roster.queries';
import type { ProtectedIndicator } from '../indicators/protect';
import type { EconomyGap, Gaps } from './gaps.queries';

/** Something a complete report still wants, with the page on which it is done. */
export interface Missing {
  what: string;
  /** How many, or which. */
  how: string;
  href: string;
}

interface Sources {
  indicators: readonly ProtectedIndicator[];
  gaps: Gaps;
  economies: readonly EconomyGap[];
  roster: readonly RosterRow[];
  implementers: ImplementerTable | null;
  /** Forms of which nothing was released for readers outside the team. */
  unreleased: readonly { form: string; title: string }[];
  isTeam: boolean;
}

/**
 * What is still missing for a complete report, in the order of the work. How many answers wait is for
 * the team alone: for others the number of answers is as it was released.
 */
export function missingFor({
  indicators,
  gaps,
  economies,
  roster,
  implementers,
  unreleased,
  isTeam,
}: Sources): Missing[] {
  const all: (Missing | null)[] = [
    ...indicators
      .filter(({ status }) => status === 'no_data')
      .map(({ definition: { id, title } }) => ({
        what: `${id} ${title}`,
        how: 'no data yet',
        href: paths.indicator(id),
      })),
    // The round of one year later comes after the report; I09 says above that it has no data.
    ...unreleased
      .filter(({ form }) => form !== storyRounds.yearAfter)
      .map(({ form, title }) => ({
        what: `Results of “${title}”`,
        how: 'nothing is released for readers outside the team',
        href: paths.surveyResults(form),
      })),
    ofEconomies(
      'Answers to the questionnaire',
      economies,
      'answered',
      paths.survey('cluster_survey'),
    ),
    ...(isTeam ? answersThatWait(gaps) : []),
    ofEconomies('Comments on the Final Report', economies, 'commented', paths.draftComments),
    several(
      'Comments on the Final Report without a decision',
      gaps.commentsToDecide,
      paths.draftComments,
    ),
    several('Joint initiatives without a decision', gaps.initiativesToDecide, paths.initiatives),
    several(
      'Speakers whose presentation is not collected',
      roster.filter((row) => spoke(row) && row.files === 0).length,
      paths.materials,
    ),
    several(
      'Experts who came and are not marked as having contributed',
      roster.filter(
        (row) => row.kind === 'expert' && row.daysAttended > 0 && !row.isTeam && !contributed(row),
      ).length,
      paths.speakers,
    ),
    several(
      'Meetings of which nobody has said whether they were held',
      gaps.meetingsToSettle,
      paths.matchmaking,
    ),
    several('Participants whose sex is not stated', gaps.sexNotStated, paths.registrations),
    several('Participants whose sector is not stated', gaps.sectorNotStated, paths.registrations),
    (implementers?.implementers.total ?? 0) === 0
      ? { what: 'Who carries the project out', how: 'nobody is noted', href: paths.implementers }
      : null,
    several(
      'Implementers whose sex is not stated',
      gaps.implementersSexNotStated,
      paths.implementers,
    ),
    several('Actions of the workshop’s notes that are not done', gaps.actionsToDo, paths.dayNotes),
    ofEconomies(
      'Contacts for the appendix (focal points)',
      economies,
      'hasContact',
      paths.nominations,
    ),
  ];
  return all.filter((item) => item !== null);
}

function answersThatWait(gaps: Gaps): (Missing | null)[] {
  return [
    several(
      'Success stories to review',
      gaps.storiesToReview,
      paths.surveyResponses(storyRounds.report),
    ),
    several(
      'Success stories of one year later to review',
      gaps.laterStoriesToReview,
      paths.surveyResponses(storyRounds.yearAfter),
    ),
    several(
      'Approved stories that are not assigned to the report',
      gaps.storiesToAssign,
      paths.surveyResponses(storyRounds.report),
    ),
    several(
      'Invitations for collaboration to review',
      gaps.invitationsToReview,
      paths.surveyResponses('collaboration_invitation'),
    ),
  ];
}

function several(what: string, n: number, href: string): Missing | null {
  return n === 0 ? null : { what, how: String(n), href };
}

function ofEconomies(
  what: string,
  economies: readonly EconomyGap[],
  key: 'answered' | 'commented' | 'hasContact',
  href: string,
): Missing | null {
  const names = economies.filter((economy) => !economy[key]).map(({ name }) => name);
  if (names.length === 0) return null;
  // A comma is part of a name.
  const which = names.length === economies.length ? 'none of the economies yet' : names.join('; ');
  return { what, how: `missing from ${names.length}: ${which}`, href };
}
