import { parseReceipt } from '../../src/events/receipt.js';
import { claim, GreenSeason } from '../support/green-season.js';
import { challengeId } from '../support/challenge-history.js';

describe('receipts of submitted actions', () => {
  let season: GreenSeason;
  beforeAll(async () => {
    season = await GreenSeason.start();
  }, 120_000);
  afterAll(() => season?.app.close());

  const submit = (id: string, cookie = season.teniz) => season.as(cookie, 'PUT', `/api/actions/${id}`, claim());
  const storedIn = async (id: string) =>
    (await season.app.events(`action-${id}`)).map(({ data }) => (JSON.parse(data) as { receipt?: number }).receipt);

  it('answers the number of the event, the same to every repetition', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => submit('trees-1')));
    const receipts = new Set(answers.map(({ body }) => body.receipt as string));
    expect(receipts.size).toBe(1);
    const [receipt] = receipts;
    expect(receipt).toMatch(/^\d+-\d$/);
    expect((await submit('trees-1')).body.receipt).toBe(receipt);
    expect(await storedIn('trees-1')).toEqual([parseReceipt(receipt!)]);
  });

  it('never gives two actions one number', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, (_, nth) => submit(`many-${nth}`)));
    expect(new Set(answers.map(({ body }) => body.receipt)).size).toBe(12);
  });

  it('shows and finds the action by its receipt', async () => {
    const sent = await submit('trees-2');
    const { receipt } = sent.body;
    expect((await season.after(sent, '/api/actions/trees-2', season.nurlan)).body.receipt).toBe(receipt);
    const [number, digit] = receipt.split('-');
    for (const text of [receipt, `№ ${number} – ${digit}`]) {
      const { body } = await season.after(sent, `/api/actions?receipt=${encodeURIComponent(text)}`, season.teniz);
      expect(body).toMatchObject({ total: 1, items: [{ id: 'trees-2', receipt }] });
    }
    const queue = await season.after(sent, `/api/actions?pending=true&receipt=${receipt}`, season.aigul);
    expect(queue.body).toMatchObject({ total: 1, items: [{ receipt }] });
  });

  it('hides the action of another college behind its receipt', async () => {
    const sent = await submit('dala-1', season.dala);
    const found = await season.after(sent, `/api/actions?receipt=${sent.body.receipt}`, season.teniz);
    expect(found).toMatchObject({ status: 200, body: { total: 0, items: [] } });
  });

  it('refuses a wrong check digit with words', async () => {
    const { receipt } = (await submit('trees-3')).body;
    const wrong = `${receipt.slice(0, -1)}${(Number(receipt.at(-1)) + 1) % 10}`;
    const answer = await season.as(season.teniz, 'GET', `/api/actions?receipt=${wrong}`, undefined, {
      'accept-language': 'ru',
    });
    expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    expect(JSON.stringify(answer.body)).toContain('такого номера квитанции не бывает');
    for (const text of ['', '2271', 'абв', `${'1'.repeat(50)}-1`])
      expect((await season.as(season.teniz, 'GET', `/api/actions?receipt=${encodeURIComponent(text)}`)).status).toBe(
        400,
      );
  });

  it('answers no number for an action of an earlier version', async () => {
    const { links: _, place: __, description: ___, ...numbers } = claim();
    const kept = {
      ...numbers,
      claimed: { trees: { value: 30, precision: 'about' as const } },
      partners: [],
      evidence: [],
    };
    await season.given('action-old-1', {
      type: 'ActionSubmitted',
      data: {
        ...kept,
        actionId: 'old-1',
        challengeId,
        collegeId: 'teniz',
        details: null,
        submittedOn: '2026-09-01',
        rulebookVersion: 1,
      },
    });
    const again = { ...numbers, claimed: kept.claimed };
    const answer = await season.as(season.teniz, 'PUT', '/api/actions/old-1', again);
    expect(answer).toMatchObject({ status: 200, body: { receipt: null } });
    expect((await season.after(answer, '/api/actions/old-1', season.teniz)).body.receipt).toBeNull();
  });
});
