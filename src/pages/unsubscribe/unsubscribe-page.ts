import type { Language } from '../../http/language.js';
import { escapeHtml } from '../html.js';
import { plainPage } from '../plain-page.js';

const words: Readonly<Record<Language, { title: string; ask: string; button: string; done: string; again: string }>> = {
  kk: {
    title: 'Хат хабарландырулары',
    ask: 'Qorzhyn хабарландырулары енді хатпен келмесін бе?',
    button: 'Хаттарды тоқтату',
    done: 'Хабарландырулар енді хатпен келмейді.',
    again: 'Оларды порталдағы профиліңізде қайта қоса аласыз.',
  },
  ru: {
    title: 'Уведомления по почте',
    ask: 'Больше не присылать уведомления Qorzhyn по почте?',
    button: 'Не присылать писем',
    done: 'Уведомления больше не приходят по почте.',
    again: 'Включить их снова можно в профиле на портале.',
  },
  en: {
    title: 'Notifications by mail',
    ask: 'Send no more notifications of Qorzhyn by mail?',
    button: 'Stop the mails',
    done: 'Notifications no longer come by mail.',
    again: 'You can turn them on again in your profile.',
  },
};

/** The page of the link in each mail. Its button is needed, because mail scanners open every link. */
export function unsubscribePage(path: string, isDone: boolean, language: Language): string {
  const { title, ask, button, done, again } = words[language];
  const address = escapeHtml(path);
  const form = `<p>${ask}</p><form method="post" action="${address}?lang=${language}"><button>${button}</button></form>`;
  const content = isDone ? `<p role="status">${done}</p><p>${again}</p>` : form;
  return plainPage({ language, title, path: isDone ? null : address, content: `<h1>${title}</h1>${content}` });
}
