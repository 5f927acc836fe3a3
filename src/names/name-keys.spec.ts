import { readsTheSame, spelling } from './name-keys.js';

const KAZAKH = 'аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя';

describe('nameKeys', () => {
  it.each([
    ['Aқтау', 'Ақтау'],
    ['Шаhар', 'Шаһар'],
    ['Мaңғыстay', 'Маңғыстау'],
    ['PTC', 'РТС'],
    ['mktk', 'MKTK'],
    ['мктк', 'MKTK'],
    ['Жiгер', 'Жігер'],
    ['lшкі', 'Ішкі'],
    ['Мəңгілік', 'Мәңгілік'],
    ['МƏҢГІЛІК', 'Мәңгілік'],
    ['Кοлледж', 'Колледж'],
    ['Кοllege'.replace('К', 'K'), 'Kollege'],
    ['Ｔｅｎｇｉｚ', 'Tengiz'],
    ['𝐓𝐞𝐧𝐠𝐢𝐳', 'Tengiz'],
    ['Колледж №1', 'Колледж №I'],
    ['Колледж 10', 'Колледж 1O'],
    ['Зелёный', 'Зеленый'],
    ['Зелëный', 'Зелёный'],
    ['ЗЕЛËНЫЙ', 'Зеленый'],
    ['Колледж № 1', 'Колледж №1'],
    ['Колледж №\u00a01', 'Колледж №1'],
    ['Колледж N° 1', 'Колледж №1'],
    ['Колледж No 1', 'Колледж № 1'],
    ['КОЛЛЕДЖ NO 1', 'Колледж №1'],
    ['№ I колледж', '№1 колледж'],
  ])('reads %s as %s', (one, other) => {
    expect(readsTheSame(one, other)).toBe(true);
  });

  it.each(['-', '‐', '‑', '‒', '–', '—', '―', '−', '﹣', '－', '⁃', ' - ', ' — ', '\u00ad-', '--'])(
    'takes the dash %j for a hyphen',
    (dash) => expect(readsTheSame(`Технико${dash}экономический`, 'Технико-экономический')).toBe(true),
  );

  it.each([
    '«Тениз»',
    '"Тениз"',
    "'Тениз'",
    '“Тениз”',
    '„Тениз“',
    '‹Тениз›',
    '’Тениз’',
    '‘Тениз`',
    '<<Тениз>>',
    '″Тениз″',
    '❝Тениз❞',
  ])('ignores the quotes of %s', (quoted) => expect(readsTheSame(`Колледж ${quoted}`, 'Колледж Тениз')).toBe(true));

  it.each(['\u00a0', '\u2003', '\u2009', '\u202f', '\u3000', '\u1680', '\u2800', '\u3164 ', '\t', '\n', '  '])(
    'takes the blank %j for a space',
    (blank) => expect(readsTheSame(`Ақтау${blank}колледжі`, 'Ақтау колледжі')).toBe(true),
  );

  it.each(['\u200b', '\u00ad', '\u2060', '\ufeff', '\u034f', '\u3164', '\u115f', '\u{e0041}', '\ufe0f', '\u202e'])(
    'ignores the invisible %j',
    (unseen) => expect(readsTheSame(`Ақ${unseen}тау`, 'Ақтау')).toBe(true),
  );

  it.each([
    ['Қарағанды', 'Караганды'],
    ['Өнер', 'Онер'],
    ['Caspian', 'Каспий'],
    ['Ұлы', 'Улы'],
    ['Үміт', 'Уміт'],
    ['Шаһар', 'Шанар'],
    ['Технико экономический', 'Технико-экономический'],
    ['Колледж №1', 'Колледж №2'],
    ['Колледж № 1', 'Колледж № 11'],
    ['n1', 'no1'],
    ['Piano 1', 'Piano1'],
  ])('tells %s from %s', (one, other) => {
    expect(readsTheSame(one, other)).toBe(false);
  });

  it('tells all letters of the Kazakh alphabet apart', () => {
    const letters = [...KAZAKH];
    const alike = letters.flatMap((one) => letters.filter((other) => other > one && readsTheSame(one, other)));
    expect(alike).toEqual([]);
  });

  it.each(['АҚТАУ КОЛЛЕДЖІ', 'ақтау колледжі', 'Ақтау колледжі'.normalize('NFD')])(
    'reads %s in any case and form',
    (typed) => {
      expect(readsTheSame(typed, 'Ақтау колледжі')).toBe(true);
    },
  );

  it('keeps the script in a spelling', () => {
    expect(spelling(' «Теңіз»  — КОЛЛЕДЖІ ')).toBe('теңіз-колледжі');
  });
});
