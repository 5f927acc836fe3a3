import { allowInline } from '../../http/content-security.js';
import type { Language } from '../../http/language.js';
import { words } from './invitation-words.js';

export interface InvitationForm {
  token: string;
  name: string;
  login: string;
  /** Field → sentence. */
  errors: Readonly<Partial<Record<'name' | 'login' | 'password', string>>>;
}

const style = `
:root { color-scheme: light }
* { box-sizing: border-box }
body { margin: 0; border-top: 8px solid #0E5F63; min-height: 100vh; background: #F7F4EE; color: #22201C; font: 400 16px/24px Geologica, "Segoe UI", Roboto, "Noto Sans", sans-serif; display: flex; flex-direction: column; align-items: center }
header { width: 100%; padding: 12px 16px; display: flex; justify-content: space-between; align-items: center; max-width: 960px }
.mark { font-weight: 700; font-size: 20px }
nav a { display: inline-block; min-width: 44px; padding: 10px 8px; text-align: center; color: #0E5F63; text-decoration: none; border-radius: 8px }
nav a[aria-current] { background: #0E5F63; color: #F2FBF4 }
nav a:focus-visible, button:focus-visible, .go:focus-visible, input:focus-visible { outline: 3px solid #22201C; outline-offset: 2px }
main { width: 100%; max-width: 448px; margin: 24px auto 48px; padding: 0 16px }
.card { background: #FFFFFF; border: 1px solid #E0DACF; border-radius: 12px; padding: 24px }
h1 { margin: 0 0 8px; font-size: 26px; line-height: 32px; font-weight: 700; text-wrap: balance }
p { margin: 0 0 16px; color: #4E4A43 }
label { display: block; margin: 20px 0 6px; font-weight: 600 }
label span { font-weight: 400; color: #6B665D }
input { width: 100%; height: 48px; padding: 0 14px; font: inherit; color: inherit; background: #FFFFFF; border: 1px solid #8A8373; border-radius: 10px }
input[aria-invalid] { border: 2px solid #9C2C1D }
.hint { margin: 6px 0 0; font-size: 14px; line-height: 20px; color: #6B665D }
.wrong { margin: 6px 0 0; font-size: 14px; line-height: 20px; color: #9C2C1D; font-weight: 600 }
button, .go { display: block; width: 100%; min-height: 60px; margin-top: 28px; padding: 18px; border: 0; border-radius: 12px; background: #0E5F63; color: #F2FBF4; font: inherit; font-weight: 700; font-size: 17px; text-align: center; text-decoration: none; cursor: pointer }
button:hover, .go:hover { background: #0A4B4E }
`;
allowInline(style);

/** Chooses name, login and password; needs no script. */
export function invitationPage(form: InvitationForm, language: Language): string {
  const say = words[language];
  const { token, name, login, errors } = form;
  const field = (id: 'name' | 'login' | 'password', attributes: string, hint: string) => {
    const wrong = errors[id];
    return `<label for="${id}">${say[id]}${id === 'name' ? ` <span>${say.optional}</span>` : ''}</label>
<input id="${id}" name="${id}" ${attributes} aria-describedby="${id}-note"${wrong ? ' aria-invalid="true"' : ''}>
<p id="${id}-note" class="${wrong ? 'wrong' : 'hint'}">${escape(wrong ?? hint)}</p>`;
  };
  return frame(
    language,
    say.title,
    `/invite/${escape(token)}`,
    `<p>${say.lead}</p>
<form method="post" action="/invite/${escape(token)}?lang=${language}">
${field('name', `value="${escape(name)}" autocomplete="name" maxlength="120"`, say.nameHint)}
${field('login', `value="${escape(login)}" autocomplete="username" required minlength="3" maxlength="64" autocapitalize="none" spellcheck="false"`, say.loginHint)}
${field('password', 'type="password" autocomplete="new-password" required minlength="10" maxlength="200"', say.passwordHint)}
<button>${say.save}</button>
</form>`,
  );
}

/** Signs the device it is opened on in. A button, not the link itself: programs that look at links in advance must not use it up. */
export const devicePage = (token: string, language: Language): string =>
  frame(
    language,
    words[language].deviceTitle,
    `/invite/${escape(token)}`,
    `<p>${words[language].device}</p>
<form method="post" action="/invite/${escape(token)}?lang=${language}"><button>${words[language].deviceGo}</button></form>`,
  );

export const usedInvitationPage = (language: Language): string =>
  frame(language, words[language].usedTitle, '/invite/used', `<p>${words[language].used}</p>`);

export const acceptedPage = (language: Language): string =>
  frame(
    language,
    words[language].doneTitle,
    '/invite/done',
    `<p>${words[language].done}</p><a class="go" href="/">${words[language].go}</a>`,
  );

function frame(language: Language, title: string, path: string, content: string): string {
  const languages = { kk: 'Қаз', ru: 'Рус', en: 'Eng' };
  const links = Object.entries(languages).map(
    ([code, label]) =>
      `<a href="${path}?lang=${code}" hreflang="${code}" lang="${code}"${code === language ? ' aria-current="true"' : ''}>${label}</a>`,
  );
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${title} · Qorzhyn</title>
<style>${style}</style>
</head>
<body>
<header><span class="mark">Qorzhyn</span><nav aria-label="${words[language].languages}">${links.join('')}</nav></header>
<main><div class="card"><h1>${title}</h1>
${content}
</div></main>
</body>
</html>
`;
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
