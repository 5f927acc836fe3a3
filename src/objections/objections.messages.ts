import type { Catalogue } from '../http/language.js';

const kk = {
  COLLEGE_OF_OBJECTION:
    'Сіз қарсылыққа қатысы бар колледждің бірінде жұмыс істейсіз немесе бұрын істегенсіз, сондықтан оны қарай алмайсыз. Оны басқа ұйымдастырушы қарауы керек; ондай адам болмаса, жаңа ұйымдастырушы шақырыңыз.',
  DECIDED_ON_TARGET:
    'Қарсылық білдірілген шешімге өзіңіз қатысқансыз, сондықтан оны қарай алмайсыз. Оны басқа ұйымдастырушы қарауы керек; ондай адам болмаса, жаңа ұйымдастырушы шақырыңыз.',
  FINAL_LIFTED: '{number}-қорытынды енді күшінде емес. Шешімдердің өзіне қарсылық білдіріңіз.',
  NOTHING_TO_OBJECT_TO: 'Бұл акция бойынша шешім жоқ, сондықтан қарсылық білдіретін ештеңе жоқ.',
  NOT_YOUR_OBJECTION: 'Бұл қарсылықты басқа біреу білдірген. Оны тек соның өзі қайтарып ала алады.',
  OBJECTED_BEFORE:
    'Сіз бұған қарсылық білдіріп қойғансыз: «{objectionId}». Бір шешімге бір-ақ рет қарсылық білдіріледі; ашық болса, шешімін күтіңіз.',
  OBJECTIONS_IN_VAIN:
    'Бұл челленджде сіздің {most} қарсылығыңыз негізсіз деп танылды немесе қайтарып алынды, жаңасы қабылданбайды. Жаңа дерек болса, ұйымдастырушыға хабарласыңыз.',
  OBJECTION_EXISTS: '«{objectionId}» нөмірімен басқа қарсылық бар. Жаңа нөмір алыңыз.',
  OBJECTION_SETTLED: 'Бұл қарсылық қаралған немесе қайтарып алынған. Бетті жаңартып, күйін тексеріңіз.',
  OBJECTION_TOO_LATE:
    'Қарсылық білдіру мерзімі өтті, соңғы күн: {until}. Жаңа дерек болса, ұйымдастырушыға хабарласыңыз.',
  OBJECTION_UNKNOWN: 'Мұндай қарсылық жоқ. Нөмірін тексеріңіз.',
  OBJECT_TO_FINAL: 'Қорытынды бекітілген. Енді қорытындының өзіне қарсылық білдіріңіз.',
  ORGANISERS_SETTLE:
    'Қарсылықты ұйымдастырушы қарайды. Тексеруші оны бейтарап ұйымдастырушы қалмағанда ғана қарай алады.',
  OWN_ACTION: 'Бұл – өз колледжіңіздің акциясы. Келіспесеңіз, шешімге дау білдіріңіз.',
  OWN_OBJECTION: 'Бұл қарсылықты өзіңіз білдіргенсіз, сондықтан оны басқа ұйымдастырушы қарауы керек.',
  TOO_MANY_OBJECTIONS:
    'Бір мезгілде ең көбі {most} қарсылық ашық тұра алады. Біреуінің қаралуын күтіңіз немесе оны қайтарып алыңыз.',
};

export const objectionMessages: Catalogue<keyof typeof kk> = {
  kk,
  ru: {
    COLLEGE_OF_OBJECTION:
      'Вы состоите или состояли в одном из колледжей, которых касается возражение, поэтому не рассматриваете его. Это сделает другой организатор; если его нет, пригласите нового.',
    DECIDED_ON_TARGET:
      'Вы сами участвовали в решении, против которого возражают, поэтому не рассматриваете возражение. Это сделает другой организатор; если его нет, пригласите нового.',
    FINAL_LIFTED: 'Итоги № {number} больше не действуют. Возражайте против самих решений.',
    NOTHING_TO_OBJECT_TO: 'По этой акции нет решения, возражать не против чего.',
    NOT_YOUR_OBJECTION: 'Это возражение подал кто-то другой. Отозвать его может только он.',
    OBJECTED_BEFORE:
      'Вы уже возражали против этого: «{objectionId}». Против одного решения возражают один раз; если возражение открыто, дождитесь ответа.',
    OBJECTIONS_IN_VAIN:
      'В этом челлендже отклонено или отозвано ваших возражений: {most}. Новые не принимаются. Если есть новые данные, обратитесь к организатору.',
    OBJECTION_EXISTS: 'Под номером «{objectionId}» уже есть другое возражение. Возьмите новый номер.',
    OBJECTION_SETTLED: 'Это возражение уже рассмотрено или отозвано. Обновите страницу и проверьте его состояние.',
    OBJECTION_TOO_LATE:
      'Срок для возражений прошёл, последний день: {until}. Если есть новые данные, обратитесь к организатору.',
    OBJECTION_UNKNOWN: 'Такого возражения нет. Проверьте номер.',
    OBJECT_TO_FINAL: 'Итоги утверждены. Теперь возражайте против самих итогов.',
    ORGANISERS_SETTLE:
      'Возражения рассматривает организатор. Проверяющий – только когда не осталось ни одного независимого организатора.',
    OWN_ACTION: 'Это акция вашего колледжа. Если вы не согласны, оспорьте решение.',
    OWN_OBJECTION: 'Вы сами подали это возражение, поэтому его рассматривает другой организатор.',
    TOO_MANY_OBJECTIONS:
      'Открытых возражений может быть не больше {most}. Дождитесь ответа по одному из них или отзовите его.',
  },
  en: {
    COLLEGE_OF_OBJECTION:
      'You belong or belonged to a college of this objection, so you do not settle it. Another organiser does; invite one if there is none.',
    DECIDED_ON_TARGET:
      'You took part in the decision that is objected to, so you do not settle the objection. Another organiser does; invite one if there is none.',
    FINAL_LIFTED: 'Final {number} does not stand any more. Object to the decisions themselves.',
    NOTHING_TO_OBJECT_TO: 'There is no decision on this action, so there is nothing to object to.',
    NOT_YOUR_OBJECTION: 'Somebody else raised this objection. Only they can withdraw it.',
    OBJECTED_BEFORE:
      'You objected to this before: “{objectionId}”. A decision is objected to once; while the objection is open, wait for its settlement.',
    OBJECTIONS_IN_VAIN:
      'Your objections in this challenge were dismissed or withdrawn {most} times, so no new one is accepted. With new facts, ask an organiser.',
    OBJECTION_EXISTS: 'Another objection has the id “{objectionId}”. Take a new id.',
    OBJECTION_SETTLED: 'This objection was settled or withdrawn. Refresh the page and look at its state.',
    OBJECTION_TOO_LATE: 'The time for objections is over; its last day was {until}. With new facts, ask an organiser.',
    OBJECTION_UNKNOWN: 'There is no such objection. Check the id.',
    OBJECT_TO_FINAL: 'The results are final. Object to the final itself now.',
    ORGANISERS_SETTLE: 'Organisers settle objections. A reviewer does so only when no independent organiser is left.',
    OWN_ACTION: 'This is an action of your own college. If you disagree, dispute the decision.',
    OWN_OBJECTION: 'You raised this objection yourself, so another organiser settles it.',
    TOO_MANY_OBJECTIONS: 'At most {most} objections can be open at a time. Wait until one is settled, or withdraw one.',
  },
};
