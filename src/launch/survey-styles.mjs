// The form library's style sheet without what our forms cannot hold, with the variables it needs.
// The library would put its variables into a style element, which the pages' policy refuses.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

// Parts of question types and of survey features that no definition may use.
const unused =
  /\.(?:sd-(?:slider|imagepicker|image|imagemap|timer|signaturepad|breadcrumbs|tabs?|summary|composite|progress|progress-buttons|completedpage|header|body--with-timer|rating__item-(?:star|smiley)|flow\w*|toc)|sv-(?:button-group|header|save-data|brand|window|image)|sv_(?:window|progress)|sjs_sp|svc)(?![a-z])/;

/** Top-level blocks of a sheet, comments left out. */
function blocksOf(css) {
  const text = css.replace(/\/\*[\s\S]*?\*\//g, '');
  const blocks = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] !== '}') continue;
    depth -= 1;
    if (depth > 0) continue;
    blocks.push(text.slice(start, at + 1).trim());
    start = at + 1;
  }
  return blocks;
}

/** A rule without the selectors of unused parts; undefined when none is left. */
function pruned(block) {
  const brace = block.indexOf('{');
  const selector = block.slice(0, brace);
  if (selector.startsWith('@')) return selector.startsWith('@-moz-document') ? undefined : block;
  // Commas inside brackets belong to one selector.
  const kept = selector
    .split(/,(?![^()]*\))/)
    .filter((part) => !unused.test(part.replace(/:not\([^()]*\)/g, '')));
  return kept.length === 0 ? undefined : kept.join(',') + block.slice(brace);
}

function usedVariables(css, values) {
  const used = new Set();
  const visit = (text) => {
    for (const [, name] of text.matchAll(/var\((--[\w-]+)/g)) {
      if (used.has(name)) continue;
      used.add(name);
      if (values[name] !== undefined) visit(values[name]);
    }
  };
  visit(css);
  return used;
}

export async function surveyStyles() {
  const sheet = await readFile(require.resolve('survey-core/survey-core.fontless.min.css'), 'utf8');
  const css = blocksOf(sheet)
    .map(pruned)
    .filter((block) => block !== undefined)
    .join('\n');
  const values = require('survey-core').BaseTheme.cssVariables;
  const used = usedVariables(css, values);
  const lines = Object.entries(values)
    .filter(([name]) => used.has(name))
    .map(([name, value]) => `${name}:${value}`);
  return `:where(.sd-theme-root){${lines.join(';')}}\n${css}`;
}
