import type { LinkEnd } from '../../accounts/index.js';
import type { Role } from '../../events/values.js';
import type { Language } from '../../http/language.js';
import { escapeHtml } from '../html.js';
import { icons } from '../icons.js';
import { dayAndTime } from '../local-time.js';
import { formField, type PlainPage, plainPage } from '../plain-page.js';
import { roleWords } from '../role-words.js';
import { words } from './invitation-words.js';

export type FieldName = 'name' | 'login' | 'password';

/** For whom a link is, and until when. */
export interface InvitationFacts {
  token: string;
  role: Role | null;
  /** Name of the college in the language of the page. */
  college: string | null;
  expiresAt: Date;
  /** The account has a login: the link sets a new password. */
  isReset: boolean;
  /** The person asked for the link by mail. */
  isMailed: boolean;
  /** The role of another account that is open in this browser, or `own`; null = nobody is signed in. */
  signedIn: Role | 'own' | null;
  isInApp: boolean;
}

export interface InvitationForm {
  name: string;
  login: string;
  /** Field → sentence. */
  errors: Readonly<Partial<Record<FieldName, string>>>;
}

/** Asks for name, login and password. */
export function invitationPage(facts: InvitationFacts, { name, login, errors }: InvitationForm, language: Language) {
  const say = words[language];
  const fields = [
    formField({
      id: 'name',
      label: `${say.name} <span>${say.optional}</span>`,
      attributes: `value="${escapeHtml(name)}" autocomplete="name" maxlength="120" enterkeyhint="next"`,
      hint: say.nameHint,
      error: errors.name,
    }),
    formField({
      id: 'login',
      label: say.login,
      attributes: `value="${escapeHtml(login)}" autocomplete="username" maxlength="64" autocapitalize="none" autocorrect="off" spellcheck="false" enterkeyhint="next"`,
      hint: say.loginHint,
      error: errors.login,
    }),
    formField({
      id: 'password',
      label: say.password,
      attributes: 'type="password" autocomplete="new-password" maxlength="200" enterkeyhint="go"',
      hint: say.passwordHint,
      error: errors.password,
      secretIn: language,
    }),
  ];
  const rules = [say.ruleLength, say.ruleLetter, say.ruleEasy].map((rule) => `<li>${rule}</li>`).join('');
  return page(
    language,
    facts.isReset ? say.resetTitle : say.title,
    facts.token,
    `<p class="lead">${facts.isMailed ? say.mailedLead : facts.isReset ? say.resetLead : say.lead}</p>
${factList(facts, language)}
<form method="post" action="/invite/${escapeHtml(facts.token)}?lang=${language}" novalidate>
${fields.join('\n')}
<ul class="rules-list" hidden data-password-rules="password login">${rules}</ul>
<button class="button">${say.save}</button>
</form>`,
    {
      scripts: ['enhance', 'password-rules'],
      foot: facts.isReset ? '' : `<a href="/sign-in?lang=${language}">${say.haveLogin}${icons.forward}</a>`,
    },
  );
}

function factList({ role, college, expiresAt, signedIn, isInApp }: InvitationFacts, language: Language): string {
  const say = words[language];
  const rows: readonly (readonly [string, string])[] = [
    [say.role, role === null ? say.noRole : roleWords[language][role]],
    ...(college === null ? [] : [[say.college, escapeHtml(college)] as const]),
    [say.until, dayAndTime(expiresAt, language)],
  ];
  const list = rows.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('');
  const other =
    signedIn === null
      ? ''
      : `<p class="aside" role="note">${signedIn === 'own' ? say.ownAccount : say.otherAccount.replace('{who}', roleWords[language][signedIn])}</p>`;
  return `<dl class="facts">${list}</dl>${other}${isInApp ? `<p class="aside" role="note">${say.inApp}</p>` : ''}`;
}

/** Signs in the device that opens it. A button, because link previews open links and must not use them up. */
export const devicePage = (token: string, language: Language): string =>
  page(
    language,
    words[language].deviceTitle,
    token,
    `<p class="lead">${words[language].device}</p>
<form method="post" action="/invite/${escapeHtml(token)}?lang=${language}"><button class="button">${words[language].deviceGo}</button></form>`,
  );

/** Says why a link opens nothing, and the way out. */
export function endedInvitationPage(token: string, end: LinkEnd, language: Language): string {
  const say = words[language];
  return page(
    language,
    say.endTitle[end],
    token,
    `<p class="lead">${say.end[end]}</p>
<p class="ways"><a class="button" href="/sign-in?lang=${language}">${say.signIn}</a><a class="row-link" href="/forgot?lang=${language}">${say.forgot}${icons.forward}</a></p>`,
  );
}

/** For an account without a role, which has no page to land on. */
export const acceptedPage = (language: Language): string =>
  page(
    language,
    words[language].doneTitle,
    'done',
    `<p class="lead">${words[language].done}</p>
<p class="ways"><a class="button" href="/sign-in?lang=${language}">${words[language].signIn}</a></p>`,
  );

const page = (
  language: Language,
  title: string,
  token: string,
  content: string,
  more: Pick<PlainPage, 'scripts' | 'foot'> = {},
): string =>
  plainPage({
    language,
    title,
    path: `/invite/${escapeHtml(token)}`,
    entry: 'column',
    ...more,
    content: `<h1>${title}</h1>\n${content}`,
  });
