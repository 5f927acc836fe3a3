import type { Language } from '../../http/language.js';
import { escapeHtml } from '../html.js';
import { formField, plainPage } from '../plain-page.js';
import { words } from './sign-in-words.js';

export interface SignInForm {
  login: string;
  /** Address to open after the sign-in; empty = the start page of the role. */
  next: string;
  /** Field → sentence. */
  errors: Readonly<Partial<Record<'login' | 'password', string>>>;
  isSignedOut?: boolean;
}

/** Asks for login and password. */
export function signInPage({ login, next, errors, isSignedOut }: SignInForm, language: Language): string {
  const say = words[language];
  const query = next ? `&amp;next=${encodeURIComponent(next)}` : '';
  const fields = [
    formField({
      id: 'login',
      label: say.login,
      attributes: `value="${escapeHtml(login)}" autocomplete="username" maxlength="200" autocapitalize="none" spellcheck="false"`,
      error: errors.login,
    }),
    formField({
      id: 'password',
      label: say.password,
      attributes: 'type="password" autocomplete="current-password" maxlength="1000"',
      error: errors.password,
    }),
  ];
  return plainPage({
    language,
    title: say.title,
    path: '/sign-in',
    query,
    content: `<div class="bag" aria-hidden="true"><p class="bag__amal"><b>Амал қоржыны</b>${say.amal}</p><p class="bag__green"><b>Green Challenge</b>${say.green}</p></div>
<h1>${say.title}</h1>
<p>${say.lead}</p>
${isSignedOut ? `<p class="notice" role="status">${say.out}</p>` : ''}
<form method="post" action="/sign-in?lang=${language}${query}" novalidate>
${fields.join('\n')}
<button class="button">${say.go}</button>
</form>
<section class="card"><h2>${say.linkTitle}</h2><p>${say.link}</p><p>${say.noLink}</p></section>
<p class="below"><a href="/?lang=${language}">${say.boards}</a></p>`,
  });
}
