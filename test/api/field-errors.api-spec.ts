import { startTestApp, type TestApp } from '../support/app.js';

let server: TestApp;
beforeAll(async () => {
  server = await startTestApp();
}, 120_000);
afterAll(() => server?.close());

const refused = async (language: string) => {
  const { status, headers, body } = await server.request('POST', `/api/challenges?lang=${language}`, {
    cookie: server.adminCookie,
    body: {
      id: 'Жасыл',
      track: 'chess',
      titles: { kk: '', ru: 'Зелёный', en: 'x'.repeat(121) },
      season: 'күз',
      opensOn: '2026-02-30',
      colour: 'green',
    },
  });
  expect([status, body.code, headers.get('content-language')]).toEqual([400, 'VALIDATION_FAILED', language]);
  return body.errors as { path: string; code: string; message: string }[];
};

describe('lists every invalid field with its reason and remedy', () => {
  test('in Kazakh', async () => {
    expect(await refused('kk')).toEqual([
      {
        path: 'id',
        code: 'INVALID_FORMAT',
        message:
          '«id» коды дұрыс емес. Тек кіші латын әріптерін, сандарды және сызықшаны қолданыңыз, 64 таңбадан асырмаңыз.',
      },
      {
        path: 'track',
        code: 'INVALID_VALUE',
        message: '«track» мәні тізімде жоқ. Мыналардың бірін таңдаңыз: amal, green.',
      },
      { path: 'titles.kk', code: 'TOO_SMALL', message: '«titles.kk» бос. Мәтінін жазыңыз.' },
      { path: 'titles.en', code: 'TOO_BIG', message: '«titles.en» тым ұзын. 120 таңбадан асырмай қысқартыңыз.' },
      {
        path: 'season',
        code: 'INVALID_TYPE',
        message: '«season» өрістерден тұруы керек. Оны өрістерімен бірге жіберіңіз.',
      },
      {
        path: 'opensOn',
        code: 'CUSTOM',
        message: '«opensOn» күнтізбедегі күн емес. ЖЖЖЖ-АА-КК түрінде жазыңыз, мысалы 2026-11-23.',
      },
      { path: 'closesOn', code: 'INVALID_TYPE', message: '«closesOn» толтырылмаған. Мәнін көрсетіңіз.' },
      {
        path: '',
        code: 'UNRECOGNIZED_KEYS',
        message: '«сұрау»: мұнда colour деген өріс жоқ. Оны алып тастаңыз немесе атауын тексеріңіз.',
      },
    ]);
  });

  test.each([
    [
      'ru',
      [
        'Код «id» записан неверно.',
        '«titles.kk» пусто.',
        '«closesOn» не заполнено.',
        '«запрос»: здесь нет поля colour.',
      ],
    ],
    [
      'en',
      [
        'The code “id” is not right.',
        '“titles.kk” is empty.',
        '“closesOn” is missing.',
        '“request”: there is no field colour here.',
      ],
    ],
  ])('in %s', async (language, sentences) => {
    const errors = await refused(language);
    expect(errors.map(({ path }) => path)).toEqual((await refused('kk')).map(({ path }) => path));
    const said = errors.map(({ message }) => message).join('\n');
    for (const sentence of sentences) expect(said).toContain(sentence);
    expect(errors.filter((error) => Object.keys(error).length !== 3)).toEqual([]);
  });

  test('translates every message of the validator', async () => {
    for (const language of ['kk', 'ru', 'en'])
      for (const { message } of await refused(language))
        expect(message).not.toMatch(/Invalid|expected|received|FIELD_/);
  });
});
