import { startTestApp, type TestApp } from '../support/app.js';

const names = { kk: 'Теңіз колледжі', ru: 'Колледж Теңіз', en: 'Teniz College' };

describe('POST /api/colleges', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  }, 120_000);
  afterAll(() => app?.close());

  it('refuses a name of blanks only', async () => {
    const register = (shortNames: object) =>
      app.request('POST', '/api/colleges', {
        cookie: app.adminCookie,
        body: { names, shortNames, district: 'aktau' },
      });
    expect((await register({ ...names, kk: ' ' })).status).toBe(400);
    expect((await register(names)).status).toBe(201);
  });
});
