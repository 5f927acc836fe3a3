import type { Language } from '../../http/language.js';
import { escapeHtml } from '../html.js';
import { icons } from '../icons.js';
import { formField, plainPage } from '../plain-page.js';

export interface ForgotForm {
  /** This server sends mails. */
  hasMail: boolean;
  login: string;
  error?: string;
  isSent?: boolean;
}

/** Ways to a new password for somebody who cannot sign in. */
export function forgotPage({ hasMail, login, error, isSent }: ForgotForm, language: Language): string {
  const say = words[language];
  const field = formField({
    id: 'login',
    label: say.login,
    attributes: `value="${escapeHtml(login)}" autocomplete="username" maxlength="200" autocapitalize="none" autocorrect="off" spellcheck="false" enterkeyhint="send"`,
    error,
  });
  const byMail = `<section class="card"><h2>${icons.letter}${say.mailTitle}</h2>${
    isSent
      ? `<p class="notice" role="status">${say.sent}</p><p>${say.sentNot}</p>`
      : `<p>${say.mail}</p>
<form class="field" method="post" action="/forgot?lang=${language}" novalidate>
${field}
<button class="button button--quiet">${say.send}</button>
</form>`
  }</section>`;
  return plainPage({
    language,
    title: say.title,
    path: '/forgot',
    entry: 'column',
    foot: `<a href="/sign-in?lang=${language}">${icons.back}${say.back}</a>`,
    content: `<h1>${say.title}</h1>
<p class="lead">${say.lead}</p>
${hasMail ? byMail : ''}<section class="card"><h2>${icons.person}${say.askTitle}</h2><p>${say.ask}</p><p>${say.ready}</p></section>
<section class="card"><h2>${icons.phone}${say.codeTitle}</h2><p>${say.code}</p></section>`,
  });
}

const kk = {
  title: 'Кіре алмай тұрсыз ба?',
  lead: 'Құпиясөзді ешкім көре алмайды, бірақ жаңасын оңай қоюға болады.',
  askTitle: 'Ұйымдастырушыдан сілтеме сұраңыз',
  ask: 'Сізді шақырған ұйымдастырушыға жазыңыз немесе қоңырау шалыңыз. Ол сізге жеті күн жарамды жаңа сілтеме жібереді.',
  ready: 'Сілтемені осы құрылғыда ашып, жаңа құпиясөз қойыңыз. Логиніңіз сол бетте жазулы тұрады.',
  mailTitle: 'Сілтемені поштаға алыңыз',
  mail: 'Профиліңізде электрондық пошта расталған болса, 30 минут жарамды сілтеме жібереміз.',
  login: 'Логин',
  loginMissing: 'Логинді енгізіңіз.',
  send: 'Сілтеме жіберу',
  sent: 'Осы логиннің расталған поштасы болса, сілтеме жіберілді. Ол 30 минут жарамды.',
  sentNot: 'Хат бірнеше минутта келмесе, спам қалтасын қараңыз немесе ұйымдастырушыдан сілтеме сұраңыз.',
  codeTitle: 'Код сұрайтын қосымша жоғалса',
  code: 'Қосалқы кодтардың бірімен кіріңіз. Олар да жоқ болса, ұйымдастырушы екінші факторды алып тастай алады.',
  back: 'Кіру бетіне',
};

export const words: Readonly<Record<Language, typeof kk>> = {
  kk,
  ru: {
    title: 'Не получается войти?',
    lead: 'Ваш пароль никто не видит, но задать новый несложно.',
    askTitle: 'Попросите ссылку у организатора',
    ask: 'Напишите или позвоните организатору, который вас пригласил. Он пришлёт новую ссылку, она действует семь дней.',
    ready: 'Откройте её на этом устройстве и задайте новый пароль. Ваш логин будет написан там же.',
    mailTitle: 'Получите ссылку по почте',
    mail: 'Если в вашем профиле подтверждена электронная почта, мы пришлём ссылку на 30 минут.',
    login: 'Логин',
    loginMissing: 'Введите логин.',
    send: 'Прислать ссылку',
    sent: 'Если у этого логина есть подтверждённая почта, ссылка отправлена. Она действует 30 минут.',
    sentNot: 'Если письма нет несколько минут, проверьте папку «Спам» или попросите ссылку у организатора.',
    codeTitle: 'Если потеряно приложение с кодами',
    code: 'Войдите с одним из запасных кодов. Если и их нет, организатор может снять второй фактор.',
    back: 'К странице входа',
  },
  en: {
    title: 'Cannot sign in?',
    lead: 'Nobody can see your password, but a new one is easily set.',
    askTitle: 'Ask an organiser for a link',
    ask: 'Write to the organiser who invited you, or call. They send you a new link that works for seven days.',
    ready: 'Open it on this device and choose a new password. Your login is written on that page.',
    mailTitle: 'Get a link by mail',
    mail: 'If your profile has a verified mail address, we send a link that works for 30 minutes.',
    login: 'Login',
    loginMissing: 'Enter your login.',
    send: 'Send the link',
    sent: 'If this login has a verified mail address, the link is on its way. It works for 30 minutes.',
    sentNot: 'If no mail comes within minutes, look into the spam folder or ask an organiser for a link.',
    codeTitle: 'If the app with the codes is lost',
    code: 'Sign in with one of the recovery codes. If you have none, an organiser can remove the second factor.',
    back: 'Back to the sign-in',
  },
};
