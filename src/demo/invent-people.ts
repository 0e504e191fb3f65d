import { economies } from '../features/workshop/economies';
import type { Chance } from './chance';
import { names, otherNames, type NameList } from './names';

export interface InventedPerson {
  givenName: string;
  familyName: string;
  email: string;
  /** Null where it is not stated. */
  sex: 'female' | 'male' | null;
  affiliation: 'member_economy' | 'guest' | 'international_organisation' | 'other';
  economyCode: string | null;
  sector: 'public' | 'private' | 'academia' | 'other';
  organisation: string;
  position: string;
  role: string;
  cluster: string | null;
  language: string;
}

export const demoCounts = { people: 150, women: 72, notStated: 7, clusters: 60 };

// prettier-ignore
const places = [
  'Amberfield', 'Bluereed', 'Cedarbank', 'Dawnharbour', 'Elderbrook', 'Fernmoor',
  'Gullrock', 'Hazelford', 'Ivyquay', 'Juniperdale', 'Kitebridge', 'Larkhollow',
  'Mossgate', 'Northlamp', 'Otterstrand', 'Pinecrest Bay', 'Quartzhill', 'Reedwater',
  'Silvercove', 'Thistlemere',
];

// prettier-ignore
const fields = [
  'Agrifood', 'Photonics', 'Marine Technology', 'Medical Devices', 'Textile',
  'Clean Energy', 'ICT', 'Advanced Materials', 'Logistics', 'Creative Industries',
];

/** Where the people of a role work, and as what. */
const roles = {
  cluster_manager: {
    sectors: ['private', 'private', 'private', 'public', 'other'],
    organisations: [],
    positions: ['Cluster manager', 'Managing director', 'Head of international cooperation'],
  },
  focal_point: {
    sectors: ['public'],
    organisations: ['Demo Ministry of Enterprise', 'Demo Innovation Department'],
    positions: ['Focal point', 'Head of division'],
  },
  ppsti_member: {
    sectors: ['public', 'public', 'academia'],
    organisations: ['Demo Science Council', 'Demo Technology Office'],
    positions: ['PPSTI member', 'Senior adviser'],
  },
  expert: {
    sectors: ['academia', 'academia', 'private'],
    organisations: ['Demo University', 'Demo Institute for Cluster Studies'],
    positions: ['Professor', 'Researcher'],
  },
  agency: {
    sectors: ['public', 'private', 'other'],
    organisations: ['Demo Development Agency', 'Demo Chamber of Commerce'],
    positions: ['Programme officer', 'Analyst'],
  },
} as const;

type Role = keyof typeof roles;

/** Seven people in each member economy, two or three of them managing a cluster, and three guests. */
export function inventPeople(chance: Chance): InventedPerson[] {
  const clusters = inventClusters(chance);
  const sexes = chance.shuffle(
    Array.from({ length: demoCounts.people }, (_, index) =>
      index < demoCounts.notStated
        ? null
        : index < demoCounts.notStated + demoCounts.women
          ? ('female' as const)
          : ('male' as const),
    ),
  );
  const people: InventedPerson[] = [];
  const next = (): { sex: InventedPerson['sex']; number: number } => ({
    sex: sexes[people.length] ?? null,
    number: people.length + 1,
  });
  for (const [index, { code }] of economies.entries()) {
    // The sixty clusters: three in most economies, two in every seventh.
    const managers = index % 7 === 6 ? 2 : 3;
    const others: Role[] = ['focal_point', 'ppsti_member', 'expert', 'agency', 'agency'];
    const list = names[code] ?? otherNames;
    const taken = new Set<string>();
    for (let place = 0; place < 7; place += 1) {
      const cluster = place < managers ? (clusters.shift() ?? null) : null;
      const role = cluster === null ? (others[place - managers] ?? 'agency') : 'cluster_manager';
      people.push(inventPerson(chance, { ...next(), code, role, cluster, list, taken }));
    }
  }
  for (const affiliation of ['guest', 'international_organisation', 'other'] as const) {
    const taken = new Set<string>();
    const person = { ...next(), code: null, role: 'expert' as const, cluster: null, taken };
    people.push({ ...inventPerson(chance, { ...person, list: otherNames }), affiliation });
  }
  return people;
}

function inventClusters(chance: Chance): string[] {
  const all = places.flatMap((place, index) =>
    [0, 3, 6].map((step) => {
      const field = fields[(index + step) % fields.length] ?? 'General';
      return `${place} ${field} Cluster (demo)`;
    }),
  );
  return chance.shuffle(all).slice(0, demoCounts.clusters);
}

interface Draft {
  sex: InventedPerson['sex'];
  number: number;
  code: string | null;
  role: Role;
  cluster: string | null;
  list: NameList;
  /** Names given in this economy; two people of one name would look like one. */
  taken: Set<string>;
}

function inventPerson(chance: Chance, draft: Draft): InventedPerson {
  const { sex, number, code, role, cluster, list, taken } = draft;
  const { sectors, organisations, positions } = roles[role];
  const called = sex ?? chance.pick(['female', 'male'] as const);
  let name: [given: string, family: string];
  do name = inventName(chance, list, called);
  while (taken.has(name.join(' ')));
  taken.add(name.join(' '));
  return {
    givenName: name[0],
    familyName: name[1],
    email: `person-${String(number).padStart(3, '0')}@${(code ?? 'guests').toLowerCase()}.demo.example`,
    sex,
    affiliation: 'member_economy',
    economyCode: code,
    sector: chance.pick(sectors),
    organisation:
      organisations.length === 0
        ? `Office of the ${cluster ?? 'Demo cluster'}`
        : chance.pick<string>(organisations),
    position: chance.pick(positions),
    role,
    cluster,
    language: list.language,
  };
}

function inventName(
  chance: Chance,
  list: NameList,
  sex: 'female' | 'male',
): [given: string, family: string] {
  const family = chance.pick(list.family);
  const [ofWomen, ofMen] = typeof family === 'string' ? [family, family] : family;
  return [chance.pick(list[sex]), sex === 'female' ? ofWomen : ofMen];
}
