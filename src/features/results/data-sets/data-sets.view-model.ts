import type { PageLocals } from '../../../http/render';
import type { Project, Survey } from '../../../models';
import { dataSetKinds } from '../../../models/codes';
import { paths } from '../../../paths';
import { aboutSet, dataSetNames } from './data-set-words';
import type { ListedDataSet } from './data-sets.queries';

/** The frozen data sets of a form, and the form to freeze one. */
export function dataSetsPage(
  survey: Pick<Survey, 'form' | 'title'>,
  { timeZone }: Pick<Project, 'timeZone'>,
  sets: readonly (ListedDataSet & { untouched: boolean })[],
): PageLocals {
  const isLast = (set: ListedDataSet): boolean =>
    sets.find(({ kind }) => kind === set.kind) === set;
  return {
    title: `Data sets: ${survey.title}`,
    surveyTitle: survey.title,
    form: survey.form,
    kindOptions: dataSetKinds.map((value) => ({ value, label: dataSetNames[value] })),
    sets: sets.map((set) => ({
      name: dataSetNames[set.kind] + (set.number === 1 ? '' : `, number ${set.number}`),
      about: aboutSet(set, timeZone),
      note: set.note,
      untouched: set.untouched,
      // Addresses name the last of a kind; an earlier one was replaced by it.
      href: isLast(set) ? `${paths.surveyResults(survey.form)}?data=${set.kind}` : null,
      comparison: isLast(set)
        ? `${paths.surveyDataSetComparison(survey.form)}?from=${set.kind}&to=now`
        : null,
    })),
    hasBoth: dataSetKinds.every((kind) => sets.some((set) => set.kind === kind)),
  };
}
