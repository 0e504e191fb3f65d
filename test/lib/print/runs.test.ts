import { breakIntoPieces } from '../../../src/lib/print/line-breaks';
import { composed, runsOf, typedThai, unprintable } from '../../../src/lib/print/runs';

/** "sc:王" for what a script's typeface draws, the text alone for the face of the page. */
const drawn = (text: string, writing: string | null): string[] =>
  runsOf(text, 'serif', writing).map((run) =>
    run.slice === undefined ? run.text : `${run.slice.script}:${run.text}`,
  );
const scripts = (text: string, writing: string | null): string =>
  [...new Set(drawn(text, writing).map((run) => run.replace(/:.*/u, '')))].join(' ');

test.each([
  ['直', 'CHN', 'sc'],
  ['直', 'SGP', 'sc'],
  ['直', 'TWN', 'tc'],
  ['直', 'HKG', 'tc'],
  ['直', 'JPN', 'jp'],
  ['直', 'KOR', 'kr'],
  ['直', null, 'sc'],
  // The text itself tells more than the economy.
  ['直ふじ', 'CHN', 'jp'],
  ['김直', 'CHN', 'kr'],
  // What a typeface lacks, another draws.
  ['婳', 'JPN', 'sc'],
  ['𠮷', 'CHN', 'jp'],
  ['น้ำ', 'JPN', 'thai'],
])('draws %s of somebody from %s with the typeface %s', (text, writing, script) => {
  expect(scripts(text, writing)).toBe(script);
});

test('a text mixed of scripts is cut where the typeface changes, and nothing of it is lost', () => {
  expect(drawn('Mei (美) สมชาย, Ltd.', 'TWN')).toEqual([
    'Mei (',
    'tc:美',
    ') ',
    'thai:สมชาย',
    ', Ltd.',
  ]);
  expect(drawn('', null)).toEqual([]);
});

test('the sign below the mark of a tone is drawn first, and read as it was typed', () => {
  for (const word of ['น้ำ', 'กำ', 'ป๊ำ', 'ฟ้า']) {
    const [run] = runsOf(word, 'serif', null);
    expect(run?.text.includes('\u0E33')).toBe(false);
    expect(typedThai(run?.text ?? '')).toBe(word);
  }
});

test('a part of a text is drawn as the whole is', () => {
  const [run] = runsOf('直', 'serif', 'CHN', '直ふじ');
  expect(run?.slice?.script).toBe('jp');
});

test('compatibility characters keep their spelling; marks are joined; what is never drawn is dropped', () => {
  expect(composed('e\u0323\u0302 か\u3099 \uFA19')).toBe('ệ が \uFA19');
  expect(drawn('\u845B\u{E0100}\u200D', 'JPN')).toEqual(['jp:\u845B']);
});

test('refuses only what no typeface has', () => {
  const names = [
    'NGUYỄN Thị Hường',
    'Жанна',
    '王小明',
    '陳美玲',
    '髙橋さくら',
    '김민수',
    'ณัฐพงษ์',
    '𠮷﨑',
  ];
  expect(names.map(unprintable)).toEqual(names.map(() => []));
  expect(['محمد', 'अनिता', 'Ana 🦄'].map((text) => unprintable(text).length > 0)).toEqual([
    true,
    true,
    true,
  ]);
  expect(unprintable('王 مم')).toEqual(['م']);
});

test('lines end after spaces and between words of scripts that write without, never before a mark', () => {
  const always = () => true;
  const pieces = breakIntoPieces('Delta Cluster (Jean-Pierre), 北京市集群。', always);
  expect(pieces.slice(0, 3)).toEqual(['Delta ', 'Cluster ', '(Jean-Pierre), ']);
  expect(pieces.slice(3).length).toBeGreaterThan(1);
  expect(pieces.filter((piece) => /^[。,)]/u.test(piece))).toEqual([]);
  expect(pieces.join('')).toBe('Delta Cluster (Jean-Pierre), 北京市集群。');
  const letters = breakIntoPieces('กี่'.repeat(3), (piece) => piece.length <= 3);
  expect(letters).toEqual(['กี่', 'กี่', 'กี่']);
});
