import type { Catalogue } from '../http/messages/message.js';

export const collegeMessages: Catalogue = {
  ALIAS_TAKEN: {
    kk: '«{alias}» деп басқа колледж аталады. Басқа атау жазыңыз немесе оны сол колледжден алып тастаңыз.',
    ru: 'Так называется другой колледж: «{alias}». Укажите другое название или уберите его у того колледжа.',
    en: 'Another college is called “{alias}”. Give another name or take it from that college.',
  },
  COLLEGE_EXISTS: {
    kk: '«{collegeId}» идентификаторымен басқа колледж тіркелген. Басқа идентификатор таңдаңыз.',
    ru: 'Под идентификатором «{collegeId}» уже зарегистрирован другой колледж. Выберите другой идентификатор.',
    en: 'Another college is registered under the id “{collegeId}”. Choose another id.',
  },
  COLLEGE_NAME_TAKEN: {
    kk: '«{name}» атауымен басқа колледж тіркелген. Сол колледжді таңдаңыз немесе басқа атау жазыңыз.',
    ru: 'Колледж с названием «{name}» уже зарегистрирован. Выберите его или укажите другое название.',
    en: 'Another college is registered as “{name}”. Choose that college or give another name.',
  },
  COLLEGE_UNKNOWN: {
    kk: 'Мұндай колледж тіркелмеген. Тізімнен таңдаңыз.',
    ru: 'Такой колледж не зарегистрирован. Выберите из списка.',
    en: 'No such college is registered. Choose one from the list.',
  },
  ENROLMENT_IN_FUTURE: {
    kk: 'Контингент күні бүгіннен ({today}) кеш бола алмайды.',
    ru: 'Дата контингента не может быть позже сегодняшней ({today}).',
    en: 'The day of the enrolment cannot be later than today ({today}).',
  },
};
