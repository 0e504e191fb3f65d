import {
  affiliations,
  sectors,
  sexes,
  type Affiliation,
  type Sector,
  type Sex,
} from '../../../models/codes';
import { foldText } from '../fold-name';
import {
  affiliationLabels,
  languageLabels,
  personLanguages,
  personRoles,
  roleLabels,
  sectorLabels,
  sexLabels,
  type PersonRole,
} from '../person-codes';

/** Reads a cell as one of a list of codes, by code, label or another word for it. */
function reader<Code extends string>(
  codes: readonly Code[],
  labels: Record<Code, string>,
  words: Partial<Record<Code, string[]>>,
): (cell: string) => Code | undefined {
  const byWord = new Map<string, Code>();
  for (const code of codes) {
    const forms = [code.replaceAll('_', ' '), code, labels[code], ...(words[code] ?? [])];
    for (const form of forms) byWord.set(foldText(form), code);
  }
  return (cell) => byWord.get(foldText(cell));
}

export const readSex: (cell: string) => Sex | undefined = reader(sexes, sexLabels, {
  female: [
    'f',
    'w',
    'woman',
    'women',
    'girl',
    'ms',
    'mrs',
    'miss',
    'mme',
    'mujer',
    'femenino',
    'fem',
    'ж',
    'жен',
    'женский',
    'женщина',
    '女',
    '女性',
    '여',
    '여성',
    'perempuan',
    'wanita',
    'nữ',
  ],
  male: [
    'm',
    'man',
    'men',
    'mr',
    'hombre',
    'h',
    'masculino',
    'masc',
    'м',
    'муж',
    'мужской',
    'мужчина',
    '男',
    '男性',
    '남',
    '남성',
    'laki laki',
    'pria',
    'nam',
  ],
  prefer_not_to_say: ['prefer not to answer', 'undisclosed', 'not disclosed', 'x'],
});

/** Words by which lists say that a cell is empty. */
const emptyWords = new Set([
  '',
  'n a',
  'na',
  'none',
  'unknown',
  'not stated',
  'tbc',
  'tbd',
  'null',
]);

/** A cell that says nothing: empty, "-", "n/a". */
export function saysNothing(cell: string): boolean {
  return emptyWords.has(foldText(cell));
}

export const readSector: (cell: string) => Sector | undefined = reader(sectors, sectorLabels, {
  public: [
    'government',
    'gov',
    'govt',
    'government sector',
    'ministry',
    'public body',
    'público',
    'sector público',
    'gobierno',
    'государственный',
    '政府',
    '公共',
  ],
  private: [
    'business',
    'company',
    'industry',
    'enterprise',
    'corporate',
    'privado',
    'sector privado',
    'empresa',
    'частный',
    '私营',
    '企业',
  ],
  academia: [
    'academic',
    'university',
    'research',
    'academia and research',
    'education',
    'academy',
    'science',
    'universidad',
    'academia / research',
    'наука',
    'университет',
    '学术',
    '大学',
  ],
  other: ['others', 'ngo', 'non profit', 'nonprofit', 'civil society', 'otro', 'другое', '其他'],
});

export const readAffiliation: (cell: string) => Affiliation | undefined = reader(
  affiliations,
  affiliationLabels,
  {
    member_economy: ['member', 'economy', 'apec', 'apec member economy', 'apec economy'],
    guest: ['guests', 'guest economy', 'non member', 'observer', 'invitado'],
    international_organisation: ['international organization', 'io', 'igo', 'international'],
    other: ['others', 'otro'],
  },
);

export const readRole: (cell: string) => PersonRole | undefined = reader(personRoles, roleLabels, {
  contact: ['contacts'],
  focal_point: ['focal point', 'fp', 'ppsti focal point', 'punto focal'],
  ppsti_member: ['ppsti', 'ppsti delegate', 'ppsti representative', 'delegate'],
  cluster_manager: ['manager', 'cluster management', 'gestor de clúster'],
  cluster_member: ['member of a cluster'],
  policy_maker: ['policymaker', 'policy maker', 'official', 'public official'],
  researcher: ['academic', 'scientist'],
  agency: ['development agency', 'agency'],
  participant: ['attendee', 'participante', 'участник'],
  speaker: ['panellist', 'panelist', 'moderator', 'ponente', 'спикер'],
  expert: ['experto', 'эксперт'],
});

export const readLanguage = reader(personLanguages, languageLabels, {
  en: ['eng'],
  es: ['español', 'spa', 'castellano'],
  fr: ['français'],
  id: ['bahasa indonesia'],
  ja: ['日本語'],
  ko: ['한국어'],
  ms: ['bahasa melayu'],
  ru: ['русский', 'rus'],
  th: ['ไทย'],
  vi: ['tiếng việt'],
  fil: ['tagalog'],
  'zh-Hans': ['zh', 'zh cn', 'chinese', 'mandarin', '中文', '简体中文'],
  'zh-Hant': ['zh tw', 'zh hk', 'traditional chinese', '繁體中文'],
});
