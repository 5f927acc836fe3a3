import type { Catalogue } from '../http/language.js';

const kk = {
  ALIAS_TAKEN: '«{alias}» деп басқа колледж аталады. Басқа атау жазыңыз немесе оны сол колледжден алып тастаңыз.',
  COLLEGE_ENDED:
    '«{collegeId}» колледжі жабылған, бөлінген не басқасына біріктірілген. Жұмыс істеп тұрған колледжді таңдаңыз немесе оны қайта ашыңыз.',
  COLLEGE_INTO_ITSELF: 'Колледж өзіне біріктірілмейді және өзінен бөлінбейді. Басқа колледжді таңдаңыз.',
  SPLIT_NEEDS_TWO: 'Таратылатын колледжден кемінде екі колледж шығады. Олардың бәрін көрсетіңіз.',
  COLLEGE_EXISTS: '«{collegeId}» идентификаторымен басқа колледж тіркелген. Басқа идентификатор таңдаңыз.',
  COLLEGE_NAME_TAKEN: '«{name}» атауымен басқа колледж тіркелген. Сол колледжді таңдаңыз немесе басқа атау жазыңыз.',
  COLLEGE_UNKNOWN: 'Мұндай колледж тіркелмеген. Тізімнен таңдаңыз.',
  ENROLMENT_IN_FUTURE: 'Контингент күні бүгіннен ({today}) кеш бола алмайды. Күнін тексеріңіз.',
  STUDENTS_NONE: 'Студенттер саны 0 бола алмайды. Нақты санын жазыңыз.',
};

export const collegeMessages: Catalogue<keyof typeof kk> = {
  kk,
  ru: {
    ALIAS_TAKEN: 'Так называется другой колледж: «{alias}». Укажите другое название или уберите его у того колледжа.',
    COLLEGE_ENDED:
      'Колледж «{collegeId}» закрыт, разделён или присоединён к другому. Выберите действующий или откройте его снова.',
    COLLEGE_INTO_ITSELF: 'Колледж нельзя присоединить к самому себе и выделить из самого себя. Выберите другой.',
    SPLIT_NEEDS_TWO: 'Колледж прекращается, только если из него вышли хотя бы два. Укажите их все.',
    COLLEGE_EXISTS:
      'Под идентификатором «{collegeId}» уже зарегистрирован другой колледж. Выберите другой идентификатор.',
    COLLEGE_NAME_TAKEN: 'Колледж с названием «{name}» уже зарегистрирован. Выберите его или укажите другое название.',
    COLLEGE_UNKNOWN: 'Такой колледж не зарегистрирован. Выберите из списка.',
    ENROLMENT_IN_FUTURE: 'Дата контингента не может быть позже сегодняшней ({today}). Проверьте дату.',
    STUDENTS_NONE: 'Число студентов не может быть 0. Укажите точное число.',
  },
  en: {
    ALIAS_TAKEN: 'Another college is called “{alias}”. Give another name or take it from that college.',
    COLLEGE_ENDED:
      'The college “{collegeId}” closed, split or merged into another. Choose an active one, or reopen it first.',
    COLLEGE_INTO_ITSELF: 'A college neither merges into itself nor splits off itself. Choose another one.',
    SPLIT_NEEDS_TWO: 'A college that ends splits into two at least. Name all of them.',
    COLLEGE_EXISTS: 'Another college is registered under the id “{collegeId}”. Choose another id.',
    COLLEGE_NAME_TAKEN: 'Another college is registered as “{name}”. Choose that college or give another name.',
    COLLEGE_UNKNOWN: 'No such college is registered. Choose one from the list.',
    ENROLMENT_IN_FUTURE: 'The day of the enrolment cannot be later than today ({today}).',
    STUDENTS_NONE: 'The number of students cannot be 0. Give the exact number.',
  },
};
