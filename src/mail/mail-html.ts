import type { Messages } from '../messages/messages';

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/**
 * The frame of every mail: one column, styles beside the elements since many mail programs drop
 * style sheets, and a small sheet only for dark mode.
 *
 * @param rows HTML that is escaped already
 * @param words their language is that of the document
 */
export function htmlDocument(
  title: string,
  rows: { main: string; small: string },
  words: Messages,
): string {
  return `<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(title)}</title>
<style>
@media (prefers-color-scheme: dark) {
  .mail-ground { background: #10191c !important; }
  .mail-paper { background: #172327 !important; border-color: #33454b !important; color: #e3eaec !important; }
  .mail-quiet { color: #a9b8bd !important; }
  .mail-link, .mail-brand { color: #7fd0dd !important; }
  .mail-button { background: #7fd0dd !important; color: #062025 !important; }
}
</style>
</head>
<body class="mail-ground" style="margin:0;padding:0;background:#f6f8f8">
<table role="presentation" class="mail-ground" width="100%" style="border-collapse:collapse;background:#f6f8f8"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" style="max-width:600px;border-collapse:separate;border-spacing:0"><tr><td style="padding:0 4px 12px;text-align:left;font:600 15px/1.4 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif"><span class="mail-brand" style="color:#0b5563">PEC</span> <span class="mail-quiet" style="color:#4c5a60;font-weight:400">${escapeHtml(words.mails.tagline)}</span></td></tr>
<tr><td class="mail-paper" style="padding:24px;background:#ffffff;border:1px solid #d5dcde;border-radius:8px;text-align:left;color:#16262b;font:400 16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;overflow-wrap:break-word">
${rows.main}
</td></tr>
<tr><td class="mail-quiet" style="padding:12px 4px;text-align:left;color:#4c5a60;font:400 14px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif">
${rows.small}
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}
