import { escapeHtml } from '../html.js';
import { plainPage } from '../plain-page.js';
import type { Bilingual, Case, CasePart, CaseStep } from './case.js';
import { labels, notes, parts, title } from './what-to-do.js';

type PageLanguage = keyof Bilingual;
/** Anchor of a request on `/api/docs`. */
type AnchorOf = (route: string) => string;

/** The page for organisers: each case with its requests, what everybody sees, and the way back. */
export function whatToDoPage(language: PageLanguage, anchorOf: AnchorOf): string {
  const contents = parts.map(
    (part) =>
      `<div><h2>${part.title[language]}</h2><ul>${part.cases.map((one) => `<li><a href="#${one.id}">${one.title[language]}</a></li>`).join('')}</ul></div>`,
  );
  return plainPage({
    language,
    languages: ['kk', 'ru'],
    title: title[language],
    path: '/help/what-to-do',
    isWide: true,
    content: `<h1>${title[language]}</h1>
<ul class="rules">${notes.map((note) => `<li>${note[language]}</li>`).join('')}</ul>
<nav class="contents" id="contents" aria-label="${labels.contents[language]}">${contents.join('\n')}</nav>
${parts.map((part) => partOf(part, language, anchorOf)).join('\n')}
<p class="buttons"><a class="button" href="/console?lang=${language}">${labels.console[language]}</a><a class="button button--quiet" href="/api/docs">${labels.docs[language]}</a></p>`,
  });
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
