/**
 * The 21 member economies: names and order as APEC writes them. `travelEligible` is the state
 * of the years 2018-20, kept with its date and correctable by organisers. Locale libraries
 * return other names, so this table is the only source.
 */
export interface EconomyFacts {
  code: string;
  alpha2: string;
  name: string;
  formalName: string | null;
  travelEligible: boolean;
  /** BCP 47 tags, most likely first */
  languages: string[];
}

export const travelEligibleAsOf = '2018-12-31';

const row = (
  code: string,
  alpha2: string,
  name: string,
  travelEligible: boolean,
  languages: string[],
  formalName: string | null = null,
): EconomyFacts => ({ code, alpha2, name, formalName, travelEligible, languages });

export const economies: EconomyFacts[] = [
  row('AUS', 'AU', 'Australia', false, ['en']),
  row('BRN', 'BN', 'Brunei Darussalam', false, ['ms', 'en']),
  row('CAN', 'CA', 'Canada', false, ['en', 'fr']),
  row('CHL', 'CL', 'Chile', true, ['es']),
  row('CHN', 'CN', 'China', true, ['zh-Hans'], "People's Republic of China"),
  row('HKG', 'HK', 'Hong Kong, China', false, ['zh-Hant', 'en']),
  row('IDN', 'ID', 'Indonesia', true, ['id']),
  row('JPN', 'JP', 'Japan', false, ['ja']),
  row('KOR', 'KR', 'Korea', false, ['ko'], 'Republic of Korea'),
  row('MYS', 'MY', 'Malaysia', true, ['ms', 'en']),
  row('MEX', 'MX', 'Mexico', true, ['es']),
  row('NZL', 'NZ', 'New Zealand', false, ['en']),
  row('PNG', 'PG', 'Papua New Guinea', true, ['en']),
  row('PER', 'PE', 'Peru', true, ['es']),
  row('PHL', 'PH', 'The Philippines', true, ['en', 'fil']),
  row('RUS', 'RU', 'Russia', true, ['ru'], 'Russian Federation'),
  row('SGP', 'SG', 'Singapore', false, ['en']),
  row('TWN', 'TW', 'Chinese Taipei', false, ['zh-Hant']),
  row('THA', 'TH', 'Thailand', true, ['th']),
  row('USA', 'US', 'United States', false, ['en'], 'United States of America'),
  row('VNM', 'VN', 'Viet Nam', true, ['vi']),
];

/** Lists of economies are joined by semicolons, since "Hong Kong, China" holds a comma. */
export function joinEconomies(names: string[]): string {
  return names.join('; ');
}
