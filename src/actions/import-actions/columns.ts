import type { CellUnit } from '../../sheets/read-number.js';
import type { TableShape } from '../../sheets/read-table.js';

/** Gives every word of a list the same size. */
const each = (words: string, size = 1) => Object.fromEntries(words.split(' ').map((word) => [word, size]));

const PEOPLE = each(
  'адам адамдар чел человек человека студент студента студентов студенттер участник участника участников қатысушы people person persons students',
);
const PIECES = each('дана шт штук штука штуки единиц ед pieces pcs');
const TREES = {
  ...each('тал түп ағаш көшет дерево дерева деревьев саженец саженца саженцев куст куста кустов trees tree seedlings'),
  ...PIECES,
};
const BAGS = { ...each('қап мешок мешка мешков bags bag'), ...PIECES };
const MASS = { ...each('кг килограмм килограмма килограммов kg'), ...each('т тн тонна тонны тонн t tonnes', 1000) };

/** Columns with a number: the metric they report, and the words that may stand behind the number. */
export const NUMBER_COLUMNS: Readonly<Record<string, CellUnit & { metric: string }>> = {
  participants: { metric: 'participants', per: 1, words: PEOPLE },
  beneficiaries: { metric: 'beneficiaries', per: 1, words: PEOPLE },
  families: { metric: 'families', per: 1, words: each('отбасы семья семьи семей families') },
  donors: { metric: 'donors', per: 1, words: { ...PEOPLE, ...each('донор донора доноров donors') } },
  trees: { metric: 'trees', per: 1, words: TREES },
  living_trees: { metric: 'livingTrees', per: 1, words: TREES },
  served: { metric: 'served', per: 1, words: PEOPLE },
  plastic_bags: { metric: 'plasticBags', per: 1, words: BAGS },
  glass_bags: { metric: 'glassBags', per: 1, words: BAGS },
  metal_bags: { metric: 'metalBags', per: 1, words: BAGS },
  batteries: { metric: 'batteries', per: 1, words: PIECES },
  bags: { metric: 'bags', per: 1, words: BAGS },
  waste_kg: { metric: 'grams', per: 1000, words: MASS },
  paper_kg: { metric: 'grams', per: 1000, words: MASS },
  funds_kzt: { metric: 'tiyn', per: 100, words: each('теңге тенге тг тңг ₸ kzt') },
  sets: {
    metric: 'sets',
    per: 1,
    words: {
      ...each('жинақ набор набора наборов комплект комплекта комплектов корзин корзина корзины sets'),
      ...PIECES,
    },
  },
  goods_count: { metric: 'pieces', per: 1, words: PIECES },
  hours: { metric: 'minutes', per: 60, words: each('сағат сағ час часа часов ч h hours'), isTime: true },
};

/** Words of collectors for kinds of the standard rulebook. A rulebook's own codes and titles are understood without this list. */
export const KIND_WORDS: Readonly<Record<string, string>> = {
  food_baskets: 'A1',
  elderly_visit: 'A2',
  children_support: 'A3',
  charity_fair: 'A4',
  goods_collection: 'A5',
  blood_donation: 'A6',
  skilled_service: 'A7',
  awareness_event: 'A8',
  cleanup: 'G1',
  shore_cleanup: 'G2',
  recyclables: 'G3',
  tree_planting: 'G4',
  survival_check: 'G4b',
  waste_paper: 'G5',
  plogging: 'G6',
  batteries: 'G7',
  eco_lesson: 'G8',
  volunteer_hours: 'X1',
  уборка: 'G1',
  тазалық: 'G1',
  уборка_территории: 'G1',
  посадка_саженцев: 'G4',
  озеленение: 'G4',
  көшет_отырғызу: 'G4',
  донорство: 'A6',
  донорство_крови: 'A6',
  сдача_крови: 'A6',
  қан_тапсыру: 'A6',
  макулатура: 'G5',
  ярмарка: 'A4',
  жәрмеңке: 'A4',
};

/** Columns that name the college, in the order in which a refusal names them. */
export const COLLEGE_COLUMNS = ['college_kk', 'college_ru', 'college'] as const;

/** A sheet of actions: columns with the headings that mean them. */
export const ACTIONS_SHAPE: TableShape = {
  columns: {
    source_id: {
      kk: ['Нөмірі', 'Жол нөмірі'],
      ru: ['Номер', 'Номер записи', 'Номер строки', 'Код записи'],
      en: ['Record id', 'Record number', 'Id'],
    },
    college_kk: {
      kk: ['Колледж (қаз)', 'Колледж (қазақша)', 'Колледждің атауы', 'Колледж атауы', 'Колледждің қазақша атауы'],
      ru: ['Колледж (каз)', 'Название колледжа (каз)', 'Название колледжа на казахском', 'Наименование колледжа (каз)'],
      en: ['College (kk)'],
    },
    college_ru: {
      kk: ['Колледж (орысша)', 'Колледждің орысша атауы'],
      ru: [
        'Колледж (рус)',
        'Колледж (русский)',
        'Название колледжа',
        'Наименование колледжа',
        'Наименование колледжа (рус)',
        'Название колледжа на русском',
      ],
      en: ['College (ru)'],
    },
    college: {
      kk: ['Колледж', 'Оқу орны'],
      ru: ['Колледж', 'Учебное заведение', 'Организация образования', 'Организация'],
      en: ['College', 'College name', 'Institution'],
    },
    challenge: {
      kk: ['Челлендж', 'Сынақ', 'Бағыт'],
      ru: ['Челлендж', 'Конкурс', 'Трек', 'Направление'],
      en: ['Challenge', 'Track'],
    },
    action_kind: {
      kk: ['Іс-шара түрі', 'Акция түрі', 'Амал түрі', 'Түрі'],
      ru: ['Вид акции', 'Вид действия', 'Вид мероприятия', 'Тип мероприятия', 'Тип акции', 'Вид'],
      en: ['Kind', 'Kind of action', 'Action kind', 'Type'],
    },
    title_original: {
      kk: ['Атауы', 'Акция атауы', 'Іс-шара атауы'],
      ru: ['Название', 'Название акции', 'Название мероприятия', 'Наименование мероприятия', 'Мероприятие'],
      en: ['Title', 'Action', 'Action title'],
    },
    done_on: {
      kk: ['Күні', 'Өткізілген күні', 'Іс-шара күні'],
      ru: ['Дата', 'Дата проведения', 'Дата акции', 'Дата мероприятия'],
      en: ['Date', 'Day', 'Date of action'],
    },
    participants: {
      kk: ['Қатысушылар', 'Қатысушылар саны', 'Студенттер саны'],
      ru: [
        'Участники',
        'Участников',
        'Число участников',
        'Количество участников',
        'Кол-во участников',
        'Количество студентов',
      ],
      en: ['Participants count', 'Number of participants'],
    },
    beneficiaries: {
      kk: ['Көмек алғандар', 'Көмек алғандар саны'],
      ru: ['Получатели', 'Получатели помощи', 'Число получателей', 'Количество получателей', 'Кол-во получателей'],
      en: ['People helped', 'Number of beneficiaries'],
    },
    families: {
      kk: ['Отбасылар', 'Отбасы саны', 'Отбасылар саны'],
      ru: ['Семьи', 'Число семей', 'Количество семей', 'Кол-во семей'],
      en: ['Number of families'],
    },
    donors: {
      kk: ['Донорлар', 'Донорлар саны'],
      ru: ['Доноры', 'Число доноров', 'Количество доноров', 'Кол-во доноров'],
      en: ['Number of donors'],
    },
    trees: {
      kk: ['Ағаштар', 'Ағаш саны', 'Көшеттер', 'Көшет саны', 'Отырғызылған көшет'],
      ru: [
        'Деревья',
        'Саженцы',
        'Число деревьев',
        'Количество деревьев',
        'Количество саженцев',
        'Кол-во деревьев',
        'Кол-во саженцев',
        'Посажено деревьев',
      ],
      en: ['Number of trees', 'Trees planted'],
    },
    living_trees: {
      kk: ['Өскен ағаштар', 'Тірі ағаштар', 'Тірі көшеттер'],
      ru: ['Прижилось', 'Прижившиеся деревья', 'Живые деревья'],
      en: ['Living trees count', 'Trees alive'],
    },
    bags: {
      kk: ['Қаптар', 'Қап саны'],
      ru: ['Мешки', 'Мешков', 'Число мешков', 'Количество мешков', 'Кол-во мешков'],
      en: ['Number of bags'],
    },
    served: {
      kk: ['Қызмет алғандар', 'Қызмет көрсетілген адамдар'],
      ru: ['Обслужено', 'Обслужено человек'],
      en: ['People served'],
    },
    plastic_bags: {
      kk: ['Пластик (қап)'],
      ru: ['Пластик (мешков)', 'Мешки с пластиком'],
      en: ['Plastic (bags)'],
    },
    glass_bags: {
      kk: ['Шыны (қап)'],
      ru: ['Стекло (мешков)', 'Мешки со стеклом'],
      en: ['Glass (bags)'],
    },
    metal_bags: {
      kk: ['Металл (қап)'],
      ru: ['Металл (мешков)', 'Мешки с металлом'],
      en: ['Metal (bags)'],
    },
    batteries: {
      kk: ['Батарейкалар', 'Батарейка саны'],
      ru: ['Батарейки', 'Число батареек', 'Количество батареек', 'Кол-во батареек'],
      en: ['Number of batteries'],
    },
    waste_kg: {
      kk: ['Қоқыс (кг)', 'Қалдық (кг)', 'Қоқыс салмағы (кг)'],
      ru: [
        'Мусор (кг)',
        'Отходы (кг)',
        'Масса отходов (кг)',
        'Вес мусора (кг)',
        'Вес отходов (кг)',
        'Собрано мусора (кг)',
      ],
      en: ['Waste (kg)'],
    },
    paper_kg: {
      kk: ['Қағаз (кг)'],
      ru: ['Макулатура (кг)', 'Бумага (кг)', 'Масса макулатуры (кг)', 'Вес макулатуры (кг)'],
      en: ['Paper (kg)', 'Waste paper (kg)'],
    },
    funds_kzt: {
      kk: ['Қаражат (теңге)', 'Жиналған қаражат (теңге)', 'Қаражат'],
      ru: [
        'Средства (тенге)',
        'Сумма (тенге)',
        'Собрано (тенге)',
        'Собрано средств (тенге)',
        'Собранные средства (тенге)',
        'Сумма',
      ],
      en: ['Funds (KZT)', 'Money (KZT)', 'Funds'],
    },
    sets: {
      kk: ['Жинақтар', 'Жинақ саны'],
      ru: ['Наборы', 'Число наборов', 'Количество наборов', 'Кол-во наборов'],
      en: ['Number of sets'],
    },
    goods_count: {
      kk: ['Заттар', 'Зат саны'],
      ru: ['Вещи', 'Предметы', 'Число вещей', 'Количество вещей', 'Кол-во вещей', 'Количество предметов'],
      en: ['Number of items', 'Items'],
    },
    hours: {
      kk: ['Сағат', 'Сағат саны'],
      ru: ['Часы', 'Число часов', 'Количество часов', 'Кол-во часов', 'Волонтёрские часы'],
      en: ['Number of hours', 'Volunteer hours'],
    },
    quote: {
      kk: ['Сипаттама', 'Мәтін'],
      ru: ['Описание', 'Краткое описание', 'Текст', 'Цитата'],
      en: ['Description', 'Text'],
    },
    url: {
      kk: ['Сілтеме', 'Сілтемелер'],
      ru: ['Ссылка', 'Ссылки', 'Ссылка на публикацию'],
      en: ['Link', 'Links'],
    },
    locality: {
      kk: ['Орны', 'Өткізілген орны', 'Елді мекен'],
      ru: ['Мекенжай', 'Место', 'Место проведения', 'Адрес', 'Населённый пункт'],
      en: ['Place', 'Location', 'Address'],
    },
  },
  required: ['action_kind', 'done_on', COLLEGE_COLUMNS],
  ignored: [
    'region',
    'confidence',
    'note',
    '№',
    '№ п/п',
    'п/п',
    'Р/с',
    'Реті',
    'Облыс',
    'Область',
    'Ескерту',
    'Примечание',
    'Note',
  ],
};
