import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../http/language.js';
import { themed } from '../http/theme.js';
import { escapeHtml, htmlDocument } from './html.js';
import { icons } from './icons.js';

const MARK = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="7" fill="#9c2c1d"/><path d="M0 6.5h32M0 25.5h32" stroke="#f2b640" stroke-width="1.6" stroke-dasharray="3.6 2.8"/><path d="M16 22V10h4l1.6 1.6v4L20.2 17h-1.4M16 10h-4l-1.6 1.6v4L11.8 17h1.4" fill="none" stroke="#fff6e8" stroke-width="1.9"/></svg>`;
const LANGUAGES = { kk: ['Қаз', 'Қазақша'], ru: ['Рус', 'Русский'], en: ['Eng', 'English'] } as const;
const NAVIGATION = { kk: 'Тіл', ru: 'Язык', en: 'Language' };
const SEE = { kk: ['көрсету', 'жасыру'], ru: ['показать', 'скрыть'], en: ['show', 'hide'] } as const;
const THEME = {
  kk: ['Қараңғы тақырып', 'Жарық тақырып'],
  ru: ['Тёмная тема', 'Светлая тема'],
  en: ['Dark theme', 'Light theme'],
} as const;

/** External scripts of the web build. A page works without any of them. */
export type PageScript = 'enhance' | 'password-rules' | 'passkey';

export interface PlainPage {
  language: Language;
  title: string;
  /** Languages that the page has; all three by default. */
  languages?: readonly Language[];
  /** Address for the language links, escaped; null = no such links. */
  path: string | null;
  /** Query of the language links, escaped, with its `&amp;`. */
  query?: string;
  /** Markup inside `main`. */
  content: string;
  /** Markup at the right of the header. */
  aside?: string;
  /** Markup for `head`. */
  head?: string;
  isWide?: boolean;
  /** A page on the way in: fits one phone screen; `bag` = with the picture of the sign-in. */
  entry?: 'column' | 'bag';
  /** Markup of the strip at the foot. */
  foot?: string;
  scripts?: readonly PageScript[];
}

/** A page that needs no script: header with the languages, one column. Its style is `web/plain/plain.css`. */
export function plainPage({
  language,
  languages: has = ['kk', 'ru', 'en'],
  title,
  path,
  query = '',
  content,
  aside = '',
  head = '',
  isWide = false,
  entry,
  foot = '',
  scripts = entry ? ['enhance'] : [],
}: PlainPage): string {
  const links = has.map((code) => {
    const [short, full] = LANGUAGES[code];
    return `<a href="${path}?lang=${code}${query}" hreflang="${code}" lang="${code}" title="${full}"${code === language ? ' aria-current="true"' : ''}>${short}</a>`;
  });
  const mainClass = entry ? `entry entry--${entry}` : isWide ? 'is-wide' : '';
  const languages = path === null ? '' : `<nav aria-label="${NAVIGATION[language]}">${links.join('')}</nav>`;
  return htmlDocument({
    language,
    title: `${title} · Qorzhyn`,
    head: `<meta name="robots" content="noindex">
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(MARK)}">
<link rel="stylesheet" href="/assets/plain.css">${scripts.map(scriptLink).join('')}${head}`,
    ...(entry ? { bodyClass: 'is-entry' } : {}),
    body: `<header class="bar"><a class="bar__home" href="/">${MARK}Qorzhyn</a>${languages}${aside}</header>
<main${mainClass === '' ? '' : ` class="${mainClass}"`}>
${content}
</main>${entry ? `\n<footer class="foot${foot === '' ? ' foot--bare' : ''}">${foot}${themeButton(language)}</footer>` : ''}`,
  });
}

const scriptLink = (name: PageScript): string => `\n<script type="module" src="/assets/${name}.js"></script>`;

/** A script shows it, because it does nothing without one. */
const themeButton = (language: Language): string =>
  `<button type="button" hidden data-theme-words="${THEME[language].join('|')}">${icons.theme}<span></span></button>`;

/** A form field with its hint, or with what is wrong with it. `attributes` is markup. */
export function formField(field: {
  id: string;
  label: string;
  attributes: string;
  hint?: string;
  error?: string;
  /** A password, with a button that shows it in this language. */
  secretIn?: Language;
}): string {
  const { id, label, attributes, hint = '', error, secretIn } = field;
  const note = error ?? hint;
  const described = note ? ` aria-describedby="${id}-note"${error ? ' aria-invalid="true"' : ''}` : '';
  const below = note ? `\n<p id="${id}-note" class="${error ? 'wrong' : 'hint'}">${escapeHtml(note)}</p>` : '';
  const input = `<input id="${id}" name="${id}" ${attributes}${described}>`;
  const see = secretIn
    ? `<button class="see" type="button" hidden aria-controls="${id}" data-see="${SEE[secretIn].join('|')}">${icons.eye}<span>${SEE[secretIn][0]}</span></button>`
    : '';
  return `<label for="${id}">${label}</label>\n${secretIn ? `<div class="secret-field">${input}${see}</div>` : input}${below}`;
}

/** True for a telephone, by the name of its browser. Only words of a page depend on it. */
export const isPhone = ({ headers }: FastifyRequest): boolean => /\bMobi/i.test(headers['user-agent'] ?? '');

/** Sends a page of one reader. */
export function sendPage(reply: FastifyReply, status: number, page: string): string {
  void reply.status(status).header('content-type', 'text/html; charset=utf-8');
  return themed(page, reply.request.headers.cookie);
}

/** Answers a form with a redirect to a GET. */
export function seeOther(reply: FastifyReply, location: string): string {
  void reply.status(303).header('location', location);
  return '';
}
