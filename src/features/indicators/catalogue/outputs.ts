import type { IndicatorDefinition } from '../indicator';

export const outputIndicators: IndicatorDefinition[] = [
  {
    id: 'I01',
    title: 'Economies that took part in the online survey before the workshop',
    group: 'output',
    sources: ['proposal'],
    definition:
      'Member economies from which at least one person answered the questionnaire before Day 1 of the workshop.',
    unit: 'economies',
    targets: [],
    formula:
      'Distinct member economies among the valid answers to the questionnaire that were sent before 00:00 of Day 1 in the time zone of the workshop.',
    notCounted:
      'Answers sent on Day 1 or later, answers without a member economy, answers that an organiser marked as not valid, and answers that were erased at the request of the person.',
    records: 'Answers to the questionnaire on cluster internationalization.',
    fedBy: 'cluster_survey',
    splitOf: 'respondents',
    splitBy: ['sex'],
  },
  {
    id: 'I03',
    title: 'Women and men taking part, from public sector, private sector and academia',
    group: 'output',
    sources: ['proposal', 'blueprint'],
    definition: 'People who took part in the workshop on each of its days, by sex and sector.',
    unit: 'persons',
    targets: [
      {
        key: 'I03',
        measure: 'persons',
        comparator: '>=',
        documented: 20,
        unit: 'persons',
        perDay: true,
        source: 'proposal',
      },
    ],
    formula:
      'People checked in on each day, counted once a day; the value is that of the lowest day. The target is met only if every day meets it; an average does not count.',
    notCounted:
      'People registered who were not checked in, check-ins that were taken back, and the organising team.',
    records: 'Daily check-in at the workshop.',
    fedBy: 'attendance',
    splitOf: 'participants',
    splitBy: ['day', 'sex', 'sector'],
  },
  {
    id: 'I04',
    title: 'Participants from travel-eligible economies',
    group: 'output',
    sources: ['proposal'],
    definition:
      'People who took part in the workshop on each of its days and come from a travel-eligible economy.',
    unit: 'persons',
    targets: [
      {
        key: 'I04',
        measure: 'persons',
        comparator: '>=',
        documented: 10,
        unit: 'persons',
        perDay: true,
        source: 'proposal',
      },
    ],
    formula:
      'People checked in on each day whose economy is travel-eligible; the value is that of the lowest day, shown with and without the host economy. The target is met only if every day meets it; the host economy counts when it is travel-eligible.',
    notCounted:
      'People from other economies and from outside APEC, check-ins that were taken back, and the organising team. Of people erased at their own request the economy is not kept; snapshots from before keep the figures of their time.',
    records: 'Daily check-in at the workshop; the list of travel-eligible economies.',
    fedBy: 'attendance',
    splitOf: 'participants',
    splitBy: ['day', 'sex', 'host economy'],
  },
  {
    id: 'I05',
    title: 'Economies that contributed to the Final Report with substantial comments',
    group: 'output',
    sources: ['proposal'],
    definition:
      'Member economies that sent at least one comment on the draft of the Final Report that an organiser marked as substantial.',
    unit: 'economies',
    targets: [],
    formula: 'Distinct economies with at least one comment marked as substantial.',
    notCounted:
      'Comments that were not marked as substantial, and those on the questionnaire or the Blueprint.',
    records: 'Comments on the draft of the Final Report.',
    fedBy: 'comments',
    splitOf: null,
    splitBy: [],
  },
];
