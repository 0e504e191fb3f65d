import type { PageLocals } from '../../../http/render';
import { listEconomies } from '../project.queries';
import { fullName } from '../../people/fold-name';
import { paths } from '../../../paths';
import { getProject } from '../project.queries';
import { listMaterials } from '../materials/materials.queries';
import { materialView } from '../materials/materials.view-model';
import type { Registration } from '../../../models';
import { biographyConsent } from './biography-consent';
import { getSheet, listDecisions, type SheetOverview } from './sheet.queries';
import { decisionText, kindLabels, suitabilityWords } from './speakers.view-model';
import { sheetKinds, type SheetKind } from '../../../models/codes';

/** The fields of the form, as they are stored. */
async function sheetForm({ sheet, kind, mayPublish }: SheetOverview) {
  const headed = sheet?.clusterHeadedByWoman ?? null;
  return {
    kind,
    kindLabel: kindLabels[kind],
    form: {
      biography: sheet?.biography ?? '',
      clusterExperience: sheet?.clusterExperience ?? '',
      clusterName: sheet?.presentsCluster?.name ?? '',
      clusterEconomyCode: sheet?.presentsCluster?.economyCode ?? '',
      headedByWoman: headed === null ? '' : headed ? 'yes' : 'no',
      revision: sheet?.revision ?? 0,
    },
    mayPublish,
    consentWording: biographyConsent.wording,
    economyOptions: [
      { value: '', label: 'Choose an economy' },
      ...(await listEconomies()).map(({ code, name }) => ({ value: code, label: name })),
    ],
    headOptions: [
      { value: '', label: 'Not stated' },
      { value: 'yes', label: 'Yes' },
      { value: 'no', label: 'No' },
    ],
  };
}

/** A person's sheet for organisers: to edit on behalf, review and mark. */
export async function sheetPage(personId: number, kind: SheetKind): Promise<PageLocals> {
  const overview = await getSheet(personId, kind);
  const { person, sheet, registration } = overview;
  const [{ timeZone }, form, files, decisions] = await Promise.all([
    getProject(),
    sheetForm(overview),
    listMaterials({ personId }),
    sheet === null ? [] : listDecisions(sheet.id),
  ]);
  return {
    title: fullName(person),
    ...form,
    personId,
    facts: {
      economy: person.economy?.name ?? 'Outside the member economies',
      position: person.position ?? '–',
      organisation: person.organisation ?? '–',
      registered: registration !== null,
    },
    review: suitabilityWords[sheet?.review ?? 'undecided'],
    contributed: sheet?.contributed ?? false,
    files: files.map(materialView),
    decisions: decisions.map((event) => ({
      text: decisionText(event),
      by: event.actorName,
      at: event.at,
    })),
    timeZone,
    otherKind: sheetKinds.find((other) => other !== kind),
  };
}

/** The person's own sheet. */
export async function ownSheetPage(
  token: string,
  registration: Registration,
  kind: SheetKind,
): Promise<PageLocals> {
  const overview = await getSheet(registration.personId, kind);
  return {
    title: kind === 'speaker' ? 'Your sheet as a speaker' : 'Your sheet as an expert',
    layout: 'plain',
    styles: ['guests.css'],
    ...(await sheetForm(overview)),
    name: fullName(overview.person),
    action: paths.ownSheet(token, kind),
    back: paths.participant(token),
    materialsAddress: paths.ownMaterials(token),
  };
}
