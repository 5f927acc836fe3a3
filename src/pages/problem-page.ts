import type { Language } from '../http/language.js';
import type { ProblemPage, RefusalPage } from '../http/problem.filter.js';
import { escapeHtml } from './html.js';
import { plainPage } from './plain-page.js';

/** As often as the board reloads itself without a script. */
const RELOAD_SECONDS = 30;

const words: Readonly<Record<Language, { boards: string; again: string; signIn: string }>> = {
  kk: { boards: 'Орындар кестесі', again: 'Қайталау', signIn: 'Кіру' },
  ru: { boards: 'Таблица мест', again: 'Повторить', signIn: 'Войти' },
  en: { boards: 'Table of places', again: 'Try again', signIn: 'Sign in' },
};

function render({ status, sentence, language, url, isRepeatable, retryAfterSeconds }: RefusalPage): string {
  const say = words[language];
  const isTemporary = isRepeatable && (status === 429 || status >= 500);
  const address = escapeHtml(url);
  const first =
    status === 401
      ? `<a class="button" href="/sign-in${isRepeatable ? `?next=${encodeURIComponent(url)}` : ''}">${say.signIn}</a>`
      : isTemporary
        ? `<a class="button" href="${address}">${say.again}</a>`
        : `<a class="button" href="/">${say.boards}</a>`;
  const second = status === 401 || isTemporary ? `<a class="button button--quiet" href="/">${say.boards}</a>` : '';
  // A television has nobody who could press a button.
  const seconds = Math.max(RELOAD_SECONDS, retryAfterSeconds ?? 0);
  const isScreen = url.startsWith('/screen/');
  const reload = isScreen ? `<meta http-equiv="refresh" content="${seconds}">` : '';
  return plainPage({
    language,
    title: String(status),
    path: null,
    ...(isScreen ? {} : { entry: 'column' as const }),
    head: reload,
    content: `<section class="refusal"><p class="refusal__status" aria-hidden="true">${status}</p><h1>${escapeHtml(sentence)}</h1>
<p class="buttons">${first}${second}</p></section>`,
  });
}

/** A refusal as a page: one sentence, and what to do next. */
export const problemPage: ProblemPage = { render };
