import type { Language } from '../../http/language.js';
import { escapeHtml } from '../html.js';
import { plainPage } from '../plain-page.js';
import type { Bilingual, Case, CasePart, CaseStep } from './case.js';
import { labels, notes, parts, title } from './what-to-do.js';

type PageLanguage = keyof Bilingual;
const ONLY_KAZAKH_AND_RUSSIAN = `<div class="notice" lang="en"><p>This page is in Kazakh and Russian. The page of the interface describes the same requests in English.</p>
<a href="/api/docs">Page of the interface</a></div>
`;
/** Anchor of a request on `/api/docs`. */
type AnchorOf = (route: string) => string;

/** The page for organisers: each case with its requests, what everybody sees, and the way back. */
export function whatToDoPage(asked: Language, anchorOf: AnchorOf): string {
  const language = asked === 'en' ? 'ru' : asked;
  return plainPage({
    language,
    languages: ['kk', 'ru'],
    title: title[language],
    path: '/help/what-to-do',
    isWide: true,
    content: `<h1>${title[language]}</h1>
${asked === 'en' ? ONLY_KAZAKH_AND_RUSSIAN : ''}<ul class="advice">${notes.map((note) => `<li>${prose(note[language])}</li>`).join('')}</ul>
${contents(language)}
${parts.map((part) => partOf(part, language, anchorOf)).join('\n')}
<p class="buttons"><a class="button" href="/console?lang=${asked}">${labels.console[language]}</a><a class="button button--quiet" href="/api/docs">${labels.docs[language]}</a></p>`,
  });
}

/** The links twice: the sheet shows them as a list, or folded by part on a phone. */
function contents(language: PageLanguage): string {
  const links = (part: CasePart) =>
    `<ul>${part.cases.map((one) => `<li><a href="#${one.id}">${one.title[language]}</a></li>`).join('')}</ul>`;
  const nav = (kind: string, each: (part: CasePart) => string) =>
    `<nav class="${kind}" aria-label="${labels.contents[language]}">${parts.map(each).join('\n')}</nav>`;
  return `<div id="contents">
${nav('contents', (part) => `<div><h2>${part.title[language]}</h2>${links(part)}</div>`)}
${nav('contents contents--folded', (part) => `<details><summary>${part.title[language]}</summary>${links(part)}</details>`)}
</div>`;
}

const partOf = (part: CasePart, language: PageLanguage, anchorOf: AnchorOf): string =>
  `<section class="part"><h2>${part.title[language]}</h2>
${part.cases.map((one) => caseOf(one, language, anchorOf)).join('\n')}</section>`;

function caseOf(
  { id, title: name, see, steps, shown, back }: Case,
  language: PageLanguage,
  anchorOf: AnchorOf,
): string {
  const step = (one: CaseStep) =>
    `<li><p>${prose(one[language])}</p><a href="/api/docs#${anchorOf(one.route)}"><code>${escapeHtml(one.route)}</code></a></li>`;
  return `<article class="case" id="${id}" aria-labelledby="${id}-title">
<h3 id="${id}-title">${name[language]}</h3>
<p>${prose(see[language])}</p>
<h4>${labels.steps[language]}</h4>
<ol>${steps.map(step).join('\n')}</ol>
<div class="case__after"><div><h4>${labels.shown[language]}</h4><p>${prose(shown[language])}</p></div>
<div><h4>${labels.back[language]}</h4><p>${prose(back[language])}</p></div></div>
<p class="case__up"><a href="#contents">↑ ${labels.up[language]}</a></p>
</article>`;
}

/** Text with code in backticks. */
const prose = (text: string): string => escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
