import type { Catalogue } from '../http/messages/message.js';

export const challengeMessages: Catalogue = {
  CHALLENGE_EXISTS: {
    kk: '«{challengeId}» идентификаторымен басқа челлендж жарияланған. Басқа идентификатор таңдаңыз.',
    ru: 'Под идентификатором «{challengeId}» уже объявлен другой челлендж. Выберите другой идентификатор.',
    en: 'Another challenge was announced under the id “{challengeId}”. Choose another id.',
  },
  CHALLENGE_FINAL: {
    kk: 'Қорытынды бекітілген, ештеңе өзгертілмейді. Алдымен ұйымдастырушы челленджді қайта ашуы керек.',
    ru: 'Итоги утверждены, изменения не принимаются. Сначала организатор должен снова открыть челлендж.',
    en: 'The results are final and nothing can change. An organiser has to reopen the challenge first.',
  },
  CHALLENGE_NOT_FINAL: {
    kk: 'Қорытындысы бекітілген челленджді ғана қайта ашуға болады.',
    ru: 'Снова открыть можно только челлендж с утверждёнными итогами.',
    en: 'Only a challenge whose results are final can be reopened.',
  },
  CHALLENGE_NOT_FOUND: {
    kk: 'Мұндай челлендж жоқ немесе бұл сәтте әлі болмаған. Мекенжайды тексеріңіз.',
    ru: 'Такого челленджа нет или в тот момент его ещё не было. Проверьте адрес.',
    en: 'There is no such challenge, or there was none at that moment. Check the address.',
  },
  CHALLENGE_NOT_OPEN_YET: {
    kk: 'Челлендж әлі ашылған жоқ. Ашылатын күні: {opensOn}.',
    ru: 'Челлендж ещё не открыт. Дата открытия: {opensOn}.',
    en: 'The challenge is not open yet. It opens on {opensOn}.',
  },
  CHALLENGE_ALREADY_OPEN: {
    kk: 'Челлендж ашық, қатысушылары басқа: {colleges}. Колледждерді бір-бірлеп қосыңыз немесе шығарыңыз.',
    ru: 'Челлендж уже открыт с другими участниками: {colleges}. Добавляйте и исключайте колледжи по одному.',
    en: 'The challenge is open with other colleges: {colleges}. Add and remove colleges one by one.',
  },
  CHALLENGE_OPENED_BEFORE: {
    kk: 'Бұл челлендж бұрын ашылған, өтінім қабылдау аяқталған.',
    ru: 'Этот челлендж уже открывался, приём заявок завершён.',
    en: 'This challenge was open before, and its submissions are closed.',
  },
  CHALLENGE_UNKNOWN: {
    kk: 'Мұндай челлендж жоқ. Тізімнен таңдаңыз.',
    ru: 'Такого челленджа нет. Выберите из списка.',
    en: 'There is no such challenge. Choose one from the list.',
  },
  CHANGE_IS_RETROACTIVE: {
    kk: '«{field}» өрісін өзгерту бұрынғы нәтижелерге де әсер етеді. Оны сақтаңыз немесе ережені бұрынғы акцияларға да қолданылатын етіп жариялаңыз.',
    ru: 'Изменение поля «{field}» затронет и прежние результаты. Оставьте его как было или опубликуйте правила с обратной силой.',
    en: 'A change of “{field}” touches earlier results too. Leave it as it was or publish the rulebook as retroactive.',
  },
  CLOSES_BEFORE_IT_OPENS: {
    kk: 'Жабылу күні ашылу күнінен ({opensOn}) ерте болмауы керек.',
    ru: 'Дата закрытия не может быть раньше даты открытия ({opensOn}).',
    en: 'The challenge cannot close before it opens ({opensOn}).',
  },
  COLLEGE_NOT_IN_CHALLENGE: {
    kk: 'Колледж бұл челленджге қатыспайды: «{collegeId}». Ұйымдастырушыға хабарласыңыз.',
    ru: 'Колледж не участвует в этом челлендже: «{collegeId}». Обратитесь к организатору.',
    en: 'The college does not take part in this challenge: “{collegeId}”. Speak to the organiser.',
  },
  COLLEGE_NOT_REGISTERED: {
    kk: '«{collegeId}» колледжі тіркелмеген. Алдымен оны тіркеңіз немесе тізімнен алып тастаңыз.',
    ru: 'Колледж «{collegeId}» не зарегистрирован. Сначала зарегистрируйте его или уберите из списка.',
    en: 'The college “{collegeId}” is not registered. Register it first or take it off the list.',
  },
  COLLEGE_WITHOUT_ENROLMENT: {
    kk: '«{collegeId}» колледжінің контингенті енгізілмеген. Алдымен студенттер санын енгізіңіз.',
    ru: 'Для колледжа «{collegeId}» не указан контингент. Сначала внесите число студентов.',
    en: 'The enrolment of the college “{collegeId}” is not recorded. Record the number of students first.',
  },
  DECISIONS_PENDING: {
    kk: 'Әлі қаралмаған акция бар, саны: {count}. Қорытындыны бекіту үшін бәрін қарап шығыңыз.',
    ru: 'Есть нерассмотренные акции: {count}. Чтобы утвердить итоги, рассмотрите все.',
    en: 'Actions that await a decision: {count}. Decide on all of them before the results are final.',
  },
  DISPUTES_PENDING: {
    kk: 'Шешілмеген дау бар, саны: {count}. Қорытындыны бекіту үшін бәрін шешіңіз.',
    ru: 'Есть неразрешённые споры: {count}. Чтобы утвердить итоги, разрешите все.',
    en: 'Open disputes: {count}. Resolve all of them before the results are final.',
  },
  LEAGUES_FIXED: {
    kk: 'Челлендж ашылғаннан кейін лигаларды өзгертуге болмайды. «leagues» өрісін бұрынғыдай қалдырыңыз.',
    ru: 'После открытия челленджа лиги не меняются. Оставьте поле «leagues» как было.',
    en: 'Leagues do not change once a challenge is open. Leave the field “leagues” as it was.',
  },
  RULEBOOK_MISSING: {
    kk: 'Челлендждің ережесі әлі жарияланбаған. Алдымен ережені жариялаңыз.',
    ru: 'Правила челленджа ещё не опубликованы. Сначала опубликуйте правила.',
    en: 'The challenge has no rulebook yet. Publish one first.',
  },
  RULEBOOK_VERSION_TAKEN: {
    kk: 'Ереженің бұл нұсқасы бос емес. Келесі нұсқа: {next}. Жаңа нұсқаны қарап, қайталаңыз.',
    ru: 'Эта версия правил уже занята. Следующая версия: {next}. Просмотрите новую версию и повторите.',
    en: 'This version of the rulebook is taken. The next one is {next}. Look at the newest version and try again.',
  },
  RULEBOOK_WITHOUT_KINDS: {
    kk: 'Ережеде бірде-бір акция түрі жоқ. Кемінде біреуін қосыңыз.',
    ru: 'В правилах нет ни одного вида акций. Добавьте хотя бы один.',
    en: 'The rulebook has no kind of action. Add at least one.',
  },
  SUBMISSIONS_CLOSED: {
    kk: 'Өтінім қабылдау аяқталды. Сұрағыңыз болса, ұйымдастырушыға хабарласыңыз.',
    ru: 'Приём заявок завершён. С вопросами обратитесь к организатору.',
    en: 'Submissions are closed. If you have questions, speak to the organiser.',
  },
  SUBMISSIONS_NOT_CLOSED: {
    kk: 'Өтінім қабылдау әлі жүріп жатыр. Қорытындыны бекіту үшін алдымен оны аяқтаңыз.',
    ru: 'Приём заявок ещё идёт. Чтобы утвердить итоги, сначала завершите его.',
    en: 'Submissions are still open. Close them before the results are made final.',
  },
};
