import { reasonText } from './reason-words.js';
import type { EventType } from './schemas.js';
import type { LocalisedText } from './values.js';

const words = (kk: string, ru: string, en: string): LocalisedText => ({ kk, ru, en });

/** Words of each event for news, journals, changes and the audit. They contain no name, so a page can put one before them. */
export const eventWords: Readonly<Record<EventType, LocalisedText>> = {
  AccountInvited: words('тіркелгіге шақырылды', 'отправлено приглашение', 'invitation sent'),
  InvitationIssued: words('шақыру сілтемесі берілді', 'выдана ссылка-приглашение', 'invitation link issued'),
  InvitationAccepted: words('шақыру қабылданды', 'приглашение принято', 'invitation accepted'),
  PasswordReset: words(
    'құпиясөз берілген сілтемемен ауыстырылды',
    'пароль сброшен по выданной ссылке',
    'password reset by an issued link',
  ),
  PasswordChanged: words('құпиясөзді иесі өзгертті', 'пароль изменён владельцем', 'password changed by its owner'),
  SessionsEnded: words(
    'тіркелгінің барлық сеансы аяқталды',
    'все сеансы учётной записи завершены',
    'all sessions ended',
  ),
  RoleGranted: words('рөл берілді', 'роль выдана', 'role granted'),
  NoCollegeConfirmed: words(
    'колледжге жатпайтыны расталды',
    'подтверждено, что не относится к колледжу',
    'confirmed to belong to no college',
  ),
  RoleRevoked: words('рөл алынды', 'роль снята', 'role revoked'),
  AccountClosed: words('тіркелгі жабылды', 'учётная запись закрыта', 'account closed'),
  SecondFactorAdded: words('екінші фактор қосылды', 'второй фактор добавлен', 'second factor added'),
  SecondFactorRemoved: words('екінші фактор алынды', 'второй фактор снят', 'second factor removed'),
  RecoveryCodesReplaced: words('қосалқы кодтар жаңартылды', 'запасные коды заменены', 'recovery codes replaced'),
  PasskeyAdded: words('кіру кілті қосылды', 'ключ доступа добавлен', 'passkey added'),
  PasskeyRemoved: words('кіру кілті алынды', 'ключ доступа убран', 'passkey removed'),
  PersonErased: words('адамның деректері өшірілді', 'данные человека удалены', 'data of the person erased'),

  CollegeRegistered: words('колледж тіркелді', 'колледж зарегистрирован', 'college registered'),
  CollegeRenamed: words('колледж атауы өзгерді', 'название колледжа изменено', 'college renamed'),
  CollegeDistrictCorrected: words('колледж ауданы түзетілді', 'район колледжа исправлен', 'district corrected'),
  CollegeAliasesSet: words(
    'колледждің басқа атаулары жаңартылды',
    'другие названия колледжа обновлены',
    'other names of the college updated',
  ),
  EnrolmentRecorded: words('студент саны енгізілді', 'внесено число студентов', 'number of students recorded'),
  CollegeMerged: words(
    'колледж басқасына біріктірілді',
    'колледж присоединён к другому',
    'college merged into another',
  ),
  CollegeSplit: words('колледж бөлінді', 'колледж разделён', 'college split'),
  CollegeClosed: words('колледж жабылды', 'колледж закрыт', 'college closed'),
  CollegeReopened: words('колледж қайта ашылды', 'колледж снова открыт', 'college reopened'),
  CollegeTextsErased: words('колледж мәтіндері өшірілді', 'тексты колледжа удалены', 'texts of the college erased'),

  ChallengeAnnounced: words('челлендж жарияланды', 'челлендж объявлен', 'challenge announced'),
  ChallengeRedescribed: words('челлендж атауы түзетілді', 'название челленджа исправлено', 'challenge renamed'),
  ChallengeRescheduled: words(
    'челлендж күндері өзгертілді',
    'даты челленджа изменены',
    'dates of the challenge changed',
  ),
  RulebookPublished: words('ұпай ережесі жаңарды', 'правила обновлены', 'rulebook published'),
  RulebookWithdrawn: words(
    'ұпай ережесінің нұсқасы алынып тасталды',
    'версия правил отозвана',
    'rulebook version withdrawn',
  ),
  ChallengeOpened: words('челлендж ашылды', 'челлендж открыт', 'challenge opened'),
  CollegeEntered: words('колледж челленджге қосылды', 'колледж вступил в челлендж', 'college entered the challenge'),
  CollegeLeft: words('колледж челленджден шықты', 'колледж вышел из челленджа', 'college left the challenge'),
  EntrantMerged: words('колледждер біріктірілді', 'колледжи объединены', 'colleges merged'),
  EntrantMergerUndone: words(
    'колледждерді біріктіру күшін жойды',
    'объединение колледжей отменено',
    'merger of colleges undone',
  ),
  EntrantRenamed: words('колледж атауы өзгерді', 'название колледжа изменено', 'college renamed'),
  EntrantEnrolmentCorrected: words(
    'студент саны түзетілді',
    'число студентов исправлено',
    'number of students corrected',
  ),
  EntrantLeagueCorrected: words('колледж лигасы түзетілді', 'лига колледжа исправлена', 'league corrected'),
  SubmissionsClosed: words('өтінім қабылдау аяқталды', 'приём заявок завершён', 'submissions closed'),
  SubmissionsReopened: words('өтінім қабылдау қайта басталды', 'приём заявок возобновлён', 'submissions reopened'),
  StandingsFrozen: words('кесте уақытша жабылды', 'таблица заморожена', 'standings frozen'),
  StandingsRevealed: words('кесте қайта ашылды', 'таблица снова открыта', 'standings revealed'),
  PointsAdjusted: words('ұпай түзетілді', 'баллы исправлены', 'points adjusted'),
  AdjustmentProposed: words('ұпай түзету ұсынылды', 'предложена поправка баллов', 'adjustment proposed'),
  AdjustmentDeclined: words('ұпай түзету қабылданбады', 'поправка баллов отклонена', 'adjustment declined'),
  ResultsFinalised: words('қорытынды бекітілді', 'итоги утверждены', 'results confirmed'),
  ChallengeReopened: words('қорытынды қайта қаралуда', 'итоги пересматриваются', 'results reopened'),
  ChallengeCancelled: words('челлендж тоқтатылды', 'челлендж отменён', 'challenge cancelled'),
  ChallengeTextsErased: words(
    'челлендж мәтіндері өшірілді',
    'тексты челленджа удалены',
    'texts of the challenge erased',
  ),

  ActionSubmitted: words('акция жіберілді', 'акция подана', 'action submitted'),
  ActionRevised: words('акция деректері өзгертілді', 'данные акции изменены', 'claim revised'),
  EvidenceAttached: words('растайтын материал қосылды', 'добавлено подтверждение', 'evidence attached'),
  EvidenceTakenDown: words('растайтын материал алынды', 'подтверждение удалено', 'evidence taken down'),
  ActionTextsErased: words('акция мәтіндері өшірілді', 'тексты акции удалены', 'texts of the action erased'),
  InformationRequested: words('қосымша мәлімет сұралды', 'запрошены сведения', 'information requested'),
  ActionEndorsed: words('бірінші тексеруші келісті', 'первый проверяющий согласен', 'first reviewer agreed'),
  ActionApproved: words('акция бекітілді', 'акция утверждена', 'action approved'),
  ActionRejected: words('акция қабылданбады', 'акция отклонена', 'action rejected'),
  ApprovalRevoked: words('бекіту кері қайтарылды', 'утверждение отозвано', 'approval revoked'),
  ActionCorrected: words('расталған сандар түзетілді', 'подтверждённые числа исправлены', 'verified numbers corrected'),
  ActionWithdrawn: words('колледж акцияны қайтарып алды', 'колледж отозвал акцию', 'college withdrew the action'),
  ActionLapsed: words(
    'сұраққа мерзімінде жауап берілмеді',
    'на вопрос не ответили в срок',
    'question not answered in time',
  ),
  ActionReclassified: words(
    'акцияның түрі не күні түзетілді',
    'вид или дата акции исправлены',
    'kind or day corrected',
  ),
  DecisionReopened: words('шешім қайта қаралады', 'решение пересматривается', 'decision reopened'),
  DecisionDisputed: words('шешімге дау білдірілді', 'решение оспорено', 'decision disputed'),
  DisputeWithdrawn: words('колледж дауын қайтарып алды', 'колледж отозвал спор', 'college withdrew the dispute'),
  DisputeDismissed: words('дау негізсіз деп танылды', 'спор признан необоснованным', 'dispute dismissed'),
  DisputeResolved: words('дау шешілді', 'спор разрешён', 'dispute resolved'),

  ObjectionRaised: words('қарсылық білдірілді', 'подано возражение', 'objection raised'),
  ObjectionWithdrawn: words('қарсылық қайтарып алынды', 'возражение отозвано', 'objection withdrawn'),
  ObjectionSettled: words('қарсылық қаралды', 'возражение рассмотрено', 'objection settled'),
  ObjectionTextsErased: words(
    'қарсылық мәтіндері өшірілді',
    'тексты возражения удалены',
    'texts of the objection erased',
  ),
};

/** Event type and reason code of a list entry, in words. */
export const entryWords = ({ type, reason }: { type: string; reason: string | null }) => ({
  words: eventWords[type as EventType],
  reasonText: reason === null ? null : reasonText(reason),
});
