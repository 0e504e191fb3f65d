/**
 * Nomenclature exceptions: the forms below are no names of economies as APEC writes them. They
 * stand here, and nowhere else, because lists of contacts from elsewhere hold them and have to be
 * understood; pages, mails and exports never show them except as a quotation of the file.
 */
import { economies } from '../../workshop/economies';
import { foldText } from '../fold-name';

/** Other ways in which lists write an economy, by its code. */
const otherForms: Record<string, string[]> = {
  AUS: ['Commonwealth of Australia', 'Австралия', '澳大利亚', '澳洲'],
  BRN: ['Brunei', 'Negara Brunei Darussalam', 'Бруней', '文莱'],
  CAN: ['Canadá', 'Канада', '加拿大'],
  CHL: ['Republic of Chile', 'Чили', '智利'],
  CHN: [
    'PRC',
    'PR China',
    'P.R. China',
    'P.R.C.',
    'Mainland China',
    'China, PR',
    'Китай',
    'КНР',
    '中国',
    '中國',
  ],
  HKG: [
    'Hong Kong',
    'HongKong',
    'Hong Kong SAR',
    'Hong Kong SAR, China',
    'Hong Kong S.A.R.',
    'Hong Kong (China)',
    'China, Hong Kong',
    'HKSAR',
    'Гонконг',
    '香港',
    '中国香港',
    '中國香港',
  ],
  IDN: ['Republic of Indonesia', 'Индонезия', '印度尼西亚', '印尼'],
  JPN: ['Japón', 'Япония', '日本'],
  KOR: [
    'South Korea',
    'S. Korea',
    'Korea, South',
    'Korea, Republic of',
    'Korea, Rep.',
    'Korea (Republic of)',
    'Rep. of Korea',
    'ROK',
    'R.O.K.',
    'Corea',
    'Corea del Sur',
    'Южная Корея',
    'Республика Корея',
    'Корея',
    '한국',
    '대한민국',
    '韩国',
    '韓国',
  ],
  MYS: ['Malasia', 'Малайзия', '马来西亚'],
  MEX: ['Estados Unidos Mexicanos', 'Méjico', 'Мексика', '墨西哥'],
  NZL: [
    'Aotearoa New Zealand',
    'Aotearoa',
    'NewZealand',
    'Nueva Zelanda',
    'Новая Зеландия',
    '新西兰',
  ],
  PNG: ['Papua NG', 'Papúa Nueva Guinea', 'Папуа — Новая Гвинея', '巴布亚新几内亚'],
  PER: ['Republic of Peru', 'Перу', '秘鲁'],
  PHL: ['Republic of the Philippines', 'Filipinas', 'Pilipinas', 'Филиппины', '菲律宾'],
  RUS: ['Rusia', 'Federación de Rusia', 'Россия', 'Российская Федерация', 'РФ', '俄罗斯'],
  SGP: ['Republic of Singapore', 'Singapur', 'Сингапур', '新加坡'],
  TWN: [
    'Taiwan',
    'Taiwan, China',
    'Taiwan, Province of China',
    'Taiwan (ROC)',
    'Taiwan R.O.C.',
    'Taipei',
    'Taipei, China',
    'Taipéi Chino',
    'Тайвань',
    'Китайский Тайбэй',
    '台湾',
    '台灣',
    '臺灣',
    '中华台北',
    '中華臺北',
    '中華台北',
  ],
  THA: ['Kingdom of Thailand', 'Tailandia', 'Таиланд', 'ประเทศไทย', 'ไทย', '泰国'],
  USA: [
    'U.S.',
    'U.S.A.',
    'The United States',
    'United States (USA)',
    'America',
    'Estados Unidos',
    'EE.UU.',
    'EEUU',
    'США',
    '美国',
    '美國',
  ],
  VNM: [
    'Vietnam',
    'Socialist Republic of Viet Nam',
    'Socialist Republic of Vietnam',
    'Вьетнам',
    '越南',
  ],
};

/** Headers of a column of economies, in the words of other lists. */
export const economyHeaders = [
  'economy',
  'member economy',
  'apec economy',
  'apec member economy',
  'economy name',
  'economy code',
  'country',
  'country/economy',
  'economy/country',
  'country or economy',
  'country/region',
  'economía',
  'economía miembro',
  'país',
  'экономика',
  'страна',
  '经济体',
  '經濟體',
  '国家',
  '国家/地区',
  'エコノミー',
  '국가',
];

/** Correct beside APEC's own names: the formal variants, the codes, and a name without "The". */
const accepted = new Map<string, string>();
/** Understood, but told to the person who imports. */
const understood = new Map<string, string>();

for (const { code, alpha2, name, formalName } of economies) {
  for (const form of [code, alpha2, name, formalName, name.replace(/^The /, '')]) {
    if (form !== null) accepted.set(foldText(form), code);
  }
  for (const form of otherForms[code] ?? []) understood.set(foldText(form), code);
}

/**
 * The economy that a cell means.
 * @returns undefined when it is none of the 21 or not clear; `asWritten` is false when the form
 *   is not one of APEC's, so that the reading has to be shown
 */
export function readEconomy(cell: string): { code: string; asWritten: boolean } | undefined {
  const key = foldText(cell);
  const code = accepted.get(key);
  if (code !== undefined) return { code, asWritten: true };
  const meant = understood.get(key);
  return meant === undefined ? undefined : { code: meant, asWritten: false };
}
