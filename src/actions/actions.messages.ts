import type { Catalogue } from '../http/messages/message.js';

export const actionMessages: Catalogue = {
  ACTION_CHANGED: {
    kk: 'Сіз ашқаннан бері бұл акция өзгерді. Бетті жаңартып, қайта қарап шығыңыз да, содан кейін шешім қабылдаңыз.',
    ru: 'Эта акция изменилась с тех пор, как вы её открыли. Обновите страницу, посмотрите ещё раз и тогда решайте.',
    en: 'This action has changed since you opened it. Refresh the page, look again, and then decide.',
  },
  ACTION_DECIDED: {
    kk: 'Бұл акция бойынша шешім қабылданған, оны өзгертуге немесе қайтарып алуға болмайды. Келіспесеңіз, шешімге дау білдіріңіз.',
    ru: 'По этой акции уже принято решение: изменить или отозвать её нельзя. Если вы не согласны, оспорьте решение.',
    en: 'This action has been decided on and cannot be changed or withdrawn. If you disagree, dispute the decision.',
  },
  ACTION_ENDED: {
    kk: 'Бұл акция қайтарып алынған немесе күші жойылған, оған материал қосылмайды.',
    ru: 'Эта акция отозвана или аннулирована, материалы к ней не добавляются.',
    en: 'This action was withdrawn or revoked; nothing can be added to it.',
  },
  ACTION_EXISTS: {
    kk: 'Бұл нөмірмен басқа акция жіберілген. Өзгерту үшін сол акцияны түзетіңіз, жаңасы үшін жаңа нөмір алыңыз.',
    ru: 'Под этим номером уже отправлена другая акция. Чтобы изменить, исправьте её; для новой возьмите новый номер.',
    en: 'Another action was submitted under this id. Revise that one, or take a new id for a new action.',
  },
  ACTION_NOT_APPROVED: {
    kk: 'Бұл акция бекітілмеген, сондықтан оның бекітуін түзетуге не жоюға болмайды.',
    ru: 'Эта акция не утверждена, поэтому исправлять или отменять нечего.',
    en: 'This action is not approved, so there is nothing to correct or revoke.',
  },
  ACTION_NOT_REVIEWABLE: {
    kk: 'Бұл акция қазір қарауды күтіп тұрған жоқ. Бетті жаңартып, күйін тексеріңіз.',
    ru: 'Эта акция сейчас не ожидает рассмотрения. Обновите страницу и проверьте её состояние.',
    en: 'This action is not waiting for a review. Refresh the page and look at its state.',
  },
  ACTION_UNKNOWN: {
    kk: 'Мұндай акция жоқ. Нөмірін тексеріңіз.',
    ru: 'Такой акции нет. Проверьте номер.',
    en: 'There is no such action. Check the id.',
  },
  COLLEGE_NOT_NAMED: {
    kk: 'Акция қай колледждікі екенін көрсетіңіз.',
    ru: 'Укажите, от какого колледжа акция.',
    en: 'Say which college the action belongs to.',
  },
  DECIDED_BEFORE: {
    kk: 'Сіз бұл акция бойынша бұрын шешім қабылдағансыз. Дауды басқа тексеруші қарауы керек.',
    ru: 'Вы уже принимали решение по этой акции. Спор должен рассмотреть другой проверяющий.',
    en: 'You have decided on this action before. Another reviewer has to resolve the dispute.',
  },
  DONE_FROM_AFTER_DONE_ON: {
    kk: 'Басталған күні аяқталған күннен ({doneOn}) кеш болмауы керек.',
    ru: 'Дата начала не может быть позже даты окончания ({doneOn}).',
    en: 'The first day cannot be later than the last one ({doneOn}).',
  },
  DONE_IN_FUTURE: {
    kk: 'Акция күні бүгіннен ({today}) кеш бола алмайды. Акция өткен соң жіберіңіз.',
    ru: 'Дата акции не может быть позже сегодняшней ({today}). Отправьте заявку после акции.',
    en: 'The day of the action cannot be later than today ({today}). Submit it once it is done.',
  },
  DONE_OUTSIDE_CHALLENGE: {
    kk: 'Акция күні челлендж мерзіміне кірмейді: {opensOn} – {closesOn}. Күнін тексеріңіз.',
    ru: 'Дата акции вне сроков челленджа: {opensOn} – {closesOn}. Проверьте дату.',
    en: 'The day of the action lies outside the challenge: {opensOn} – {closesOn}. Check the day.',
  },
  EVIDENCE_TOO_MUCH: {
    kk: 'Бір акцияға ең көбі {most} материал тіркеледі. Артығын алып тастаңыз.',
    ru: 'К одной акции можно приложить не больше {most} материалов. Уберите лишние.',
    en: 'An action takes at most {most} pieces of evidence. Take some away.',
  },
  EVIDENCE_UNKNOWN: {
    kk: 'Бұл акцияда мұндай материал жоқ. Бетті жаңартып, қайталаңыз.',
    ru: 'В этой акции нет такого материала. Обновите страницу и повторите.',
    en: 'This action has no such evidence. Refresh the page and try again.',
  },
  KIND_UNKNOWN: {
    kk: 'Қолданыстағы ережеде «{kind}» акция түрі жоқ. Тізімнен таңдаңыз.',
    ru: 'В действующих правилах нет вида акции «{kind}». Выберите из списка.',
    en: 'The rulebook in force has no kind “{kind}”. Choose one from the list.',
  },
  METRIC_UNKNOWN: {
    kk: '«{metric}» көрсеткіші бұл челлендж ережесінде жоқ. Оны алып тастаңыз.',
    ru: 'Показателя «{metric}» нет в правилах этого челленджа. Уберите его.',
    en: 'The rules of this challenge do not know “{metric}”. Leave it out.',
  },
  NOT_DISPUTED: {
    kk: 'Бұл акция бойынша ашық дау жоқ.',
    ru: 'По этой акции нет открытого спора.',
    en: 'There is no open dispute about this action.',
  },
  NOT_YOUR_COLLEGE: {
    kk: 'Сіз өз колледжіңіздің акцияларымен ғана жұмыс істей аласыз.',
    ru: 'Вы можете работать только с акциями своего колледжа.',
    en: 'You can only deal with actions of your own college.',
  },
  NOTHING_TO_DISPUTE: {
    kk: 'Бұл акция бойынша әлі шешім жоқ, сондықтан дау білдіруге болмайды.',
    ru: 'По этой акции ещё нет решения, оспаривать нечего.',
    en: 'Nobody has decided on this action yet, so there is nothing to dispute.',
  },
  OWN_COLLEGE: {
    kk: 'Тексеруші өз колледжінің акциясы бойынша шешім қабылдамайды. Оны басқа тексеруші қарауы керек.',
    ru: 'Проверяющий не принимает решений по акциям своего колледжа. Её должен рассмотреть другой проверяющий.',
    en: 'A reviewer never decides on actions of their own college. Another reviewer has to.',
  },
  PARTNER_NOT_IN_CHALLENGE: {
    kk: 'Серіктес колледж осы челленджге қатысатын басқа колледж болуы керек: «{collegeId}».',
    ru: 'Партнёром может быть только другой колледж из этого челленджа: «{collegeId}».',
    en: 'A partner must be another college of this challenge: “{collegeId}”.',
  },
  RESOLUTION_NUMBERS: {
    kk: 'Тексерілген сандар акция бекітілгенде ғана, бірақ міндетті түрде көрсетіледі.',
    ru: 'Проверенные числа указываются только при утверждении, и тогда обязательно.',
    en: 'Verified numbers are given when the outcome is an approval, and only then.',
  },
  REVIEWERS_ONLY: {
    kk: 'Акция бойынша шешімді тек тексеруші қабылдайды.',
    ru: 'Решения по акциям принимает только проверяющий.',
    en: 'Only reviewers decide on actions.',
  },
};
