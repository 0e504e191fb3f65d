import type { DemoForm } from './invent-answers';

/** Free texts by form and question; the same one comes again after all others. */
export const demoTexts: Record<DemoForm, Record<string, readonly string[]>> = {
  cluster_survey: {
    barriers_comment: [
      'Travel takes weeks to arrange, and small members cannot spare the people. (Demo)',
      'Partners abroad expect a budget before the first meeting. (Demo)',
    ],
    offers: [
      'A shared test laboratory and short stays for engineers. (Demo)',
      'Training for cluster managers, with places for guests. (Demo)',
      'Contacts to forty small suppliers. (Demo)',
    ],
    seeks: [
      'Partners for joint research and for access to port logistics. (Demo)',
      'Clusters that run mentoring for women engineers. (Demo)',
    ],
    gender_comment: [
      'Flexible hours did more than campaigns. (Demo)',
      'Few women apply for technical posts; schools are where it begins. (Demo)',
    ],
    case_summary: [
      'Two clusters share a pilot line since 2017 and split its cost. (Demo)',
      'Exchange of apprentices between three clusters. (Demo)',
    ],
    comments: ['We would like to see the results by sector. (Demo)'],
    contact_body: ['Demo Ministry of Enterprise'],
  },
  workshop_evaluation: {
    recommendation: [
      'More time for meetings between clusters. (Demo)',
      'Send the papers two weeks before. (Demo)',
      'Repeat the session on careers with younger managers. (Demo)',
    ],
  },
  collaboration_invitation: {
    title: [
      'Joint tests of low-energy cold storage',
      'Exchange of lighting engineers',
      'Shared certification for medical textiles',
      'Digital twins for small ports',
      'Water-saving dyeing processes',
      'Supplier days for clean energy parts',
      'Mentoring for women in photonics',
      'Recycling of composite materials',
      'Traceability of seafood',
      'Joint course on cluster management',
      'Sensors for mountain farming',
      'Design residency for craft firms',
      'Common data format for logistics',
      'Battery second-life pilot',
    ],
    summary: [
      'We look for partners to plan and run a pilot of one year, with shared costs and open results. (Demo: invented text.)',
      'Our members offer staff and equipment; partners bring a second site and users. (Demo: invented text.)',
      'A small group of firms wants to compare methods and publish what works. (Demo: invented text.)',
    ],
    offers: ['Equipment, two engineers, and a place to meet. (Demo)'],
    seeks: ['A cluster with users of the technology, and a research partner. (Demo)'],
    expected_results: ['A tested method, a short guide, and a list of suppliers. (Demo)'],
    partner_role: ['Runs the second site and shares its data. (Demo)'],
    gender_contribution: [
      'The project team is led by a woman; half of the places go to women. (Demo)',
    ],
  },
  success_story: {
    story_title: [
      'One laboratory for two bays',
      'How apprentices crossed the ocean',
      'A standard that two clusters wrote together',
      'From a site visit to a pilot line',
      'Forty small suppliers, one catalogue',
      'Women engineers as mentors',
      'Cleaner dyes in three steps',
      'A shared desk at the fair',
    ],
    challenge: ['Members were too small to test alone, and partners were far away. (Demo)'],
    actions: [
      'The clusters signed a short agreement, shared a laboratory and met twice a year. (Demo)',
    ],
    results: ['Tests take half the time, and six firms sell to the partner’s market. (Demo)'],
    lessons: ['Begin with one small project and name one person on each side. (Demo)'],
    womens_role: ['Women lead the laboratory and half of the working groups. (Demo)'],
    next_steps: ['A third cluster joins next year. (Demo)'],
  },
};
