import { EvidenceTable } from './sheet';

/**
 * The sheets of records that the formulas of the workbook count. A row has numbers and codes in place
 * of what would tell who somebody is.
 */

/** How columns of yes and no are to be read. */
const flags = '1 stands for yes and 0 for no.';

const number = ['No.', 'number', 8] as const;
const economy = ['Economy', 'text', 24] as const;
const cluster = ['Cluster', 'text', 46] as const;
const clusterNumber = ['Cluster no.', 'number', 11] as const;
const day = ['Day', 'number', 7] as const;
const sector = ['Sector', 'text', 20] as const;
const sex = ['Sex', 'text', 12] as const;
const persons = ['Persons', 'number', 10] as const;

export const answers = new EvidenceTable(
  'Answers',
  `Each valid answer to the questionnaire, in no order of time. ${flags}`,
  {
    number,
    economy,
    cluster: clusterNumber,
    sex,
    early: ['Sent before Day 1, from a member economy', 'number', 18],
  },
);

export const clusters = new EvidenceTable(
  'Clusters',
  'Each cluster of which somebody gave a valid answer to the questionnaire.',
  {
    number: clusterNumber,
    economy,
    cluster,
    answers: ['Valid answers', 'number', 12],
  },
);

export const economies = new EvidenceTable('Economies', `The member economies. ${flags}`, {
  economy,
  travelEligible: ['Travel-eligible', 'number', 12],
  host: ['Host economy', 'number', 10],
  answered: ['Answers before Day 1', 'number', 14],
  clusters: ['Clusters that answered', 'number', 14],
  comments: ['Substantial comments on the Final Report', 'number', 20],
});

export const evaluation = new EvidenceTable(
  'Evaluation',
  `Each valid form of the anonymous evaluation, in no order of time. ${flags}`,
  {
    number,
    overall: ['Overall satisfaction', 'number', 14],
    answered: ['Core items answered', 'number', 12],
    sum: ['Sum of core items', 'number', 12],
    mean: ['Mean of core items', 'number', 12],
    high: ['Highly satisfied', 'number', 12],
    sex,
  },
);

export const invitations = new EvidenceTable(
  'Invitations',
  'Each valid invitation, those of one cluster and project together. The first of them that was published and sent on the first day that counts or later is counted.',
  {
    number,
    economy,
    cluster,
    project: ['Project no.', 'number', 11],
    published: ['Published', 'number', 11],
    late: ['Sent on the first day that counts or later', 'number', 18],
    counted: ['Counted', 'number', 10],
    sex: ['Sex of the contact', 'text', 13],
    title: ['Title, of those counted', 'text', 50],
  },
);

export const publishedInvitations = new EvidenceTable(
  'Invitations',
  'Each published invitation of a cluster and project, sent on the first day that counts or later.',
  { number, economy, cluster, title: ['Title', 'text', 50] },
);

export const stories = new EvidenceTable(
  'Stories',
  `Each valid success story of the questionnaire for the Final Report. ${flags}`,
  {
    number,
    economy,
    cluster,
    approved: ['Approved', 'number', 11],
    inReport: ['In the Final Report', 'number', 11],
    sex,
  },
);

export const laterStories = new EvidenceTable(
  'Stories one year later',
  `Each valid success story of the questionnaire of one year after the platform’s start. ${flags}`,
  {
    number,
    economy,
    cluster,
    approved: ['Approved', 'number', 11],
    consent: ['Consent to publish', 'number', 11],
    evidence: ['Evidence given', 'number', 11],
    partner: ['Partner in another member economy', 'number', 16],
    sex,
  },
);

export const approvedStories = new EvidenceTable(
  'Counted stories',
  'The stories that count: for the Final Report (I08) and of one year later (I09).',
  { indicator: ['Counts towards', 'text', 12], economy, cluster },
);

/** The last two columns are for the team. */
export const attendance = new EvidenceTable(
  'Attendance',
  `The people checked in on each day. The rows marked to count once are each person once over all days. ${flags}`,
  {
    day,
    economy,
    travelEligible: ['Travel-eligible', 'number', 12],
    host: ['Host economy', 'number', 10],
    sex,
    first: ['Counts once over all days', 'number', 13],
    persons,
    sector,
    person: ['Person no.', 'number', 10],
  },
);
export const attendanceColumnsOpen = 7;

export const attendanceBySector = new EvidenceTable(
  'Attendance by sector',
  'The people checked in on each day, by sector and sex.',
  { day, sector, sex, persons },
);

export const speakers = new EvidenceTable(
  'Speakers',
  `The people who spoke: named in the published programme and checked in on the day of their session. ${flags}`,
  {
    sex,
    presents: ['Presents a cluster headed by a woman', 'number', 18],
    persons,
    number,
    economy,
    cluster: ['No. of that cluster', 'number', 11],
  },
);
export const speakersColumnsOpen = 3;

export const presented = new EvidenceTable(
  'Presented clusters',
  'Each cluster headed by a woman that somebody who spoke presented.',
  { number: clusterNumber, cluster, speakers: ['Speakers', 'number', 10] },
);

export const experts = new EvidenceTable(
  'Experts',
  'The experts whom organisers marked as having contributed.',
  { sex, persons, number, economy },
);
export const members = new EvidenceTable(
  'Members',
  'The members of PPSTI with at least one action after the last day of the workshop.',
  { sex, persons, number, economy },
);
/** Of experts and members. */
export const rosterColumnsOpen = 2;

export const comments = new EvidenceTable(
  'Comments',
  `The comments on the draft of the Final Report. ${flags}`,
  {
    economy,
    substantial: ['Substantial', 'number', 12],
    comments: ['Comments', 'number', 11],
  },
);

export const initiatives = new EvidenceTable(
  'Initiatives',
  'The initiatives on clusters within PPSTI. A joint one with the host counts when organisers decided so (1); without a decision the cell is empty.',
  {
    number,
    title: ['Initiative', 'text', 50],
    launchedOn: ['Launched on', 'date', 13],
    host: ['Host among the proposers', 'number', 14],
    others: ['Other proposing economies', 'number', 14],
    decision: ['Decision to count', 'number', 12],
    counted: ['Counted', 'number', 10],
    initiatives: ['Initiatives', 'number', 11],
  },
);

export const platform = new EvidenceTable(
  'Platform',
  `The economies of which a page is published or a focal point is verified. ${flags}`,
  {
    number,
    economy,
    publishedOn: ['Page published on', 'date', 16],
    verifiedOn: ['Focal point verified on', 'date', 16],
    registered: ['Registered', 'number', 11],
    economies: ['Economies', 'number', 11],
  },
);

export const meetings = new EvidenceTable(
  'Meetings',
  'The meetings held, one a row, and the number of those of which it is known that they were not.',
  {
    held: ['Held', 'number', 8],
    meetings: ['Meetings', 'number', 10],
    day,
    time: ['Time', 'text', 8],
    cluster: ['Cluster that asked', 'text', 46],
    economy: ['Its economy', 'text', 22],
    otherCluster: ['Cluster that was asked', 'text', 46],
    otherEconomy: ['Its economy', 'text', 22],
  },
);
