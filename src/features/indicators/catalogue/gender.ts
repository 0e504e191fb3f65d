import type { IndicatorDefinition } from '../indicator';

export const genderIndicators: IndicatorDefinition[] = [
  {
    id: 'I11',
    title: 'Women participants a day',
    group: 'gender',
    sources: ['proposal'],
    definition: 'Women who took part in the workshop on each of its days.',
    unit: 'women',
    targets: [
      {
        key: 'I11',
        measure: 'women',
        comparator: '>=',
        documented: 10,
        unit: 'women',
        perDay: true,
        source: 'proposal',
      },
    ],
    formula:
      'Women checked in on each day; the value is that of the lowest day. The target is met only if every day meets it.',
    notCounted:
      'People whose sex is not stated, check-ins that were taken back, and the organising team. Of people erased at their own request the sex is not kept; snapshots from before keep the figures of their time.',
    records: 'Daily check-in at the workshop.',
    fedBy: 'attendance',
    splitOf: null,
    splitBy: ['day', 'sex'],
  },
  {
    id: 'I12',
    title: 'Share of women participants a day',
    group: 'gender',
    sources: ['proposal'],
    definition: 'Women as a share of the people with stated sex on each day of the workshop.',
    unit: '%',
    targets: [
      {
        key: 'I12',
        measure: 'share of women',
        comparator: '>=',
        documented: 30,
        unit: '%',
        perDay: true,
        source: 'proposal',
      },
    ],
    formula:
      'Women checked in on a day divided by all people with stated sex checked in on that day, times 100; the value is that of the lowest day. The target is met only if every day meets it.',
    notCounted:
      'People whose sex is not stated; they are shown beside the share. Check-ins that were taken back, and the organising team. Of people erased at their own request the sex is not kept; snapshots from before keep the figures of their time.',
    records: 'Daily check-in at the workshop.',
    fedBy: 'attendance',
    splitOf: 'participants',
    splitBy: ['day', 'sex'],
  },
  {
    id: 'I13',
    title: 'Female speakers, at least one presenting a cluster headed by a woman',
    group: 'gender',
    sources: ['proposal'],
    definition:
      'Women who spoke at the workshop, and those of them who presented a cluster headed by a woman.',
    unit: 'female speakers',
    targets: [
      {
        key: 'I13',
        measure: 'female speakers',
        comparator: '>=',
        documented: 3,
        unit: 'female speakers',
        perDay: false,
        source: 'proposal',
      },
      {
        key: 'I13 presenting',
        measure: 'female speakers who present a cluster headed by a woman',
        comparator: '>=',
        documented: 1,
        unit: 'of them presenting a cluster headed by a woman',
        perDay: false,
        source: 'proposal',
      },
    ],
    formula:
      'Women among the people who spoke: those with a talk or a place on a panel in the published programme who were checked in on the day of the session. Both lines must be met.',
    notCounted:
      'Speakers who were not there on their day, chairs, and the organising team. Before the programme is published nobody is known to speak.',
    records: 'The published programme, daily check-in and the sheets of speakers.',
    fedBy: 'speakers',
    splitOf: 'speakers',
    splitBy: ['sex'],
  },
  {
    id: 'I14',
    title: 'Female speakers out of six',
    group: 'gender',
    sources: ['proposal'],
    definition: 'Women among the speakers, where the project proposal plans for six of them.',
    unit: 'female speakers',
    targets: [
      {
        key: 'I14',
        measure: 'female speakers',
        comparator: '>=',
        documented: 2,
        unit: 'female speakers of six',
        perDay: false,
        source: 'proposal',
      },
    ],
    formula:
      'Women among the people who spoke: those with a talk or a place on a panel in the published programme who were checked in on the day of the session. Shown with the real number of speakers.',
    notCounted:
      'Speakers who were not there on their day, chairs, and the organising team. Before the programme is published nobody is known to speak.',
    records: 'The published programme, daily check-in and the sheets of speakers.',
    fedBy: 'speakers',
    splitOf: 'speakers',
    splitBy: ['sex'],
  },
  {
    id: 'I15',
    title: 'Share of women among experts contributing',
    group: 'gender',
    sources: ['proposal'],
    definition: 'Women as a share of the experts with stated sex who contributed to the workshop.',
    unit: '%',
    targets: [
      {
        key: 'I15',
        measure: 'share of women',
        comparator: '>=',
        documented: 50,
        unit: '%',
        perDay: false,
        source: 'proposal',
      },
    ],
    formula:
      'Women among the experts whom organisers marked as having contributed, divided by all such experts with stated sex, times 100.',
    notCounted:
      'Experts whose sex is not stated; they are shown beside the share. Experts not marked as having contributed, and the organising team. Of people erased at their own request the sex is not kept; snapshots from before keep the figures of their time.',
    records: 'The sheets of experts.',
    fedBy: 'experts',
    splitOf: 'experts',
    splitBy: ['sex'],
  },
  {
    id: 'I16',
    title: 'Clusters headed by a woman presented by a speaker',
    group: 'gender',
    sources: ['proposal'],
    definition: 'Clusters headed by a woman that a speaker presented at the workshop.',
    unit: 'clusters',
    targets: [
      {
        key: 'I16',
        measure: 'clusters',
        comparator: '>=',
        documented: 1,
        unit: 'cluster',
        perDay: false,
        source: 'proposal',
      },
    ],
    formula:
      'Distinct clusters headed by a woman that somebody who spoke presented. The sheet of the speaker says which cluster that is and who heads it.',
    notCounted:
      'Clusters whose head is not stated, and those of speakers who were not there on their day.',
    records: 'The published programme, daily check-in and the sheets of speakers.',
    fedBy: 'speakers',
    splitOf: null,
    splitBy: [],
  },
  {
    id: 'I17',
    title: 'Share of women among PPSTI members active after the workshop',
    group: 'gender',
    sources: ['proposal'],
    definition:
      'Women as a share of the PPSTI members with stated sex who took part in an activity after the workshop.',
    unit: '%',
    targets: [
      {
        key: 'I17',
        measure: 'share of women',
        comparator: '>=',
        documented: 50,
        unit: '%',
        perDay: false,
        source: 'proposal',
      },
    ],
    formula:
      'Distinct women among the members with at least one action (an answer to a questionnaire, a comment on a draft, work on the Blueprint) dated after the last day of the workshop, divided by all such members with stated sex, times 100.',
    notCounted:
      'Members whose sex is not stated; they are shown beside the share. Actions up to the last day of the workshop. Members erased at their own request; snapshots from before keep the figures of their time.',
    records: 'Actions of PPSTI members after the workshop.',
    fedBy: 'members',
    splitOf: 'active members',
    splitBy: ['sex'],
  },
];
