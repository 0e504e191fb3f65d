import fs from 'node:fs';
import path from 'node:path';
import { Serializer } from 'survey-core';
import * as properties from '../../src/survey-engine/definition-properties';
import type { PropertyTable } from '../../src/survey-engine/property-kinds';
import {
  COLUMN_PROPERTIES,
  QUESTION_PROPERTIES,
} from '../../src/survey-engine/question-properties';

describe('every property that is let through is one of survey-core', () => {
  const known = (name: string): Set<string> =>
    new Set(
      Serializer.getProperties(name).flatMap((property) => [
        property.name,
        property.alternativeName,
      ]),
    );
  const tables: [string, PropertyTable][] = [
    ...Object.entries(QUESTION_PROPERTIES),
    ['panel', properties.PANEL_PROPERTIES],
    ['page', properties.PAGE_PROPERTIES],
    ['survey', properties.SURVEY_PROPERTIES],
    ['matrixdropdowncolumn', COLUMN_PROPERTIES],
    ['multipletextitem', properties.TEXT_ITEM_PROPERTIES],
    ...Object.entries(properties.VALIDATOR_PROPERTIES).map(
      ([name, table]): [string, PropertyTable] => [`${name}validator`, table],
    ),
  ];

  test.each(tables)('%s', (name, table) => {
    const names = known(name);
    expect(Object.keys(table).filter((property) => !names.has(property))).toEqual([]);
  });
});

test('the pinned version of survey-core is the one whose rules are followed', () => {
  const file = path.join(__dirname, '../../node_modules/survey-core/package.json');
  const { version } = JSON.parse(fs.readFileSync(file, 'utf8')) as { version: string };
  expect(version).toBe('3.0.0');
});
