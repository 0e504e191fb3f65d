import type { DefinitionProblems, JsonPath } from './definition-problems';

const TAGS: ReadonlySet<string> = new Set(
  'p br hr b strong i em u s small sub sup span div blockquote ul ol li h2 h3 h4 h5 a'.split(' '),
);
const ATTRIBUTES: ReadonlySet<string> = new Set(['href', 'title', 'lang', 'dir']);
const TAG = /<\/?([a-z][a-z0-9]*)((?:\s+[a-z-]+="[^"<>]*")*)\s*\/?>/iy;
const SAFE_LINK = /^(?:https?:\/\/|mailto:|\/(?!\/)|#)/i;

/**
 * Lets through a small set of tags and attributes, strictly written, and names whatever else it meets:
 * the text goes into pages as it is. Takes time linear in the length of the text.
 */
export function checkHtml(html: string, path: JsonPath, problems: DefinitionProblems): void {
  if (html.includes('{')) {
    const message = 'HTML cannot hold “{…}”: answers must not become part of a page’s HTML.';
    problems.error('html_reference', path, message);
  }
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
    TAG.lastIndex = at;
    const match = TAG.exec(html);
    if (match === null) {
      const message = `“${html.slice(at, at + 40)}” is not a tag as it is expected here: <tag attribute="value">.`;
      problems.error('html_syntax', path, message);
      return;
    }
    const [, tag = '', attributes = ''] = match;
    if (!TAGS.has(tag.toLowerCase())) {
      problems.error('html_tag', path, `The tag <${tag.slice(0, 40)}> is not allowed here.`);
    }
    for (const [, name = '', value = ''] of attributes.matchAll(/([a-z-]+)="([^"]*)"/gi)) {
      if (!ATTRIBUTES.has(name.toLowerCase())) {
        problems.error('html_attribute', path, `The attribute “${name}” is not allowed here.`);
      } else if (name.toLowerCase() === 'href' && !SAFE_LINK.test(value)) {
        const message = `“${value.slice(0, 60)}” is not an allowed link: use https:, mailto:, / or #.`;
        problems.error('html_link', path, message);
      }
    }
  }
}
