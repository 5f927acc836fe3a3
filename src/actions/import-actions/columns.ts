import type { CellUnit } from '../../sheets/read-number.js';
import { headingTable, type TableShape } from '../../sheets/read-table.js';

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
  columns: headingTable(`
    source_id | Нөмірі; Жол нөмірі | Номер; Номер записи; Номер строки; Код записи | Record id; Record number; Id
    college_kk | Колледж (қаз); Колледж (қазақша); Колледждің атауы; Колледж атауы; Колледждің қазақша атауы | Колледж (каз); Название колледжа (каз); Название колледжа на казахском; Наименование колледжа (каз) | College (kk)
    college_ru | Колледж (орысша); Колледждің орысша атауы | Колледж (рус); Колледж (русский); Название колледжа; Наименование колледжа; Наименование колледжа (рус); Название колледжа на русском | College (ru)
    college | Колледж; Оқу орны | Колледж; Учебное заведение; Организация образования; Организация | College; College name; Institution
    challenge | Челлендж; Сынақ; Бағыт | Челлендж; Конкурс; Трек; Направление | Challenge; Track
    action_kind | Іс-шара түрі; Акция түрі; Амал түрі; Түрі | Вид акции; Вид действия; Вид мероприятия; Тип мероприятия; Тип акции; Вид | Kind; Kind of action; Action kind; Type
    title_original | Атауы; Акция атауы; Іс-шара атауы | Название; Название акции; Название мероприятия; Наименование мероприятия; Мероприятие | Title; Action; Action title
    done_on | Күні; Өткізілген күні; Іс-шара күні | Дата; Дата проведения; Дата акции; Дата мероприятия | Date; Day; Date of action
    participants | Қатысушылар; Қатысушылар саны; Студенттер саны | Участники; Участников; Число участников; Количество участников; Кол-во участников; Количество студентов | Participants count; Number of participants
    beneficiaries | Көмек алғандар; Көмек алғандар саны | Получатели; Получатели помощи; Число получателей; Количество получателей; Кол-во получателей | People helped; Number of beneficiaries
    families | Отбасылар; Отбасы саны; Отбасылар саны | Семьи; Число семей; Количество семей; Кол-во семей | Number of families
    donors | Донорлар; Донорлар саны | Доноры; Число доноров; Количество доноров; Кол-во доноров | Number of donors
    trees | Ағаштар; Ағаш саны; Көшеттер; Көшет саны; Отырғызылған көшет | Деревья; Саженцы; Число деревьев; Количество деревьев; Количество саженцев; Кол-во деревьев; Кол-во саженцев; Посажено деревьев | Number of trees; Trees planted
    living_trees | Өскен ағаштар; Тірі ағаштар; Тірі көшеттер | Прижилось; Прижившиеся деревья; Живые деревья | Living trees count; Trees alive
    bags | Қаптар; Қап саны | Мешки; Мешков; Число мешков; Количество мешков; Кол-во мешков | Number of bags
    served | Қызмет алғандар; Қызмет көрсетілген адамдар | Обслужено; Обслужено человек | People served
    plastic_bags | Пластик (қап) | Пластик (мешков); Мешки с пластиком | Plastic (bags)
    glass_bags | Шыны (қап) | Стекло (мешков); Мешки со стеклом | Glass (bags)
    metal_bags | Металл (қап) | Металл (мешков); Мешки с металлом | Metal (bags)
    batteries | Батарейкалар; Батарейка саны | Батарейки; Число батареек; Количество батареек; Кол-во батареек | Number of batteries
    waste_kg | Қоқыс (кг); Қалдық (кг); Қоқыс салмағы (кг) | Мусор (кг); Отходы (кг); Масса отходов (кг); Вес мусора (кг); Вес отходов (кг); Собрано мусора (кг) | Waste (kg)
    paper_kg | Қағаз (кг) | Макулатура (кг); Бумага (кг); Масса макулатуры (кг); Вес макулатуры (кг) | Paper (kg); Waste paper (kg)
    funds_kzt | Қаражат (теңге); Жиналған қаражат (теңге); Қаражат | Средства (тенге); Сумма (тенге); Собрано (тенге); Собрано средств (тенге); Собранные средства (тенге); Сумма | Funds (KZT); Money (KZT); Funds
    sets | Жинақтар; Жинақ саны | Наборы; Число наборов; Количество наборов; Кол-во наборов | Number of sets
    goods_count | Заттар; Зат саны | Вещи; Предметы; Число вещей; Количество вещей; Кол-во вещей; Количество предметов | Number of items; Items
    hours | Сағат; Сағат саны | Часы; Число часов; Количество часов; Кол-во часов; Волонтёрские часы | Number of hours; Volunteer hours
    quote | Сипаттама; Мәтін | Описание; Краткое описание; Текст; Цитата | Description; Text
    url | Сілтеме; Сілтемелер | Ссылка; Ссылки; Ссылка на публикацию | Link; Links
    locality | Орны; Өткізілген орны; Елді мекен | Мекенжай; Место; Место проведения; Адрес; Населённый пункт | Place; Location; Address
  `),
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
