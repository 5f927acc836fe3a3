import type { MailTemplates } from '../../mail/mail-templates.js';

export const forgottenPasswordMail: MailTemplates<'forgotten-password'> = {
  'forgotten-password': {
    kk: {
      subject: 'Qorzhyn: жаңа құпиясөз',
      paragraphs: ['«{login}» логині үшін жаңа құпиясөз сұралды. Сілтеме 30 минут жарамды және бір рет қана ашылады.'],
      button: 'Жаңа құпиясөз қою',
      closing: ['Сіз сұрамаған болсаңыз, бұл хатты елемеңіз: құпиясөз өзгермейді.'],
    },
    ru: {
      subject: 'Qorzhyn: новый пароль',
      paragraphs: ['Для логина «{login}» запросили новый пароль. Ссылка действует 30 минут и один раз.'],
      button: 'Задать новый пароль',
      closing: ['Если вы этого не запрашивали, не обращайте внимания на письмо: пароль не изменится.'],
    },
    en: {
      subject: 'Qorzhyn: new password',
      paragraphs: ['Somebody asked for a new password for the login “{login}”. The link works once, for 30 minutes.'],
      button: 'Choose a new password',
      closing: ['If you did not ask for it, ignore this mail: the password does not change.'],
    },
  },
};
