import type { Language } from '../../http/language.js';
import { icons } from '../icons.js';
import { plainPage } from '../plain-page.js';

/** Ways to a new password for somebody who cannot sign in. */
export function forgotPage(language: Language): string {
  const say = words[language];
  return plainPage({
    language,
    title: say.title,
    path: '/forgot',
    entry: 'column',
    foot: `<a href="/sign-in?lang=${language}">${icons.back}${say.back}</a>`,
    content: `<h1>${say.title}</h1>
<p class="lead">${say.lead}</p>
<section class="card"><h2>${icons.person}${say.askTitle}</h2><p>${say.ask}</p><p>${say.ready}</p></section>
<section class="card"><h2>${icons.phone}${say.codeTitle}</h2><p>${say.code}</p></section>`,
  });
}

const kk = {
  title: 'Кіре алмай тұрсыз ба?',
  lead: 'Құпиясөзді ешкім көре алмайды, бірақ жаңасын оңай қоюға болады.',
  askTitle: 'Ұйымдастырушыдан сілтеме сұраңыз',
  ask: 'Сізді шақырған ұйымдастырушыға жазыңыз немесе қоңырау шалыңыз. Ол сізге жеті күн жарамды жаңа сілтеме жібереді.',
  ready: 'Сілтемені осы құрылғыда ашып, жаңа құпиясөз қойыңыз. Логиніңіз сол бетте жазулы тұрады.',
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
    codeTitle: 'If the app with the codes is lost',
    code: 'Sign in with one of the recovery codes. If you have none, an organiser can remove the second factor.',
    back: 'Back to the sign-in',
  },
};
