import type { Catalogue } from '../http/language.js';

const kk = {
  ADJUSTMENTS_PENDING:
    'Расталмаған түзету бар, саны: {count}. Қорытындыны бекіту үшін оларды растаңыз немесе қабылдамаңыз.',
  ADJUSTMENT_OF_OWN_COLLEGE:
    'Бұл колледжде болған адам оның ұпай түзетуін растай алмайды. Басқа ұйымдастырушыдан растауды сұраңыз.',
  ADJUSTMENT_DECIDED: 'Бұл түзету бойынша шешім қабылданған. Қажет болса, жаңа түзету ұсыныңыз.',
  ADJUSTMENT_UNKNOWN: 'Мұндай түзету ұсынылмаған. Идентификаторды тексеріңіз.',
  CHALLENGE_EXISTS: '«{challengeId}» идентификаторымен басқа челлендж жарияланған. Басқа идентификатор таңдаңыз.',
  CHALLENGE_FINAL: 'Қорытынды бекітілген, ештеңе өзгертілмейді. Алдымен ұйымдастырушы челленджді қайта ашуы керек.',
  CHALLENGE_NOT_FINAL: 'Қорытындысы бекітілген челленджді ғана қайта ашуға болады.',
  CHALLENGE_NOT_FOUND: 'Мұндай челлендж жоқ немесе бұл сәтте әлі болмаған. Мекенжайды тексеріңіз.',
  CHALLENGE_NOT_OPEN_YET: 'Челлендж әлі ашылған жоқ. Белгіленген ашылу күні: {opensOn}.',
  CHALLENGE_ALREADY_OPEN:
    'Челлендж ашық, қатысушылары басқа: {colleges}. Колледждерді бір-бірлеп қосыңыз немесе шығарыңыз.',
  CHALLENGE_OPENED_BEFORE:
    'Бұл челлендж бұрын ашылған, өтінім қабылдау аяқталған. Қажет болса, қабылдауды қайта бастаңыз (reopen-submissions).',
  CHALLENGE_UNKNOWN: 'Мұндай челлендж жоқ. Тізімнен таңдаңыз.',
  CHANGE_IS_RETROACTIVE:
    '«{field}» өрісін өзгерту бұрынғы нәтижелерге де әсер етеді. Оны сақтаңыз немесе ережені бұрынғы акцияларға да қолданылатын етіп жариялаңыз.',
  CLOSES_BEFORE_IT_OPENS: 'Жабылу күні ашылу күнінен ({opensOn}) ерте болмауы керек.',
  COLLEGE_MERGED: '«{collegeId}» колледжі «{into}» колледжіне біріктірілген. Енді «{into}» колледжін көрсетіңіз.',
  CHALLENGE_CANCELLED: 'Челлендж тоқтатылған, ештеңе өзгертілмейді. Қажет болса, жаңа челлендж жариялаңыз.',
  CLOSED_BEFORE_RESCHEDULING:
    'Өтінім қабылдау аяқталған, күнін өзгертуге болмайды. Орнына қабылдауды қайта бастаңыз (reopen-submissions).',
  CLOSING_DAY_PASSED: 'Соңғы күн өтіп кетті: {closesOn}. Алдымен күндерін өзгертіңіз (reschedule).',
  DAY_PASSED: 'Бұл күн өтіп кеткен. Бүгінгі ({today}) немесе кейінгі күнді таңдаңыз.',
  OBJECTIONS_PENDING: 'Қаралмаған қарсылық бар, саны: {count}. Қорытындыны бекіту үшін бәрін қараңыз.',
  OPENING_DAY_FIXED: 'Челлендж ашылған, ашылу күні өзгермейді: {opensOn}. Тек жабылу күнін өзгертіңіз.',
  SUBMISSIONS_OPEN:
    'Өтінім қабылдау жүріп жатыр, соңғы күні: {closesOn}. Басқа күн керек болса, күнін өзгертіңіз (reschedule).',
  TRACK_FIXED: 'Челлендж ашылғаннан кейін бағытын өзгертуге болмайды. «track» өрісін бұрынғыдай қалдырыңыз.',
  COLLEGE_NOT_MERGED:
    '«{collegeId}» колледжі бұл челленджде басқа колледжге біріктірілмеген. Біріктірілген колледжді көрсетіңіз.',
  COLLEGE_NOT_IN_CHALLENGE: 'Колледж бұл челленджге қатыспайды: «{collegeId}». Ұйымдастырушыға хабарласыңыз.',
  COLLEGE_NOT_REGISTERED: '«{collegeId}» колледжі тіркелмеген. Алдымен оны тіркеңіз немесе тізімнен алып тастаңыз.',
  COLLEGE_WITHOUT_ENROLMENT: '«{collegeId}» колледжінің контингенті енгізілмеген. Алдымен студенттер санын енгізіңіз.',
  DECISIONS_PENDING: 'Әлі қаралмаған акция бар, саны: {count}. Қорытындыны бекіту үшін бәрін қарап шығыңыз.',
  DISPUTES_PENDING: 'Шешілмеген дау бар, саны: {count}. Қорытындыны бекіту үшін бәрін шешіңіз.',
  DISPUTE_TIME_RUNNING: 'Шешімдерге дау білдіру мерзімі {until} күні аяқталады. Қорытындыны содан кейін бекітіңіз.',
  FINAL_UNKNOWN: 'Мұндай нөмірлі қорытынды жоқ. Қорытындылар тізімін қараңыз.',
  LEAGUES_FIXED:
    'Челлендж ашылғаннан кейін лига шектері өзгермейді. «leagues» өрісін бұрынғыдай қалдырыңыз; бір колледждің лигасы бөлек түзетіледі (…/league).',
  LEAGUE_UNKNOWN: 'Ережеде мұндай лига жоқ. Мына лигалардың бірін таңдаңыз: {leagues}.',
  MERGED_INTO_ITSELF: 'Колледжді өзіне біріктіруге болмайды. Басқа колледжді таңдаңыз.',
  RULEBOOK_UNKNOWN: 'Ереженің {version}-нұсқасы жоқ. Нұсқалар тізімін қараңыз.',
  RULEBOOK_LAST: 'Бұл – ереженің жалғыз нұсқасы. Алдымен жаңа нұсқаны жариялаңыз.',
  RULEBOOK_MISSING: 'Челлендждің ережесі әлі жарияланбаған. Алдымен ережені жариялаңыз.',
  RULEBOOK_VERSION_TAKEN: 'Ереженің бұл нұсқасы бос емес. Келесі нұсқа: {next}. Жаңа нұсқаны қарап, қайталаңыз.',
  RULEBOOK_WITHOUT_KINDS: 'Ережеде бірде-бір акция түрі жоқ. Кемінде біреуін қосыңыз.',
  SECOND_ORGANISER_NEEDED: 'Бұл түзетуді ұсынған адам өзі растай алмайды. Басқа ұйымдастырушыдан растауды сұраңыз.',
  SUBMISSIONS_CLOSED: 'Өтінім қабылдау аяқталды. Сұрағыңыз болса, ұйымдастырушыға хабарласыңыз.',
  SUBMISSIONS_NOT_CLOSED: 'Өтінім қабылдау әлі жүріп жатыр. Қорытындыны бекіту үшін алдымен оны аяқтаңыз.',
  WAY_OUT_ANSWER:
    'Колледж сұраққа жауап берсін немесе акцияны қабылдамаңыз. Ережедегі мерзім (lapseDays) өтсе, жауапсыз акция өздігінен қабылданбайды.',
  WAY_OUT_CONFIRM:
    'Басқа ұйымдастырушы түзетуді растасын (confirm) немесе кез келген ұйымдастырушы оны қабылдамасын (decline).',
  WAY_OUT_DECIDE:
    'Әр акцияны қарап, бекітіңіз немесе қабылдамаңыз. Бірден 200 акцияға дейін қабылдамауға болады (reject-actions). Тәуелсіз тексеруші болмаса, жаңасын шақырыңыз немесе акцияны қайтарып алыңыз (withdraw).',
  WAY_OUT_RESOLVE:
    'Бұрын шешім қабылдамаған тексеруші дауды шешсін (resolve) немесе негізсіз деп тапсын (dismiss-dispute). Колледж те оны қайтарып ала алады (withdraw-dispute). Тексеруші қалмаса, ұйымдастырушы шешеді. Ол да болмаса, жаңа ұйымдастырушы шақырыңыз, оны басқа ұйымдастырушы растайды (confirm-no-college).',
  WAY_OUT_SETTLE:
    'Шешімге қатыспаған ұйымдастырушы қарсылықты қарасын (settle), ондай адам қалмаса – тексеруші. Оны білдірген тарап та қайтарып ала алады (withdraw). Ешкім болмаса, жаңа ұйымдастырушы шақырыңыз, оны басқа ұйымдастырушы растайды (confirm-no-college).',
  WAY_OUT_WAIT: 'Дау білдіру мерзімінің соңғы күні – {until}. Содан кейін қорытындыны бекітіңіз.',
};

export const challengeMessages: Catalogue<keyof typeof kk> = {
  kk,
  ru: {
    ADJUSTMENTS_PENDING:
      'Есть неподтверждённые поправки: {count}. Чтобы утвердить итоги, подтвердите или отклоните их.',
    ADJUSTMENT_OF_OWN_COLLEGE:
      'Вы относитесь или относились к этому колледжу, поэтому поправку его баллов подтверждает другой организатор.',
    ADJUSTMENT_DECIDED: 'По этой поправке уже принято решение. При необходимости предложите новую.',
    ADJUSTMENT_UNKNOWN: 'Такой поправки никто не предлагал. Проверьте идентификатор.',
    CHALLENGE_EXISTS:
      'Под идентификатором «{challengeId}» уже объявлен другой челлендж. Выберите другой идентификатор.',
    CHALLENGE_FINAL: 'Итоги утверждены, изменения не принимаются. Сначала организатор должен снова открыть челлендж.',
    CHALLENGE_NOT_FINAL: 'Снова открыть можно только челлендж с утверждёнными итогами.',
    CHALLENGE_NOT_FOUND: 'Такого челленджа нет или в тот момент его ещё не было. Проверьте адрес.',
    CHALLENGE_NOT_OPEN_YET: 'Челлендж ещё не открыт. Назначенная дата открытия: {opensOn}.',
    CHALLENGE_ALREADY_OPEN:
      'Челлендж уже открыт с другими участниками: {colleges}. Добавляйте и исключайте колледжи по одному.',
    CHALLENGE_OPENED_BEFORE:
      'Этот челлендж уже открывался, приём заявок завершён. Если нужно, возобновите приём (reopen-submissions).',
    CHALLENGE_UNKNOWN: 'Такого челленджа нет. Выберите из списка.',
    CHANGE_IS_RETROACTIVE:
      'Изменение поля «{field}» затронет и прежние результаты. Оставьте его как было или опубликуйте правила с обратной силой.',
    CLOSES_BEFORE_IT_OPENS: 'Дата закрытия не может быть раньше даты открытия ({opensOn}).',
    COLLEGE_MERGED: 'Колледж «{collegeId}» присоединён к колледжу «{into}». Теперь указывайте «{into}».',
    CHALLENGE_CANCELLED: 'Челлендж отменён, изменения не принимаются. Если нужно, объявите новый.',
    CLOSED_BEFORE_RESCHEDULING:
      'Приём заявок завершён, даты не меняются. Вместо этого возобновите приём (reopen-submissions).',
    CLOSING_DAY_PASSED: 'Последний день уже прошёл: {closesOn}. Сначала измените даты (reschedule).',
    DAY_PASSED: 'Этот день уже прошёл. Выберите сегодняшний ({today}) или более поздний.',
    OBJECTIONS_PENDING: 'Есть нерассмотренные возражения: {count}. Чтобы утвердить итоги, рассмотрите все.',
    OPENING_DAY_FIXED: 'Челлендж уже открыт, дата открытия не меняется: {opensOn}. Измените только дату закрытия.',
    SUBMISSIONS_OPEN:
      'Приём заявок идёт, последний день: {closesOn}. Если нужен другой день, измените даты (reschedule).',
    TRACK_FIXED: 'После открытия направление челленджа не меняется. Оставьте поле «track» как было.',
    COLLEGE_NOT_MERGED:
      'Колледж «{collegeId}» в этом челлендже не присоединён к другому. Укажите присоединённый колледж.',
    COLLEGE_NOT_IN_CHALLENGE: 'Колледж не участвует в этом челлендже: «{collegeId}». Обратитесь к организатору.',
    COLLEGE_NOT_REGISTERED:
      'Колледж «{collegeId}» не зарегистрирован. Сначала зарегистрируйте его или уберите из списка.',
    COLLEGE_WITHOUT_ENROLMENT: 'Для колледжа «{collegeId}» не указан контингент. Сначала внесите число студентов.',
    DECISIONS_PENDING: 'Есть нерассмотренные акции: {count}. Чтобы утвердить итоги, рассмотрите все.',
    DISPUTES_PENDING: 'Есть неразрешённые споры: {count}. Чтобы утвердить итоги, разрешите все.',
    DISPUTE_TIME_RUNNING: 'Срок оспаривания решений заканчивается {until}. Утвердите итоги после этого дня.',
    FINAL_UNKNOWN: 'Итогов с таким номером нет. Посмотрите список итогов.',
    LEAGUES_FIXED:
      'После открытия челленджа границы лиг не меняются. Оставьте поле «leagues» как было; лигу одного колледжа исправляют отдельно (…/league).',
    LEAGUE_UNKNOWN: 'В правилах нет такой лиги. Выберите одну из этих: {leagues}.',
    MERGED_INTO_ITSELF: 'Колледж нельзя объединить с самим собой. Выберите другой.',
    RULEBOOK_UNKNOWN: 'Версии правил {version} нет. Посмотрите список версий.',
    RULEBOOK_LAST: 'Это единственная версия правил. Сначала опубликуйте новую.',
    RULEBOOK_MISSING: 'Правила челленджа ещё не опубликованы. Сначала опубликуйте правила.',
    RULEBOOK_VERSION_TAKEN:
      'Эта версия правил уже занята. Следующая версия: {next}. Просмотрите новую версию и повторите.',
    RULEBOOK_WITHOUT_KINDS: 'В правилах нет ни одного вида акций. Добавьте хотя бы один.',
    SECOND_ORGANISER_NEEDED: 'Предложивший поправку не может сам её подтвердить. Попросите другого организатора.',
    SUBMISSIONS_CLOSED: 'Приём заявок завершён. С вопросами обратитесь к организатору.',
    SUBMISSIONS_NOT_CLOSED: 'Приём заявок ещё идёт. Чтобы утвердить итоги, сначала завершите его.',
    WAY_OUT_ANSWER:
      'Колледж должен ответить на вопрос, либо отклоните акцию. По истечении срока из правил (lapseDays) акция без ответа отклоняется сама.',
    WAY_OUT_CONFIRM:
      'Другой организатор подтверждает поправку (confirm), или любой организатор отклоняет её (decline).',
    WAY_OUT_DECIDE:
      'Рассмотрите каждую акцию: утвердите или отклоните. Отклонить можно сразу до 200 акций (reject-actions). Если независимого проверяющего нет, пригласите его или отзовите акцию (withdraw).',
    WAY_OUT_RESOLVE:
      'Проверяющий, который ещё не решал по этой акции, разрешает спор (resolve) или признаёт его необоснованным (dismiss-dispute). Колледж может и отозвать спор (withdraw-dispute). Если проверяющих не осталось, решает организатор. Если нет и его, пригласите нового организатора: другой организатор подтвердит его (confirm-no-college).',
    WAY_OUT_SETTLE:
      'Возражение рассматривает организатор, который не участвовал в решении (settle), а если таких не осталось – проверяющий. Подавший может отозвать его (withdraw). Если нет никого, пригласите нового организатора: другой организатор подтвердит его (confirm-no-college).',
    WAY_OUT_WAIT: 'Последний день срока оспаривания – {until}. После него утвердите итоги.',
  },
  en: {
    ADJUSTMENTS_PENDING: 'Adjustments wait for a second organiser: {count}. Confirm or decline them to finalise.',
    ADJUSTMENT_OF_OWN_COLLEGE:
      'You belong or belonged to this college, so you do not confirm its adjustment. Ask another organiser.',
    ADJUSTMENT_DECIDED: 'This adjustment is decided already. Propose a new one if you need it.',
    ADJUSTMENT_UNKNOWN: 'Nobody proposed such an adjustment. Check the id.',
    CHALLENGE_EXISTS: 'Another challenge was announced under the id “{challengeId}”. Choose another id.',
    CHALLENGE_FINAL: 'The results are final and nothing can change. An organiser has to reopen the challenge first.',
    CHALLENGE_NOT_FINAL: 'Only a challenge whose results are final can be reopened.',
    CHALLENGE_NOT_FOUND: 'There is no such challenge, or there was none at that moment. Check the address.',
    CHALLENGE_NOT_OPEN_YET: 'The challenge is not open yet. Its planned first day: {opensOn}.',
    CHALLENGE_ALREADY_OPEN:
      'The challenge is open with other colleges: {colleges}. Add and remove colleges one by one.',
    CHALLENGE_OPENED_BEFORE: 'This challenge was open before, and its submissions are closed.',
    CHALLENGE_UNKNOWN: 'There is no such challenge. Choose one from the list.',
    CHANGE_IS_RETROACTIVE:
      'A change of “{field}” touches earlier results too. Leave it as it was or publish the rulebook as retroactive.',
    CLOSES_BEFORE_IT_OPENS: 'The challenge cannot close before it opens ({opensOn}).',
    COLLEGE_MERGED: 'The college “{collegeId}” merged into “{into}”. Name “{into}” from now on.',
    CHALLENGE_CANCELLED: 'The challenge is cancelled and nothing can change. Announce a new one if needed.',
    CLOSED_BEFORE_RESCHEDULING:
      'Submissions are closed and the days stay. Take submissions again instead (reopen-submissions).',
    CLOSING_DAY_PASSED: 'The last day has passed: {closesOn}. Change the days first (reschedule).',
    DAY_PASSED: 'This day has passed. Choose today ({today}) or a later day.',
    OBJECTIONS_PENDING: 'Open objections: {count}. Settle all of them before the results are final.',
    OPENING_DAY_FIXED: 'The challenge is open and its first day stays {opensOn}. Change only the last day.',
    SUBMISSIONS_OPEN: 'Submissions are open until {closesOn}. For another day, change the days (reschedule).',
    TRACK_FIXED: 'The track does not change once a challenge is open. Leave the field “track” as it was.',
    COLLEGE_NOT_MERGED:
      'The college “{collegeId}” has not merged into another in this challenge. Name a merged college.',
    COLLEGE_NOT_IN_CHALLENGE:
      'The college does not take part in this challenge: “{collegeId}”. Speak to the organiser.',
    COLLEGE_NOT_REGISTERED: 'The college “{collegeId}” is not registered. Register it first or take it off the list.',
    COLLEGE_WITHOUT_ENROLMENT:
      'The enrolment of the college “{collegeId}” is not recorded. Record the number of students first.',
    DECISIONS_PENDING: 'Actions that await a decision: {count}. Decide on all of them before the results are final.',
    DISPUTES_PENDING: 'Open disputes: {count}. Resolve all of them before the results are final.',
    DISPUTE_TIME_RUNNING: 'Decisions can be disputed until {until}. Finalise after that day.',
    FINAL_UNKNOWN: 'There is no final of this number. See the list of finals.',
    LEAGUES_FIXED:
      'The limits of leagues do not change once a challenge is open. Leave the field “leagues” as it was; the league of one college is corrected by itself (…/league).',
    LEAGUE_UNKNOWN: 'The rulebook has no such league. Choose one of these: {leagues}.',
    MERGED_INTO_ITSELF: 'A college cannot merge into itself. Choose another one.',
    RULEBOOK_UNKNOWN: 'There is no version {version} of the rulebook. Look at the list of versions.',
    RULEBOOK_LAST: 'This is the only version of the rulebook. Publish a new one first.',
    RULEBOOK_MISSING: 'The challenge has no rulebook yet. Publish one first.',
    RULEBOOK_VERSION_TAKEN:
      'This version of the rulebook is taken. The next one is {next}. Look at the newest version and try again.',
    RULEBOOK_WITHOUT_KINDS: 'The rulebook has no kind of action. Add at least one.',
    SECOND_ORGANISER_NEEDED: 'Whoever proposed this adjustment cannot confirm it. Ask another organiser.',
    SUBMISSIONS_CLOSED: 'Submissions are closed. If you have questions, speak to the organiser.',
    SUBMISSIONS_NOT_CLOSED: 'Submissions are still open. Close them before the results are made final.',
    WAY_OUT_ANSWER:
      'The college answers the question, or reject the action. After the days of the rulebook (lapseDays), an action without an answer is rejected by itself.',
    WAY_OUT_CONFIRM: 'Another organiser confirms the adjustment (confirm), or any organiser declines it (decline).',
    WAY_OUT_DECIDE:
      'Review each action: approve or reject it. Up to 200 actions can be rejected at once (reject-actions). When no reviewer is independent, invite one or withdraw the action (withdraw).',
    WAY_OUT_RESOLVE:
      'A reviewer who has not decided on the action resolves the dispute or dismisses it (dismiss-dispute). The college can withdraw it (withdraw-dispute). When no reviewer is left, an organiser decides. When there is none either, invite a new organiser, whom another one confirms (confirm-no-college).',
    WAY_OUT_SETTLE:
      'An organiser who took no part in the decision settles the objection (settle), or a reviewer when none is left. The party that raised it can withdraw it (withdraw). When nobody is left, invite a new organiser, whom another one confirms (confirm-no-college).',
    WAY_OUT_WAIT: 'The last day for disputes is {until}. Finalise the results after it.',
  },
};
