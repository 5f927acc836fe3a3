import type { MailTemplates } from '../mail/mail-templates.js';

/** Mails that a person turns off, in contrast to those that answer a request. */
export const NOTIFICATION_MAILS = ['notification', 'notification-digest'] as const;

const WHY = {
  kk: 'Бұл хат Qorzhyn порталында хабарландыруларды қосқаныңыз үшін келді. Оларды порталдағы профиліңізде өшіре аласыз.',
  ru: 'Вы получили это письмо, потому что включили уведомления портала Qorzhyn. Отключить их можно в профиле на портале.',
  en: 'You get this mail because you turned on notifications of Qorzhyn. Turn them off in your profile there.',
};
const NOT_ASKED = {
  kk: 'Сіз сұрамаған болсаңыз, бұл хатты елемеңіз.',
  ru: 'Если вы этого не запрашивали, не обращайте внимания на это письмо.',
  en: 'If you did not ask for it, ignore this mail.',
};

export const notificationMails: MailTemplates<
  (typeof NOTIFICATION_MAILS)[number] | 'mail-address-code' | 'mail-address-changed'
> = {
  notification: {
    kk: { subject: '{heading}', paragraphs: ['{words}'], button: 'Порталда ашу', closing: [WHY.kk] },
    ru: { subject: '{heading}', paragraphs: ['{words}'], button: 'Открыть на портале', closing: [WHY.ru] },
    en: { subject: '{heading}', paragraphs: ['{words}'], button: 'Open in the portal', closing: [WHY.en] },
  },
  'notification-digest': {
    kk: {
      subject: 'Qorzhyn хабарландырулары: {count}',
      paragraphs: ['Жаңа хабарландырулар:'],
      button: 'Порталды ашу',
      closing: [WHY.kk],
    },
    ru: {
      subject: 'Уведомления Qorzhyn: {count}',
      paragraphs: ['Новые уведомления:'],
      button: 'Открыть портал',
      closing: [WHY.ru],
    },
    en: {
      subject: 'Qorzhyn notifications: {count}',
      paragraphs: ['New notifications:'],
      button: 'Open the portal',
      closing: [WHY.en],
    },
  },
  'mail-address-code': {
    kk: {
      subject: 'Растау коды: {code}',
      paragraphs: ['Пошта мекенжайын растау коды: {code}', 'Код жарты сағат жарамды. Оны портал бетіне енгізіңіз.'],
      closing: [NOT_ASKED.kk],
    },
    ru: {
      subject: 'Код подтверждения: {code}',
      paragraphs: [
        'Код для подтверждения адреса почты: {code}',
        'Код действует полчаса. Введите его на странице портала.',
      ],
      closing: [NOT_ASKED.ru],
    },
    en: {
      subject: 'Your code: {code}',
      paragraphs: [
        'The code that confirms your mail address: {code}',
        'It is good for half an hour. Type it into the page.',
      ],
      closing: [NOT_ASKED.en],
    },
  },
  'mail-address-changed': {
    kk: {
      subject: 'Пошта мекенжайы өзгерді',
      paragraphs: [
        'Qorzhyn тіркелгіңіздің хаттары енді басқа мекенжайға жіберіледі.',
        'Мұны өзіңіз өзгертпеген болсаңыз, дереу ұйымдастырушыға хабарласыңыз.',
      ],
    },
    ru: {
      subject: 'Адрес почты изменён',
      paragraphs: [
        'Письма вашей учётной записи Qorzhyn теперь приходят на другой адрес.',
        'Если вы этого не делали, сразу сообщите организатору.',
      ],
    },
    en: {
      subject: 'Your mail address was changed',
      paragraphs: [
        'Mails of your Qorzhyn account now go to another address.',
        'If you did not change it, tell an organiser at once.',
      ],
    },
  },
};
