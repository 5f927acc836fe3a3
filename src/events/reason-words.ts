import type { LocalisedText } from './values.js';

const words = (kk: string, ru: string, en: string): LocalisedText => ({ kk, ru, en });

/** Public wording of the reason codes that requests take. Events of older versions may have others. */
export const reasonWords: Readonly<Record<string, LocalisedText>> = {
  appeal: words('Шағым қаралды', 'Рассмотрена апелляция', 'An appeal was considered'),
  bonus: words('Ынталандыру ұпайы', 'Поощрительные баллы', 'Bonus points'),
  closed: words('Колледж жабылды', 'Колледж закрыт', 'The college closed'),
  'child-seen': words('Материалда бала көрінеді', 'В материале виден ребёнок', 'A child is recognisable'),
  complaint: words('Шағым түсті', 'Поступила жалоба', 'A complaint was received'),
  'counted-again': words('Қайта саналды', 'Пересчитано', 'Counted again'),
  demo: words('Мысал деректер', 'Данные для примера', 'Example data'),
  duplicate: words('Акция екі рет жіберілген', 'Акция подана дважды', 'The action was submitted twice'),
  'evidence-insufficient': words('Растайтын материал жеткіліксіз', 'Подтверждений недостаточно', 'Not enough evidence'),
  'evidence-unusable': words('Растайтын материал жарамсыз', 'Подтверждение непригодно', 'The evidence is unusable'),
  faces: words('Материалда адамдардың жүзі көрінеді', 'В материале видны лица людей', 'Faces are recognisable'),
  fraud: words('Деректер жалған', 'Данные недостоверны', 'The data are false'),
  jury: words('Қазылар шешімі', 'Решение жюри', 'Decision of the jury'),
  'late-report': words('Есеп кеш тапсырылды', 'Отчёт сдан поздно', 'The report was late'),
  merged: words('Колледждер біріктірілді', 'Колледжи объединены', 'The colleges merged'),
  miscounted: words('Сан қате есептелген', 'Ошибка в подсчёте', 'The numbers were miscounted'),
  mistake: words('Қате түзетілді', 'Исправлена ошибка', 'A mistake was corrected'),
  moved: words('Колледж басқа жерге көшті', 'Колледж переехал', 'The college moved away'),
  'no-ground': words('Негіз табылмады', 'Нет оснований', 'There are no grounds'),
  'no-photo': words('Фото жоқ', 'Нет фото', 'There is no photo'),
  'not-eligible': words('Акция ережеге сай емес', 'Акция не подходит под правила', 'The action is not eligible'),
  'not-real': words(
    'Акция өткені расталмады',
    'Проведение акции не подтвердилось',
    'The action could not be confirmed',
  ),
  'not-stated': words('Себебі көрсетілмеген', 'Причина не указана', 'No reason was stated'),
  objection: words('Қарсылық негізді деп танылды', 'Возражение признано обоснованным', 'An objection was upheld'),
  'opened-early': words('Челлендж ертерек ашылды', 'Челлендж открыт раньше', 'The challenge opened early'),
  other: words('Басқа себеп', 'Другая причина', 'Another reason'),
  'person-asked': words(
    'Адам өз деректерін өшіруді сұрады',
    'Человек попросил удалить свои данные',
    'A person asked for it',
  ),
  'photo-missing': words('Фото жетіспейді', 'Не хватает фото', 'A photo is missing'),
  'photo-unclear': words('Фото анық емес', 'Фото нечёткое', 'The photo is unclear'),
  penalty: words('Ереже бұзғаны үшін айып', 'Штраф за нарушение правил', 'A penalty for breaking the rules'),
  postponed: words('Басқа күнге ауыстырылды', 'Перенесено на другой день', 'Moved to another day'),
  recount: words('Қайта санау', 'Пересчёт', 'Recount'),
  recounted: words('Қайта саналды', 'Пересчитано', 'Recounted'),
  'reused-photo': words('Фото бұрын қолданылған', 'Фото уже использовалось', 'The photo was used before'),
  reorganised: words('Колледждер қайта ұйымдастырылды', 'Реорганизация колледжей', 'The colleges were reorganised'),
  'second-look': words('Қайта қаралды', 'Рассмотрено повторно', 'Considered a second time'),
  'typing-error': words('Жазу қатесі', 'Опечатка', 'Typing error'),
  unanswered: words('Сұраққа жауап берілмеді', 'На вопрос не ответили', 'The question was not answered'),
  unreachable: words('Сілтеме ашылмайды', 'Ссылка не открывается', 'The link does not open'),
  weather: words('Ауа райы қолайсыз', 'Плохая погода', 'Bad weather'),
  'wrong-day': words('Күні қате көрсетілген', 'Указана неверная дата', 'The day was wrong'),
  'wrong-enrolment': words(
    'Студент саны қате болған',
    'Число студентов было неверным',
    'The number of students was wrong',
  ),
  'wrong-kind': words('Акция түрі қате көрсетілген', 'Указан неверный вид акции', 'The kind was wrong'),
};

/** The wording of a reason code; one that is not in the list is another reason, and never shown itself. */
export const reasonText = (code: string): LocalisedText =>
  Object.hasOwn(reasonWords, code) ? reasonWords[code]! : reasonWords['other']!;
