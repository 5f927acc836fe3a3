import type { Language } from '../../http/language.js';
import { escapeHtml } from '../html.js';
import { formField, plainPage } from '../plain-page.js';
import { words } from './invitation-words.js';

export interface InvitationForm {
  token: string;
  name: string;
  login: string;
  /** Field → sentence. */
  errors: Readonly<Partial<Record<'name' | 'login' | 'password', string>>>;
}

/** Asks for name, login and password. */
export function invitationPage({ token, name, login, errors }: InvitationForm, language: Language): string {
  const say = words[language];
  const fields = [
    formField({
      id: 'name',
      label: `${say.name} <span>${say.optional}</span>`,
      attributes: `value="${escapeHtml(name)}" autocomplete="name" maxlength="120"`,
      hint: say.nameHint,
      error: errors.name,
    }),
    formField({
      id: 'login',
      label: say.login,
      attributes: `value="${escapeHtml(login)}" autocomplete="username" maxlength="64" autocapitalize="none" spellcheck="false"`,
      hint: say.loginHint,
      error: errors.login,
    }),
    formField({
      id: 'password',
      label: say.password,
      attributes: 'type="password" autocomplete="new-password" maxlength="200"',
      hint: say.passwordHint,
      error: errors.password,
    }),
  ];
  return page(
    language,
    say.title,
    token,
    `<p>${say.lead}</p>
<form method="post" action="/invite/${escapeHtml(token)}?lang=${language}" novalidate>
${fields.join('\n')}
<button class="button">${say.save}</button>
</form>`,
  );
}

/** Signs in the device that opens it. A button, because link previews open links and must not use them up. */
export const devicePage = (token: string, language: Language): string =>
  page(
    language,
    words[language].deviceTitle,
    token,
    `<p>${words[language].device}</p>
<form method="post" action="/invite/${escapeHtml(token)}?lang=${language}"><button class="button">${words[language].deviceGo}</button></form>`,
  );

export const usedInvitationPage = (language: Language): string =>
  page(language, words[language].usedTitle, 'used', `<p>${words[language].used}</p>`);

export const acceptedPage = (language: Language): string =>
  page(
    language,
    words[language].doneTitle,
    'done',
    `<p>${words[language].done}</p><a class="button" href="/console?lang=${language}">${words[language].go}</a>`,
  );

const page = (language: Language, title: string, token: string, content: string): string =>
  plainPage({
    language,
    title,
    path: `/invite/${escapeHtml(token)}`,
    content: `<h1>${title}</h1>\n${content}`,
  });
