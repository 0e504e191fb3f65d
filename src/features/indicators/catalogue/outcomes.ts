import type { IndicatorDefinition } from '../indicator';

export const outcomeIndicators: IndicatorDefinition[] = [
  {
    id: 'I06',
    title: 'Share of evaluation forms with high satisfaction',
    group: 'outcome',
    sources: ['proposal'],
    definition:
      'Evaluation forms of the workshop in which the participant was highly satisfied, as a share of all forms sent.',
    unit: '%',
    targets: [
      {
        key: 'I06',
        measure: 'share of forms',
        comparator: '>=',
        documented: 75,
        unit: '%',
        perDay: false,
        source: 'proposal',
      },
    ],
    formula: 'Highly satisfied forms divided by all valid forms sent, times 100.',
    notCounted:
      'Forms that an organiser marked as not valid. A form sent again by the same link replaces the earlier one and counts once; one by the open link counts like one by a personal link, since nothing tells whether the same person sent both. A form with too few answers counts among all forms, as not highly satisfied.',
    records: 'Workshop evaluation forms.',
    fedBy: 'workshop_evaluation',
    splitOf: 'participants',
    splitBy: ['sex'],
  },
  {
    id: 'I07',
    title: 'Invitations for cluster-to-cluster collaboration filled in after the workshop',
    group: 'outcome',
    sources: ['proposal'],
    definition:
      'Invitations for collaboration that clusters sent from the day of the workshop on which the form was handed out, and that were published after review.',
    unit: 'invitations',
    targets: [
      {
        key: 'I07',
        measure: 'invitations',
        comparator: '>=',
        documented: 10,
        unit: 'invitations',
        perDay: false,
        source: 'proposal',
      },
    ],
    formula:
      'Published invitations sent on or after that day, counted once for each cluster and project title. Titles that differ only in capital letters, spacing or accents are the same.',
    notCounted:
      'Drafts, invitations not yet reviewed or returned, invitations sent before that day, and the same project of a cluster sent again. An invitation that has expired or was closed after it had been published stays counted.',
    records: 'Invitations for cluster-to-cluster collaboration and their reviews.',
    fedBy: 'collaboration_invitation',
    splitOf: 'contact persons',
    splitBy: ['sex'],
  },
  {
    id: 'I08',
    title: 'Success stories for the Final Report',
    group: 'outcome',
    sources: ['proposal'],
    definition: 'Success stories of cluster collaboration to be published in the Final Report.',
    unit: 'stories',
    targets: [
      {
        key: 'I08',
        measure: 'stories',
        comparator: '>=',
        documented: 5,
        unit: 'stories',
        perDay: false,
        source: 'proposal',
      },
    ],
    formula:
      'Stories of the questionnaire for the Final Report that an organiser approved and assigned to it.',
    notCounted:
      'Stories not yet reviewed, returned, or approved without being assigned, and those that came by the questionnaire of one year later: they count for I09 alone.',
    records: 'Success stories for the Final Report and their reviews.',
    fedBy: 'success_story',
    splitOf: 'respondents',
    splitBy: ['sex'],
  },
  {
    id: 'I10',
    title: 'Cluster-related initiatives launched within PPSTI by other economies',
    group: 'outcome',
    sources: ['proposal'],
    definition:
      'Initiatives on clusters within PPSTI whose proposing economy is not the host economy of the project.',
    unit: 'initiatives',
    targets: [
      {
        key: 'I10',
        measure: 'initiatives',
        comparator: '>=',
        documented: 1,
        unit: 'initiative',
        perDay: false,
        source: 'proposal',
      },
    ],
    formula:
      'Initiatives with a proposer other than the host economy; whether a joint initiative counts is an organiser’s recorded decision.',
    notCounted:
      'Initiatives of the host economy alone, and joint ones about which organisers decided that they do not count or have not decided yet.',
    records: 'The list of initiatives within PPSTI.',
    fedBy: 'initiatives',
    splitOf: null,
    splitBy: [],
  },
];
