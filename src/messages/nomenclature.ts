/**
 * The words of APEC: economies, never countries; each economy by the name that APEC uses.
 * Names of organisations are quoted as they are, hence the allowed phrases.
 */
export interface WordingRemark {
  /** As it stands in the text. */
  word: string;
  /** Where it begins, counted from 0. */
  index: number;
  /** What to write instead. */
  advice: string;
  why: string;
}

/** The members are economies, some of which are no countries. */
const members = 'The members of APEC are economies';
/** APEC calls each economy by one name. */
const names = 'APEC has one name for each economy';

const rules: { pattern: RegExp; advice: string; why: string }[] = [
  { pattern: /\bcountry\b/gi, advice: '“economy”', why: members },
  { pattern: /\bcountries\b/gi, advice: '“economies”', why: members },
  {
    pattern: /\b(?:country|nation)(?:wide|-wide|-level)\b/gi,
    advice: '“economy-wide”',
    why: members,
  },
  { pattern: /\bnations?\b/gi, advice: '“economy” or “economies”', why: members },
  { pattern: /\bnational(?:ly|s)?\b/gi, advice: '“domestic” or “economy-level”', why: members },
  { pattern: /\b(?:member|nation)[ -]states?\b/gi, advice: '“member economy”', why: members },
  { pattern: /\bstates? of APEC\b/gi, advice: '“APEC member economies”', why: members },
  { pattern: /\b(?:Republic of China|Taiwan|Formosa)\b/gi, advice: '“Chinese Taipei”', why: names },
  {
    pattern: /(?<!Chinese )\bTaipei\b/gi,
    advice: '“Chinese Taipei”, when the economy is meant',
    why: names,
  },
  { pattern: /\bHong ?Kong\b(?!, China)/gi, advice: '“Hong Kong, China”', why: names },
  { pattern: /\bmainland China\b/gi, advice: '“China”', why: names },
  { pattern: /\bSouth Korea\b/gi, advice: '“Korea”', why: names },
  { pattern: /\bVietnam\b/gi, advice: '“Viet Nam”', why: names },
  { pattern: /\bU\.?S\.?A\b\.?/g, advice: '“United States”', why: names },
  { pattern: /\bAmerica\b(?<!United States of America)/g, advice: '“United States”', why: names },
  { pattern: /\bBrunei\b(?! Darussalam)/gi, advice: '“Brunei Darussalam”', why: names },
];

const allowedPhrases = [
  "People's Republic of China",
  'People’s Republic of China',
  'United Nations',
  'Association of Southeast Asian Nations',
  'National University of Singapore',
  'Australian National University',
  'Vietnam Academy of Science and Technology',
  'National Research University Higher School of Economics',
  'National Taiwan University',
  'National Institute of Advanced Industrial Science and Technology',
  'National Science Foundation',
  'National Research Council Canada',
  'Latin America',
  'North America',
  'South America',
];

/**
 * What is not worded as APEC words it, in the order of the text. Advice, never a refusal: a
 * quoted name can be right.
 * @param alsoAllowed phrases quoted as they are, such as names of organisations
 */
export function wordingRemarks(text: string, alsoAllowed: readonly string[] = []): WordingRemark[] {
  const exempt = [...allowedPhrases, ...alsoAllowed].flatMap((phrase) => rangesOf(text, phrase));
  const found = rules.flatMap(({ pattern, advice, why }) =>
    [...text.matchAll(pattern)].map(({ 0: word, index }) => ({ word, index, advice, why })),
  );
  found.sort((a, b) => a.index - b.index || b.word.length - a.word.length);
  const remarks: WordingRemark[] = [];
  let end = 0;
  for (const remark of found) {
    const inside = exempt.some(([from, to]) => from <= remark.index && remark.index < to);
    if (inside || remark.index < end) continue;
    remarks.push(remark);
    end = remark.index + remark.word.length;
  }
  return remarks;
}

function rangesOf(text: string, phrase: string): [number, number][] {
  const ranges: [number, number][] = [];
  const searched = text.toLowerCase();
  const sought = phrase.toLowerCase();
  for (let at = searched.indexOf(sought); at >= 0; at = searched.indexOf(sought, at + 1)) {
    ranges.push([at, at + phrase.length]);
  }
  return ranges;
}

/** Each remark on a text once, however often the word stands in it. */
export function wordsToLookAt(text: string): WordingRemark[] {
  const remarks = new Map<string, WordingRemark>();
  for (const remark of wordingRemarks(text)) {
    if (!remarks.has(remark.word)) remarks.set(remark.word, remark);
  }
  return [...remarks.values()];
}

const mostListed = 5;

/**
 * What a page says after texts were saved or sent and their form has been left: a sentence to put
 * behind the others, with the space before it. Names a few words at most; empty when there are none.
 */
export function wordingNote(...texts: string[]): string {
  const advice = texts.flatMap((text) =>
    wordsToLookAt(text).map((remark) => `“${remark.word}” (write ${remark.advice})`),
  );
  if (advice.length === 0) return '';
  return ` Words to look at: ${[...new Set(advice)].slice(0, mostListed).join(', ')}.`;
}
