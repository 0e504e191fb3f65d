/**
 * Keeps of rendered HTML only what a form's page is made of. The renderer escapes texts, and the
 * check of definitions lets only plain tags through; this is the second lock on the same door,
 * for what comes out is put into pages as it is.
 */
const tags = new Set(
  (
    'a b blockquote br button datalist div em fieldset form h1 h2 h3 h4 h5 h6 hr i input label legend ' +
    'li ol option p path select small span strong sub sup svg table tbody td textarea th thead tr u ul use'
  ).split(' '),
);
const attributes = new Set(
  (
    'accept alt autocomplete checked class colspan cols dir disabled for height href id inputmode lang list ' +
    'max maxlength min minlength multiple name placeholder readonly required role rows rowspan scope ' +
    'selected size spellcheck step style tabindex title type value viewbox width xlink:href'
  ).split(' '),
);
const removedWhole = /<(style|script|iframe|object|template|noscript)\b[\s\S]*?<\/\1\s*>/gi;
const tag = /<(\/?)([a-z][a-z0-9-]*)((?:[^"'<>]|"[^"]*"|'[^']*')*)>/giy;
const attribute = /([a-z][a-z0-9:-]*)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi;
const link = /^(?:https?:\/\/|mailto:|\/(?!\/)|#)/i;

export function safeHtml(html: string): string {
  const source = html.replace(removedWhole, '');
  let safe = '';
  let from = 0;
  for (let at = source.indexOf('<'); at >= 0; at = source.indexOf('<', from)) {
    safe += source.slice(from, at);
    tag.lastIndex = at;
    const match = tag.exec(source);
    if (match === null) {
      safe += '&lt;';
      from = at + 1;
      continue;
    }
    const [whole, slash = '', name = '', rest = ''] = match;
    if (tags.has(name.toLowerCase())) safe += `<${slash}${name}${attributesOf(rest)}>`;
    from = at + whole.length;
  }
  return safe + source.slice(from);
}

function attributesOf(text: string): string {
  let kept = '';
  for (const [, name = '', double, single, bare] of text.matchAll(attribute)) {
    const value = double ?? single ?? bare;
    if (!isAllowed(name.toLowerCase(), value ?? '')) continue;
    kept += value === undefined ? ` ${name}` : ` ${name}="${value.replaceAll('"', '&quot;')}"`;
  }
  return kept;
}

function isAllowed(name: string, value: string): boolean {
  if (name === 'href' || name === 'xlink:href') return link.test(value);
  if (name === 'style') return !/url\s*\(|expression|@import|\\/i.test(value);
  return attributes.has(name) || name.startsWith('aria-') || name.startsWith('data-');
}
