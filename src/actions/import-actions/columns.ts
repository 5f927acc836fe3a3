import type { CellUnit } from '../../sheets/read-number.js';
import { headingTable, type TableShape, textTable } from '../../sheets/text-table.js';

/** Gives every word of a list the same size. */
const each = (words: string, size = 1) => Object.fromEntries(words.split(' ').map((word) => [word, size]));

const PEOPLE = each(
  'адам адамдар чел человек человека студ студент студента студентов студенттер оқушы оқушылар учащихся обучающихся участник участника участников қатысушы people person persons students',
);
const TREES = each(
  'тал түп ағаш көшет дерево дерева деревьев саженец саженца саженцев куст куста кустов trees tree seedlings',
);
const SETS = each('жинақ набор набора наборов комплект комплекта комплектов корзин корзина корзины sets');
const TONNES = each('т тн тонна тонны тонн t tonne tonnes', 1000);
const PIECES = each('дана шт штук штука штуки единиц ед pieces pcs');

/** Units of numbers: how many stored units make one, and the words that may stand behind the number. */
const UNITS: Readonly<Record<string, CellUnit>> = {
  people: { per: 1, words: PEOPLE },
  families: { per: 1, words: each('отбасы семья семьи семей families') },
  donors: { per: 1, words: { ...PEOPLE, ...each('донор донора доноров donors') } },
  trees: { per: 1, words: { ...TREES, ...PIECES } },
  bags: { per: 1, words: { ...each('қап мешок мешка мешков bags bag'), ...PIECES } },
  pieces: { per: 1, words: PIECES },
  kilograms: { per: 1000, words: { ...each('кг килограмм килограмма килограммов kg'), ...TONNES } },
  tenge: { per: 100, words: each('теңге тенге тг тңг ₸ kzt') },
  sets: { per: 1, words: { ...SETS, ...PIECES } },
  hours: { per: 60, words: each('сағат сағ час часа часов ч h hrs hour hours'), isTime: true },
};

/** Words of collectors for kinds of the standard rulebook. A rulebook's own codes and titles are understood without this list. */
export const KIND_WORDS: ReadonlyMap<string, string> = new Map(
  textTable(`
    A1 | food_baskets
    A2 | elderly_visit
    A3 | children_support
    A4 | charity_fair; ярмарка; жәрмеңке
    A5 | goods_collection
    A6 | blood_donation; донорство; донорство_крови; сдача_крови; қан_тапсыру
    A7 | skilled_service
    A8 | awareness_event
    G1 | cleanup; уборка; тазалық; уборка_территории
    G2 | shore_cleanup
    G3 | recyclables
    G4 | tree_planting; посадка_саженцев; озеленение; көшет_отырғызу
    G4b | survival_check
    G5 | waste_paper; макулатура
    G6 | plogging
    G7 | batteries
    G8 | eco_lesson
    X1 | volunteer_hours
  `).flatMap(([kind, words = []]) => words.map((word) => [word, kind![0]!] as const)),
);

/** Columns that name the college, in the order in which a refusal names them. */
export const COLLEGE_COLUMNS = ['college_kk', 'college_ru', 'college'] as const;

/** `column | Kazakh | Russian | English headings`; a column with a number ends with the metric it reports and its unit. */
const COLUMNS = `
  source_id | Нөмірі; Жол нөмірі | Номер; Номер записи; Номер строки; Код записи | Record id; Record number; Id
  college_kk | Колледж (қаз); Колледж (қазақша); Колледждің атауы; Колледж атауы; Колледждің қазақша атауы | Колледж (каз); Название колледжа (каз); Название колледжа на казахском; Наименование колледжа (каз) | College (kk)
  college_ru | Колледж (орысша); Колледждің орысша атауы | Колледж (рус); Колледж (русский); Название колледжа; Наименование колледжа; Наименование колледжа (рус); Название колледжа на русском | College (ru)
  college | Колледж; Оқу орны | Колледж; Учебное заведение; Организация образования; Организация | College; College name; Institution
  challenge | Челлендж; Сынақ; Бағыт | Челлендж; Конкурс; Трек; Направление | Challenge; Track
  action_kind | Іс-шара түрі; Акция түрі; Амал түрі; Түрі | Вид акции; Вид действия; Вид мероприятия; Тип мероприятия; Тип акции; Вид | Kind; Kind of action; Action kind; Type
  title_original | Атауы; Акция атауы; Іс-шара атауы | Название; Название акции; Название мероприятия; Наименование мероприятия; Мероприятие | Title; Action; Action title
  done_on | Күні; Өткізілген күні; Іс-шара күні | Дата; Дата проведения; Дата акции; Дата мероприятия | Date; Day; Date of action
  participants | Қатысушылар; Қатысушылар саны; Студенттер саны; Оқушылар; Оқушылар саны | Участники; Участников; Число участников; Количество участников; Кол-во участников; Количество студентов | Participants count; Number of participants | participants people
  beneficiaries | Көмек алғандар; Көмек алғандар саны | Получатели; Получатели помощи; Число получателей; Количество получателей; Кол-во получателей | People helped; Number of beneficiaries | beneficiaries people
  families | Отбасылар; Отбасы саны; Отбасылар саны | Семьи; Число семей; Количество семей; Кол-во семей | Number of families | families families
  donors | Донорлар; Донорлар саны | Доноры; Число доноров; Количество доноров; Кол-во доноров | Number of donors | donors donors
  trees | Ағаштар; Ағаш саны; Көшеттер; Көшет саны; Отырғызылған көшет | Деревья; Саженцы; Число деревьев; Количество деревьев; Количество саженцев; Кол-во деревьев; Кол-во саженцев; Посажено деревьев | Number of trees; Trees planted | trees trees
  living_trees | Өскен ағаштар; Тірі ағаштар; Тірі көшеттер | Прижилось; Прижившиеся деревья; Живые деревья | Living trees count; Trees alive | livingTrees trees
  served | Қызмет алғандар; Қызмет көрсетілген адамдар | Обслужено; Обслужено человек | People served | served people
  plastic_bags | Пластик (қап) | Пластик (мешков); Мешки с пластиком | Plastic (bags) | plasticBags bags
  glass_bags | Шыны (қап) | Стекло (мешков); Мешки со стеклом | Glass (bags) | glassBags bags
  metal_bags | Металл (қап) | Металл (мешков); Мешки с металлом | Metal (bags) | metalBags bags
  batteries | Батарейкалар; Батарейка саны | Батарейки; Число батареек; Количество батареек; Кол-во батареек | Number of batteries | batteries pieces
  bags | Қаптар; Қап саны; Қоқыс (қап) | Мешки; Мешков; Число мешков; Количество мешков; Кол-во мешков; Мусор (мешков) | Number of bags; Waste (bags) | bags bags
  waste_kg | Қоқыс (кг); Қалдық (кг); Қоқыс салмағы (кг) | Мусор (кг); Отходы (кг); Масса отходов (кг); Вес мусора (кг); Вес отходов (кг); Собрано мусора (кг) | Waste (kg) | grams kilograms
  paper_kg | Қағаз (кг) | Макулатура (кг); Бумага (кг); Масса макулатуры (кг); Вес макулатуры (кг) | Paper (kg); Waste paper (kg) | grams kilograms
  funds_kzt | Қаражат (теңге); Жиналған қаражат (теңге); Қаражат | Средства (тенге); Сумма (тенге); Собрано (тенге); Собрано средств (тенге); Собранные средства (тенге); Сумма | Funds (KZT); Money (KZT); Funds | tiyn tenge
  sets | Жинақтар; Жинақ саны | Наборы; Число наборов; Количество наборов; Кол-во наборов | Number of sets | sets sets
  goods_count | Заттар; Зат саны | Вещи; Предметы; Число вещей; Количество вещей; Кол-во вещей; Количество предметов | Number of items; Items | pieces pieces
  hours | Сағат; Сағат саны | Часы; Число часов; Количество часов; Кол-во часов; Волонтёрские часы | Number of hours; Volunteer hours | minutes hours
  quote | Сипаттама; Мәтін | Описание; Краткое описание; Текст; Цитата | Description; Text
  url | Сілтеме; Сілтемелер | Ссылка; Ссылки; Ссылка на публикацию | Link; Links
  locality | Орны; Өткізілген орны; Елді мекен | Мекенжай; Место; Место проведения; Адрес; Населённый пункт | Place; Location; Address
`;

/** Columns with a number. Ids of rows without a record id depend on their order. */
export const NUMBER_COLUMNS: Readonly<Record<string, CellUnit & { metric: string }>> = Object.fromEntries(
  textTable(COLUMNS).flatMap(([column, , , , number]) => {
    const [metric, unit] = number?.[0]?.split(' ') ?? [];
    return metric && unit ? [[column![0]!, { metric, ...UNITS[unit]! }]] : [];
  }),
);

/** A sheet of actions: columns with the headings that mean them. */
export const ACTIONS_SHAPE: TableShape = {
  columns: headingTable(COLUMNS),
  required: ['action_kind', 'done_on', COLLEGE_COLUMNS],
  units: NUMBER_COLUMNS,
  ignored: ['region', 'confidence', 'note', 'Облыс', 'Область'],
};
