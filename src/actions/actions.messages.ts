import type { Catalogue } from '../http/language.js';

const kk = {
  ACTION_CHANGED:
    'Сіз ашқаннан бері бұл акция өзгерді. Бетті жаңартып, қайта қарап шығыңыз да, содан кейін шешім қабылдаңыз.',
  ACTION_DECIDED:
    'Бұл акция бойынша шешім қабылданған, оны өзгертуге немесе қайтарып алуға болмайды. Келіспесеңіз, шешімге дау білдіріңіз.',
  ACTION_ENDED: 'Бұл акция қайтарып алынған немесе бекітуі кері қайтарылған, оған материал қосылмайды.',
  ACTION_EXISTS:
    'Бұл нөмірмен басқа акция жіберілген. Өзгерту үшін сол акцияны түзетіңіз, жаңасы үшін жаңа нөмір алыңыз.',
  ACTION_NOT_APPROVED: 'Бұл акция бекітілмеген, сондықтан оның бекітуін түзетуге не жоюға болмайды.',
  ACTION_NOT_REVIEWABLE: 'Бұл акция қазір қарауды күтіп тұрған жоқ. Бетті жаңартып, күйін тексеріңіз.',
  ACTION_UNKNOWN: 'Мұндай акция жоқ. Нөмірін тексеріңіз.',
  ACTION_WITHDRAWN: 'Бұл өтінім қайтарып алынған. Қайта жіберу үшін жаңа нөмір алыңыз.',
  ATTESTATION_MISSING:
    'Файлдардағы балалар туралы айтылмаған. Суретте 18 жасқа толмағандар жоғын немесе ата-анасының жазбаша келісімі барын белгілеңіз.',
  CLAIM_EMPTY:
    'Өтінімде бұл акция түріне қажет бірде-бір сан жоқ. Мыналардың кемінде біреуін 0-ден артық етіп көрсетіңіз: {metrics}.',
  CLAIM_FIXED:
    'Өтінім қабылдау аяқталды: сұраққа жауап бергенде акцияның түрі мен күндері өзгермейді. Бұрынғысын қалдырыңыз.',
  COLLEGE_NOT_NAMED: 'Акция қай колледждікі екенін көрсетіңіз.',
  DECIDED_BEFORE: 'Сіз бұл акция бойынша бұрын шешім қабылдағансыз. Енді оны басқа тексеруші қарауы керек.',
  DISPUTE_TOO_LATE:
    'Дау білдіру мерзімі өтті: шешім {decidedOn} күні қабылданған, дауға {days} күн берілген. Ұйымдастырушыдан шешімді қайта ашуды сұраңыз.',
  DISPUTED_BEFORE:
    'Бұл шешімге дау бұрын білдірілген, екінші рет дауласуға болмайды. Жаңа дерек болса, ұйымдастырушыдан шешімді қайта ашуды сұраңыз.',
  DONE_AFTER_SUBMITTED: 'Акция күні өтінім жіберілген күннен ({submittedOn}) кеш бола алмайды. Күнін тексеріңіз.',
  DONE_FROM_AFTER_DONE_ON: 'Басталған күні аяқталған күннен ({doneOn}) кеш болмауы керек.',
  DONE_IN_FUTURE: 'Акция күні бүгіннен ({today}) кеш бола алмайды. Акция өткен соң жіберіңіз.',
  DONE_OUTSIDE_CHALLENGE: 'Акция күні челлендж мерзіміне кірмейді: {opensOn} – {closesOn}. Күнін тексеріңіз.',
  EVIDENCE_TOO_MUCH: 'Бір акцияға ең көбі {most} материал тіркеледі. Артығын алып тастаңыз.',
  EVIDENCE_UNKNOWN: 'Мұндай материал жоқ. Бетті жаңартып, қайталаңыз.',
  KIND_UNKNOWN: 'Қолданыстағы ережеде «{kind}» акция түрі жоқ. Тізімнен таңдаңыз.',
  METRIC_UNKNOWN: '«{metric}» көрсеткіші бұл челлендж ережесінде жоқ. Оны алып тастаңыз.',
  NO_OPEN_QUESTION:
    'Өтінім қабылдау аяқталды: енді тексеруші сұрақ қойған өтінім ғана түзетіледі. Сұрақты күтіңіз немесе өтінімді қайтарып алыңыз.',
  NOT_DISPUTED: 'Бұл акция бойынша ашық дау жоқ. Бетті жаңартып, күйін тексеріңіз.',
  NOT_YOUR_COLLEGE: 'Сіз өз колледжіңіздің акцияларымен ғана жұмыс істей аласыз.',
  NOTHING_TO_REOPEN:
    'Қайта ашатын шешім жоқ: акция қарауды күтіп тұр немесе қайтарып алынған. Қайтарып алынғанын ұйымдастырушы ғана аша алады.',
  NOTHING_TO_DISPUTE: 'Бұл акция бойынша әлі шешім жоқ, сондықтан дау білдіруге болмайды.',
  OPEN_CLAIMS_OF_COLLEGE:
    'Колледждің {open} өтінімі әлі қаралған жоқ, шегі – {most}. Шешім шығуын күтіңіз немесе артық өтінімді қайтарып алыңыз, содан кейін қайта жіберіңіз.',
  OPEN_CLAIMS_OF_DAY:
    'Осы түрдегі {doneOn} күнгі {open} өтінім әлі қаралған жоқ, шегі – {most}. Бір іс-шараны бір өтінімге жинаңыз, шешім шығуын күтіңіз немесе артық өтінімді қайтарып алыңыз.',
  NO_COLLEGE_UNCONFIRMED:
    'Колледжге жатпайтыныңызды басқа ұйымдастырушы әлі растаған жоқ. Оны растауды сұраңыз, содан кейін шешім қабылдай аласыз.',
  OWN_CLAIM:
    'Бұл өтінімді жіберуге, түзетуге немесе толықтыруға өзіңіз қатысқансыз, сондықтан ол бойынша шешім қабылдамайсыз. Оны басқа тексеруші қарауы керек.',
  OWN_COLLEGE:
    'Тексеруші қазіргі немесе бұрынғы колледжінің акциясы бойынша шешім қабылдамайды. Оны басқа тексеруші қарауы керек.',
  PARTNER_NOT_IN_CHALLENGE: 'Серіктес колледж осы челленджге қатысатын басқа колледж болуы керек: «{collegeId}».',
  RESOLUTION_NUMBERS: 'Тексерілген сандар акция бекітілгенде ғана, бірақ міндетті түрде көрсетіледі.',
  REVIEWERS_ONLY: 'Акция бойынша шешімді тек тексеруші қабылдайды.',
};

export const actionMessages: Catalogue<keyof typeof kk> = {
  kk,
  ru: {
    ACTION_CHANGED:
      'Эта акция изменилась с тех пор, как вы её открыли. Обновите страницу, посмотрите ещё раз и тогда решайте.',
    ACTION_DECIDED:
      'По этой акции уже принято решение: изменить или отозвать её нельзя. Если вы не согласны, оспорьте решение.',
    ACTION_ENDED: 'Эта акция или её утверждение отозваны, материалы к ней не добавляются.',
    ACTION_EXISTS:
      'Под этим номером уже отправлена другая акция. Чтобы изменить, исправьте её; для новой возьмите новый номер.',
    ACTION_NOT_APPROVED: 'Эта акция не утверждена, поэтому исправлять или отменять нечего.',
    ACTION_NOT_REVIEWABLE: 'Эта акция сейчас не ожидает рассмотрения. Обновите страницу и проверьте её состояние.',
    ACTION_UNKNOWN: 'Такой акции нет. Проверьте номер.',
    ACTION_WITHDRAWN: 'Эта заявка отозвана. Чтобы отправить её снова, возьмите новый номер.',
    ATTESTATION_MISSING:
      'О детях на файлах не сказано. Отметьте, что на снимках нет лиц младше 18 лет или что есть письменное согласие родителей.',
    CLAIM_EMPTY:
      'В заявке нет ни одного числа, нужного для этого вида акции. Укажите хотя бы одно из них больше 0: {metrics}.',
    CLAIM_FIXED: 'Приём заявок окончен: при ответе на вопрос вид и даты акции не меняются. Оставьте прежние.',
    COLLEGE_NOT_NAMED: 'Укажите, от какого колледжа акция.',
    DECIDED_BEFORE: 'Вы уже принимали решение по этой акции. Теперь её должен рассмотреть другой проверяющий.',
    DISPUTE_TOO_LATE:
      'Срок спора прошёл: решение принято {decidedOn}, на спор даётся дней: {days}. Попросите организатора пересмотреть решение.',
    DISPUTED_BEFORE:
      'Это решение уже оспаривали, второй раз оспорить его нельзя. Если есть новые данные, попросите организатора пересмотреть решение.',
    DONE_AFTER_SUBMITTED: 'Дата акции не может быть позже дня подачи заявки ({submittedOn}). Проверьте дату.',
    DONE_FROM_AFTER_DONE_ON: 'Дата начала не может быть позже даты окончания ({doneOn}).',
    DONE_IN_FUTURE: 'Дата акции не может быть позже сегодняшней ({today}). Отправьте заявку после акции.',
    DONE_OUTSIDE_CHALLENGE: 'Дата акции вне сроков челленджа: {opensOn} – {closesOn}. Проверьте дату.',
    EVIDENCE_TOO_MUCH: 'К одной акции можно приложить не больше {most} материалов. Уберите лишние.',
    EVIDENCE_UNKNOWN: 'Такого материала нет. Обновите страницу и повторите.',
    KIND_UNKNOWN: 'В действующих правилах нет вида акции «{kind}». Выберите из списка.',
    METRIC_UNKNOWN: 'Показателя «{metric}» нет в правилах этого челленджа. Уберите его.',
    NO_OPEN_QUESTION:
      'Приём заявок окончен: исправляются только заявки, по которым проверяющий задал вопрос. Дождитесь вопроса или отзовите заявку.',
    NOT_DISPUTED: 'По этой акции нет открытого спора. Обновите страницу и проверьте её состояние.',
    NOT_YOUR_COLLEGE: 'Вы можете работать только с акциями своего колледжа.',
    NOTHING_TO_REOPEN:
      'Пересматривать нечего: акция ожидает рассмотрения или отозвана. Отозванную может вернуть только организатор.',
    NOTHING_TO_DISPUTE: 'По этой акции ещё нет решения, оспаривать нечего.',
    OPEN_CLAIMS_OF_COLLEGE:
      'Заявок колледжа, которые ждут решения: {open}, предел – {most}. Дождитесь решений или отзовите лишнюю заявку, затем отправьте снова.',
    OPEN_CLAIMS_OF_DAY:
      'Заявок этого вида за {doneOn}, которые ждут решения: {open}, предел – {most}. Объедините одно мероприятие в одну заявку, дождитесь решений или отзовите лишнюю заявку.',
    NO_COLLEGE_UNCONFIRMED:
      'Другой организатор ещё не подтвердил, что у вас нет колледжа. Попросите его подтвердить это, тогда вы сможете принимать решения.',
    OWN_CLAIM:
      'Вы сами подавали, исправляли или дополняли эту заявку, поэтому решений по ней не принимаете. Её должен рассмотреть другой проверяющий.',
    OWN_COLLEGE:
      'Проверяющий не принимает решение по акции своего нынешнего или прежнего колледжа. Её должен рассмотреть другой проверяющий.',
    PARTNER_NOT_IN_CHALLENGE: 'Партнёром может быть только другой колледж из этого челленджа: «{collegeId}».',
    RESOLUTION_NUMBERS: 'Проверенные числа указываются только при утверждении, и тогда обязательно.',
    REVIEWERS_ONLY: 'Решения по акциям принимает только проверяющий.',
  },
  en: {
    ACTION_CHANGED: 'This action has changed since you opened it. Refresh the page, look again, and then decide.',
    ACTION_DECIDED:
      'This action has been decided on and cannot be changed or withdrawn. If you disagree, dispute the decision.',
    ACTION_ENDED: 'This action was withdrawn or revoked; nothing can be added to it.',
    ACTION_EXISTS: 'Another action was submitted under this id. Revise that one, or take a new id for a new action.',
    ACTION_NOT_APPROVED: 'This action is not approved, so there is nothing to correct or revoke.',
    ACTION_NOT_REVIEWABLE: 'This action is not waiting for a review. Refresh the page and look at its state.',
    ACTION_UNKNOWN: 'There is no such action. Check the id.',
    ACTION_WITHDRAWN: 'This claim was withdrawn. Take a new id to submit it again.',
    ATTESTATION_MISSING:
      'Nothing is said about children on the files. State that nobody under 18 is on the pictures, or that their parents agreed in writing.',
    CLAIM_EMPTY:
      'The claim has no number that this kind of action needs. Report at least one of these above 0: {metrics}.',
    CLAIM_FIXED: 'Submissions are closed: an answer keeps kind and days of the action. Leave them as they were.',
    COLLEGE_NOT_NAMED: 'Say which college the action belongs to.',
    DECIDED_BEFORE: 'You have decided on this action before. Another reviewer has to decide now.',
    DISPUTE_TOO_LATE:
      'The time to dispute is over: the decision is of {decidedOn}, and {days} days are allowed. Ask an organiser to reopen it.',
    DISPUTED_BEFORE:
      'This decision was disputed before, and a decision is disputed once. With new facts, ask an organiser to reopen it.',
    DONE_AFTER_SUBMITTED: 'The day of the action cannot be later than its submission ({submittedOn}). Check the day.',
    DONE_FROM_AFTER_DONE_ON: 'The first day cannot be later than the last one ({doneOn}).',
    DONE_IN_FUTURE: 'The day of the action cannot be later than today ({today}). Submit it once it is done.',
    DONE_OUTSIDE_CHALLENGE: 'The day of the action lies outside the challenge: {opensOn} – {closesOn}. Check the day.',
    EVIDENCE_TOO_MUCH: 'An action takes at most {most} pieces of evidence. Take some away.',
    EVIDENCE_UNKNOWN: 'There is no such evidence. Refresh the page and try again.',
    KIND_UNKNOWN: 'The rulebook in force has no kind “{kind}”. Choose one from the list.',
    METRIC_UNKNOWN: 'The rules of this challenge do not know “{metric}”. Leave it out.',
    NO_OPEN_QUESTION:
      'Submissions are closed: only a claim with an open question is revised. Wait for a question, or withdraw the claim.',
    NOT_DISPUTED: 'There is no open dispute about this action. Refresh the page and look at its state.',
    NOT_YOUR_COLLEGE: 'You can only deal with actions of your own college.',
    NOTHING_TO_REOPEN:
      'There is no decision to reopen: the action awaits one, or was withdrawn. Only an organiser brings a withdrawn one back.',
    NOTHING_TO_DISPUTE: 'Nobody has decided on this action yet, so there is nothing to dispute.',
    OPEN_CLAIMS_OF_COLLEGE:
      'Claims of this college that await a decision: {open}, and {most} is the limit. Wait for decisions or withdraw a claim that is not needed, then send this one again.',
    OPEN_CLAIMS_OF_DAY:
      'Claims of this kind on {doneOn} that await a decision: {open}, and {most} is the limit. Put one event into one claim, wait for decisions, or withdraw a claim that is not needed.',
    NO_COLLEGE_UNCONFIRMED:
      'No other organiser has confirmed yet that you belong to no college. Ask the organisers to confirm it; then you can decide.',
    OWN_CLAIM: 'You submitted, revised or completed this claim, so you do not decide on it. Another reviewer has to.',
    OWN_COLLEGE: 'A reviewer never decides on actions of their own college, present or past. Another reviewer has to.',
    PARTNER_NOT_IN_CHALLENGE: 'A partner must be another college of this challenge: “{collegeId}”.',
    RESOLUTION_NUMBERS: 'Verified numbers are given when the outcome is an approval, and only then.',
    REVIEWERS_ONLY: 'Only reviewers decide on actions.',
  },
};
