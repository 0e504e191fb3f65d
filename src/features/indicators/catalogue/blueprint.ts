import type { IndicatorDefinition } from '../indicator';

export const blueprintIndicators: IndicatorDefinition[] = [
  {
    id: 'I02',
    title: 'Clusters that responded to the questionnaire',
    group: 'blueprint',
    sources: ['blueprint'],
    definition: 'Clusters for which at least one person answered the questionnaire, at any time.',
    unit: 'clusters',
    targets: [],
    formula:
      'Distinct clusters among the valid answers to the questionnaire. Several people of one cluster count as one cluster.',
    notCounted:
      'Answers of people who do not speak for a cluster, such as policy makers and researchers, answers that an organiser marked as not valid, and answers that were erased at the request of the person.',
    records: 'Answers to the questionnaire on cluster internationalization.',
    fedBy: 'cluster_survey',
    splitOf: 'respondents',
    splitBy: ['sex'],
  },
  {
    id: 'I09',
    title: 'Success stories reported one year after the platform’s start',
    group: 'blueprint',
    sources: ['blueprint'],
    definition:
      'Success stories of international cluster collaboration that came by the questionnaire of one year after the platform’s start and satisfy the conditions of a countable story.',
    unit: 'stories',
    targets: [],
    formula:
      'Approved stories of that questionnaire in which clusters of at least two member economies take part, evidence is given as a link or a photo, and the cluster agreed to publication.',
    notCounted:
      'Stories that miss one of the conditions, and those that came by the questionnaire for the Final Report: they count for I08 alone.',
    records: 'Success stories of one year after the platform’s start, and their reviews.',
    fedBy: 'success_story_one_year',
    splitOf: 'respondents',
    splitBy: ['sex'],
  },
  {
    id: 'I18',
    title: 'Economies registered at the platform',
    group: 'blueprint',
    sources: ['blueprint'],
    definition:
      'Member economies whose page on the platform is published and whose focal point is verified.',
    unit: 'economies',
    targets: [],
    formula: 'Economies with a published page and a verified focal point.',
    notCounted:
      'A page without a verified focal point, and a verified focal point without a published page. A verification that was taken back, and that of a person who is not focal point of the economy any more: whoever comes next has to be verified.',
    records: 'Pages of economies on the platform, and verifications of their focal points.',
    fedBy: 'platform',
    splitOf: null,
    splitBy: [],
  },
  {
    id: 'I19',
    title: 'Cluster-to-cluster matchmaking meetings during the workshop',
    group: 'blueprint',
    sources: ['blueprint'],
    definition: 'Meetings between two clusters that were held during the workshop.',
    unit: 'meetings',
    targets: [],
    formula:
      'Meetings between two clusters that organisers or the clusters themselves recorded as held.',
    notCounted:
      'Meetings that were arranged and not held, and those of which nobody has said yet whether they were.',
    records: 'Matchmaking meetings of the workshop.',
    fedBy: 'meetings',
    splitOf: null,
    splitBy: [],
  },
];
