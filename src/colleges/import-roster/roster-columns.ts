import { headingTable, type TableShape } from '../../sheets/read-table.js';

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
    students | Студенттер; Студенттер саны | Контингент; Студенты; Число студентов; Количество студентов; Кол-во студентов; Численность студентов | Number of students; Enrolment; Enrollment
    enrolment_as_of | Күні; Қай күнгі; Контингент күні | Дата; На дату; Дата контингента; По состоянию на | As of; Date; Enrolment as of
    source | Дереккөз; Дерек көзі | Источник; Источник данных | Data source
    aliases | Басқа атаулар; Басқа атаулары | Другие названия; Другие наименования; Прежние названия; Синонимы | Other names
  `),
  required: [['id', 'name_kk', 'name_ru']],
  ignored: ['№', '№ п/п', 'п/п', 'Р/с', 'Реті', 'Ескерту', 'Примечание', 'Note'],
};

/** A college that nobody registered yet needs all of these. */
export const NEEDED_FOR_NEW = ['name_kk', 'name_ru', 'short_kk', 'short_ru', 'district'];

/** Codes of sources and the words that mean them; other words become a note under the code `other`. */
export const SOURCES: Readonly<Record<string, readonly string[]>> = {
  'department-list': [
    'Басқарма тізімі',
    'Департамент тізімі',
    'Список управления',
    'Список управления образования',
    'Список департамента',
    'Department list',
  ],
  'department-order': ['Бұйрық', 'Бұйрық бойынша', 'Приказ', 'По приказу', 'Приказ управления образования', 'Order'],
  nobd: ['ҰБДҚ', 'НОБД', 'NEDB'],
  'college-report': ['Колледж есебі', 'Отчёт колледжа', 'Отчет колледжа', 'College report'],
};
