import { demoMark } from '../lib/demo-mark';
import { messagesFor } from '../messages/messages';
import { escapeHtml, htmlDocument } from './mail-html';
import { bodyText, singleLine } from './plain-value';
import { wrapText } from './wrap-text';

export type MailBlock =
  | { kind: 'paragraph'; text: string }
  /** The recipient's personal link, stored as {{link}} and filled in when the mail is sent. */
  | { kind: 'link'; label: string }
  | { kind: 'facts'; rows: [label: string, value: string][] };

export interface MailParts {
  subject: string;
  /** "Dear Ana Lim," */
  greeting?: string;
  blocks: MailBlock[];
  /** Who writes, and why; small, at the end. */
  footer?: string;
  /** Adds the line with the unsubscribe link, stored as {{unsubscribe}}. */
  unsubscribe?: boolean;
  /** BCP 47 tag of what stands around the text; English when left out. */
  language?: string;
}

export interface MailContent {
  subject: string;
  text: string;
  html: string;
}

/**
 * A mail with its two parts. All texts are plain: they are escaped, and no links are made out of
 * them. Values that people typed about themselves go through plainValue() first. The bodies hold
 * {{link}} and {{unsubscribe}} only where a block asks for them, whatever the texts contain.
 */
export function composeMail(parts: MailParts): MailContent {
  const safe = clean(marked(parts));
  return {
    subject: safe.subject,
    text: textOf(safe),
    html: htmlDocument(safe.subject, bodyRows(safe), messagesFor(parts.language)),
  };
}

/** A mail of the demo says so in its subject and first line. */
function marked(parts: MailParts): MailParts {
  if (demoMark() === null) return parts;
  const { subject, line } = messagesFor(parts.language).mails.demo;
  return {
    ...parts,
    subject: `${subject} ${parts.subject}`,
    blocks: [{ kind: 'paragraph', text: line }, ...parts.blocks],
  };
}

function clean(parts: MailParts): MailParts {
  const line = (text: string, max?: number): string => singleLine(bodyText(text), max);
  return {
    ...parts,
    subject: line(parts.subject),
    ...(parts.greeting === undefined ? {} : { greeting: line(parts.greeting) }),
    ...(parts.footer === undefined ? {} : { footer: bodyText(parts.footer) }),
    blocks: parts.blocks.map((block) => {
      if (block.kind === 'paragraph') return { ...block, text: bodyText(block.text) };
      if (block.kind === 'link') return { ...block, label: line(block.label) };
      const rows = block.rows.map(([label, value]): [string, string] => [
        line(label),
        line(value, 1000),
      ]);
      return { ...block, rows };
    }),
  };
}

function textOf({ greeting, blocks, footer, unsubscribe, language }: MailParts): string {
  const words = messagesFor(language).mails.unsubscribe;
  const sections = [
    ...(greeting === undefined ? [] : [wrapText(greeting)]),
    ...blocks.map((block) => {
      if (block.kind === 'paragraph') return wrapText(block.text);
      // The address stands alone on its line: no program may break it.
      if (block.kind === 'link') return `${wrapText(`${block.label}:`)}\n{{link}}`;
      return block.rows.map(([label, value]) => wrapText(`${label}: ${value}`)).join('\n');
    }),
  ];
  const small = [
    ...(footer === undefined ? [] : [wrapText(footer)]),
    ...(unsubscribe === true ? [`${words.question} ${words.here}\n{{unsubscribe}}`] : []),
  ];
  if (small.length > 0) sections.push(['-- ', ...small].join('\n'));
  return `${sections.join('\n\n')}\n`;
}

function bodyRows({ greeting, blocks, footer, unsubscribe, language }: MailParts): {
  main: string;
  small: string;
} {
  const words = messagesFor(language).mails;
  const main = [
    ...(greeting === undefined ? [] : [paragraph(greeting)]),
    ...blocks.map((block) => {
      if (block.kind === 'paragraph') return paragraph(block.text);
      return block.kind === 'link'
        ? linkBlock(block.label, words.copyAddress)
        : factsTable(block.rows);
    }),
  ].join('\n');
  const small = [
    ...(footer === undefined ? [] : [`<p dir="auto" style="margin:0 0 8px">${lines(footer)}</p>`]),
    ...(unsubscribe === true
      ? [
          `<p style="margin:0">${escapeHtml(words.unsubscribe.question)} <a class="mail-link" href="{{unsubscribe}}" style="color:#0b5563">${escapeHtml(words.unsubscribe.link)}</a></p>`,
        ]
      : []),
  ].join('\n');
  return { main, small };
}

function lines(text: string): string {
  return escapeHtml(text.trim()).replaceAll('\n', '<br>\n');
}

function paragraph(text: string): string {
  return `<p dir="auto" style="margin:0 0 16px">${lines(text)}</p>`;
}

function linkBlock(label: string, copyAddress: string): string {
  return `<p style="margin:24px 0 8px"><a class="mail-button" href="{{link}}" style="display:inline-block;padding:12px 20px;background:#0b5563;color:#ffffff;text-decoration:none;border-radius:8px;font-weight:600">${escapeHtml(label)}</a></p>
<p class="mail-quiet" style="margin:0 0 24px;font-size:14px;color:#4c5a60;word-break:break-all">${escapeHtml(copyAddress)} <a class="mail-link" href="{{link}}" style="color:#0b5563">{{link}}</a></p>`;
}

function factsTable(rows: [string, string][]): string {
  const cells = rows
    .map(
      ([label, value]) =>
        `<tr><th scope="row" style="padding:4px 16px 4px 0;text-align:left;vertical-align:top;font-weight:600">${escapeHtml(label)}</th><td dir="auto" style="padding:4px 0;vertical-align:top">${escapeHtml(value)}</td></tr>`,
    )
    .join('\n');
  return `<table style="margin:0 0 16px;border-collapse:collapse">\n${cells}\n</table>`;
}
