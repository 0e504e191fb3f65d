/** The lists of people that the workshop needs, each with the columns its readers need and no more. */
export const participantLists = [
  {
    key: 'counts',
    title: 'Participants by economy',
    contains:
      'How many women and men of each economy are registered, came, and came on each day. No names.',
    readers: 'For everybody who may see the indicators, and for the Completion Report.',
    columns: ['Economy', 'Women', 'Men', 'Not stated', 'Total'],
    isPersonal: false,
  },
  {
    key: 'participants',
    title: 'Participant list',
    contains: 'Everybody who is registered or came, with all details of the list.',
    readers: 'For organisers. It holds personal data: do not pass it on.',
    columns: [
      'Economy',
      'Title',
      'Family name',
      'Given name',
      'Sex',
      'Position',
      'Organisation',
      'Sector',
      'Email',
      'Role',
      'APEC-funded',
      'Travel-eligible',
      'Days attended',
      'Funding',
    ],
    isPersonal: true,
  },
  {
    key: 'published',
    title: 'List for participants',
    contains: 'Those of them who agreed to stand in the list that participants receive.',
    readers: 'For participants of the workshop.',
    columns: ['Economy', 'Title', 'Family name', 'Given name', 'Position', 'Organisation'],
    isPersonal: true,
  },
  {
    key: 'attendance',
    title: 'Attendance sheet',
    contains:
      'A sheet to print for each day: those registered on site for it, with room to sign, and empty lines for others; then who was checked in to single sessions, if desks did that.',
    readers: 'For the desk.',
    columns: ['No.', 'Economy', 'Family name', 'Given name', 'Organisation', 'Signature'],
    isPersonal: true,
  },
  {
    key: 'travel',
    title: 'Travel list',
    contains:
      'Those registered whose category is funding by APEC, as they told or as the team confirmed, and who come from a travel-eligible economy, with the days they are registered for.',
    readers: 'For organisers who arrange travel.',
    columns: [
      'Economy',
      'Title',
      'Family name',
      'Given name',
      'Position',
      'Organisation',
      'Email',
      'Days',
      'Funding',
    ],
    isPersonal: true,
  },
] as const;

export type ParticipantListKey = (typeof participantLists)[number]['key'];
export type ParticipantList = (typeof participantLists)[number];
