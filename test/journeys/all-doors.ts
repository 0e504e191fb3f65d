import { catalogue } from '../../src/features/indicators/catalogue';
import { paths } from '../../src/paths';
import type { Client } from '../harness/client';
import { readPdf } from '../harness/read-pdf';
import { allTexts } from '../features/reports/read-workbook';

/** Every address that shows figures to readers outside the team, with each file they can take away. */
function doors(forms: readonly string[]): string[] {
  return [
    ...forms.flatMap((form) => [
      `${paths.surveyResults(form)}?part=all`,
      paths.surveyCross(form),
      paths.surveyFunnel(form),
      paths.survey(form),
    ]),
    paths.surveys,
    paths.indicators,
    `${paths.indicators}?from=2020-01-01&to=2020-12-31`,
    ...catalogue.map(({ id }) => paths.indicator(id)),
    paths.indicatorsData,
    paths.indicatorsPdf,
    paths.indicatorsWorkbook,
    paths.slides,
    paths.completion,
    paths.completionWorkbook,
    paths.snapshots,
    paths.snapshot(1),
    `${paths.snapshotComparison}?from=1&to=now`,
    paths.workshop,
    paths.workshopLists,
    paths.milestones,
    paths.oversight,
    paths.reading,
  ];
}

/**
 * What no two looks have in common: times of the day, in workbooks a part of the day's number, tokens
 * against forged forms, and the numbers of charts in slides, which go on from one file to the next.
 */
const passing =
  /\d\d:\d\d(:\d\d)?(\.\d+)?Z?|(?<=<v>4\d{4})\.\d+(?=<)|name="_csrf" value="[^"]*"|\?_csrf=[\w-]+|(?<=chart)\d+(?=\.xml)/g;

/** What a client gets at each door, in words and figures; "403" and the like where it is shut. */
export async function readAllDoors(
  client: Client,
  forms: readonly string[],
): Promise<Map<string, string>> {
  const shown = new Map<string, string>();
  for (const address of doors(forms)) {
    const { status, headers, body, text } = await client.get(address);
    const type = headers.get('content-type') ?? '';
    const words =
      status !== 200
        ? String(status)
        : type.includes('pdf')
          ? (await readPdf(body)).lines.join('\n')
          : type.includes('officedocument')
            ? [...(await allTexts(body))]
                .filter(([name]) => name.endsWith('.xml'))
                .map((entry) => entry.join('\n'))
                .join('\n')
            : text;
    shown.set(address, words.replace(passing, ''));
  }
  return shown;
}
