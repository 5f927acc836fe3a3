import { claimBody } from './claim-body.js';
import { draftOf, fileOf } from './draft.fixture.js';

describe('Body of a claim', () => {
  const typed = (text: string, value: number | null) => ({ text, value, precision: 'at-least' as const });

  it('leaves out numbers that were not reported, and keeps zeros', () => {
    const claimed = { trees: typed('55', 55), bags: typed('', null), participants: typed('0', 0) };
    expect(claimBody(draftOf({ claimed }), []).claimed).toEqual({
      trees: { value: 55, precision: 'at-least' },
      participants: { value: 0, precision: 'at-least' },
    });
  });

  it('names the first day only where it is another one', () => {
    const days = { doneFrom: '2026-10-11', doneOn: '2026-10-11' };
    expect(claimBody(draftOf(days), [])).not.toHaveProperty('doneFrom');
    expect(claimBody(draftOf({ ...days, doneFrom: '2026-10-10' }), [])).toMatchObject({ doneFrom: '2026-10-10' });
  });

  it('trims words and leaves out empty ones', () => {
    const body = claimBody(draftOf({ place: '  Құрық ', description: ' \n', links: [' ', ' https://a.example '] }), []);
    expect(body).toMatchObject({ place: 'Құрық', links: ['https://a.example'] });
    expect(body.description).toBeUndefined();
  });

  it('names files in their order, with the words about minors', () => {
    const body = claimBody(draftOf({ attestation: 'consent' }), [fileOf({ id: 'f2' }), fileOf()]);
    expect(body).toMatchObject({ files: ['f2', 'f1'], attestation: 'consent' });
  });
});
