import { addressOf, arrived } from './on-phone.js';

describe('A report on the device', () => {
  test('counts the photos that are on the server', () => {
    const files = ['done', 'checking', 'queued', 'failed'].map((state) => ({ state }));
    expect(arrived({ files })).toBe(2);
  });

  test('opens the form of a draft, and the action of an answer', () => {
    const draft = { id: 'd1', shown: 'draft' } as const;
    expect(addressOf({ ...draft, purpose: { kind: 'report' } })).toBe('/portal/report?draft=d1');
    expect(addressOf({ ...draft, purpose: { kind: 'revision', actionId: 'a1' } })).toBe('/portal/report?draft=d1');
    expect(addressOf({ ...draft, purpose: { kind: 'answer', actionId: 'a1' } })).toBe('/portal/actions/a1');
  });

  test('opens the page of its delivery once it was sent', () => {
    expect(addressOf({ id: 'd1', shown: 'waiting', purpose: { kind: 'report' } })).toBe('/portal/drafts/d1');
  });
});
