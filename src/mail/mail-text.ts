import type { Language } from '../http/language.js';
import type { MailTemplate } from './mail-templates.js';

export interface MailItem {
  words: string;
  link: string;
}

export interface MailContent {
  values: Readonly<Record<string, string>>;
  link?: string;
  /** Lines of a list, each with its own link. */
  items?: readonly MailItem[];
}

export interface WrittenMail {
  subject: string;
  text: string;
  html: string;
}

/** Words of a person could hold line breaks, which would forge headers. */
const line = (text: string) => text.replaceAll(/\s+/gu, ' ').trim();

const filled = (text: string, values: Readonly<Record<string, string>>) =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? line(values[name]!) : whole));

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The mail as plain text and as simple HTML without images, styles of others or scripts. */
export function writeMail(template: MailTemplate, language: Language, content: MailContent): WrittenMail {
  const { values, link, items = [] } = content;
  const subject = line(filled(template.subject, values)).slice(0, 200);
  const paragraphs = template.paragraphs.map((paragraph) => filled(paragraph, values));
  const closing = (template.closing ?? []).map((paragraph) => filled(paragraph, values));
  const button = link === undefined || template.button === undefined ? null : { words: template.button, link };
  const text = [
    ...paragraphs,
    ...items.map(({ words, link: to }) => `– ${line(words)}\n  ${to}`),
    ...(button ? [`${button.words}:\n${button.link}`] : []),
    ...closing,
  ];
  return {
    subject,
    text: `${text.join('\n\n')}\n`,
    html: htmlOf(language, { subject, paragraphs, items, button, closing }),
  };
}

interface Parts {
  subject: string;
  paragraphs: readonly string[];
  items: readonly MailItem[];
  button: { words: string; link: string } | null;
  closing: readonly string[];
}

const GREY = 'color:#555;font-size:14px';

function htmlOf(language: Language, { subject, paragraphs, items, button, closing }: Parts): string {
  const listed = items.map(
    ({ words, link }) => `<li style="margin:0 0 8px"><a href="${escaped(link)}">${escaped(line(words))}</a></li>`,
  );
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`,
    '<body style="font-family:sans-serif;font-size:16px;line-height:1.5;max-width:36em;margin:0 auto;padding:16px">',
    ...paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`),
    ...(listed.length > 0 ? [`<ul style="padding-left:20px">${listed.join('')}</ul>`] : []),
    ...(button ? [`<p><a href="${escaped(button.link)}">${escaped(button.words)}</a></p>`] : []),
    ...closing.map((paragraph) => `<p style="${GREY}">${escaped(paragraph)}</p>`),
    '</body></html>',
  ].join('\n');
}
