import { readsTheSame, spelling } from '../../names/name-keys.js';
import { headingTable, type TableShape, textTable } from '../../sheets/text-table.js';

const PEOPLE = 'студ студент студента студентов студенттер оқушы обучающихся чел человек адам people students';
export const STUDENTS = { per: 1, words: Object.fromEntries(PEOPLE.split(' ').map((word) => [word, 1])) };

/** A roster: columns with the headings that mean them. */
export const ROSTER_SHAPE: TableShape = {
  columns: headingTable(`
    id | Колледж коды | Идентификатор; Код; Код колледжа | College id; Code
    name_kk | Атауы; Атауы (қаз); Атауы (қазақша); Толық атауы; Колледж атауы; Колледждің атауы; Қазақша атауы | Название (каз); Название на казахском; Наименование на казахском; Наименование (каз) | Name (kk); Name in Kazakh; Kazakh name
    name_ru | Атауы (орыс); Атауы (орысша); Орысша атауы | Название; Наименование; Полное название; Полное наименование; Название колледжа; Наименование колледжа; Название (рус); Название на русском; Наименование на русском; Наименование (рус) | Name (ru); Name in Russian; Russian name
    name_en | Атауы (ағыл); Атауы (ағылшынша); Ағылшынша атауы | Название (англ); Название на английском; Наименование на английском; Наименование (англ) | Name; Name (en); Name in English; English name; College name
    short_kk | Қысқаша атауы; Қысқа атауы; Қысқаша атауы (қаз); Қысқаша атауы (қазақша) | Краткое название (каз); Краткое наименование (каз) | Short name (kk); Short name in Kazakh
    short_ru | Қысқаша атауы (орыс); Қысқаша атауы (орысша) | Краткое название; Краткое наименование; Сокращение; Сокращённое название; Сокращённое наименование; Краткое название (рус); Краткое наименование (рус) | Short name (ru); Short name in Russian
    short_en | Қысқаша атауы (ағыл); Қысқаша атауы (ағылшынша) | Краткое название (англ); Краткое наименование (англ) | Short name; Short name (en); Short name in English
    district | Аудан; Ауданы; Аудан/қала; Қала/аудан | Район; Район/город; Город/район; Населённый пункт | Area; City or district
    students | Студенттер; Студенттер саны; Білім алушылар саны; Оқушылар саны | Контингент; Студенты; Число студентов; Количество студентов; Кол-во студентов; Численность студентов; Количество обучающихся | Number of students; Enrolment; Enrollment
    enrolment_as_of | Күні; Қай күнгі; Контингент күні | Дата; На дату; Дата контингента; По состоянию на | As of; Date; Enrolment as of
    source | Дереккөз; Дерек көзі | Источник; Источник данных | Data source
    aliases | Басқа атаулар; Басқа атаулары | Другие названия; Другие наименования; Прежние названия; Синонимы | Other names
  `),
  required: [['id', 'name_kk', 'name_ru']],
  units: { students: STUDENTS },
  ignored: [],
};

/** A college that nobody registered yet needs all of these. */
export const NEEDED_FOR_NEW = ['name_kk', 'name_ru', 'short_kk', 'short_ru', 'district'];

/** Codes of sources and the words that mean them; other words become a note under the code `other`. */
export const SOURCES = headingTable(`
  department-list | Басқарма тізімі; Департамент тізімі | Список управления; Список управления образования; Список департамента | Department list
  department-order | Бұйрық; Бұйрық бойынша | Приказ; По приказу; Приказ управления образования | Order
  nobd | ҰБДҚ | НОБД | NEDB
  college-report | Колледж есебі | Отчёт колледжа; Отчет колледжа | College report
`);

/** Districts of the region: how a list shows them, and the names people give them, without words such as «район». */
export const DISTRICTS = textTable(`
  aqtau | Ақтау қаласы | ақтау; актау; aqtau; aktau
  zhanaozen | Жаңаөзен қаласы | жаңаөзен; жанаозен; жанаөзен; zhanaozen; janaozen
  beineu | Бейнеу ауданы | бейнеу; бейнеуский; beineu; beyneu
  mangystau | Маңғыстау ауданы | маңғыстау; мангистау; мангистауский; мангыстауский; mangystau; mangistau
  qaraqiya | Қарақия ауданы | қарақия; каракия; каракиянский; qaraqiya; karakiya
  munaily | Мұнайлы ауданы | мұнайлы; мунайлы; мунайлинский; munaily; munayly
  tupqaragan | Түпқараған ауданы | түпқараған; тупкараган; тупкараганский; tupqaragan; tupkaragan
`).map(([code, title, names]) => ({ code: code![0]!, title: title![0]!, names: names! }));

const CITY = ['г', 'гор', 'город', 'қ', 'қаласы', 'қала', 'сы', 'city', 'town'];
const DISTRICT = ['р', 'н', 'он', 'рн', 'район', 'ауд', 'ауданы', 'аудан', 'district', 'rayon', 'raion'];

/** The code of a district named in words or by its code; null = unknown. */
export function districtOf(cell: string): string | null {
  if (DISTRICTS.some(({ code }) => code === cell)) return cell;
  const tokens = spelling(cell)
    .split(/[\s.,-]+/u)
    .filter(Boolean);
  const name = tokens.filter((token) => !CITY.includes(token) && !DISTRICT.includes(token)).join(' ');
  const found = DISTRICTS.find(({ names }) => names.some((word) => readsTheSame(word, name)));
  // «Маңғыстау» alone may be the whole region.
  const isRegion = found?.code === 'mangystau' && !tokens.some((token) => DISTRICT.includes(token));
  return isRegion ? null : (found?.code ?? null);
}
