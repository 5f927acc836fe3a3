import { addressOf, arrived } from './on-phone.js';

describe('A report on the device', () => {
  test('counts the photos that are on the server', () => {
    const files = ['done', 'checking', 'queued', 'failed'].map((state) => ({ state }));
    expect(arrived({ files })).toBe(2);
  });

  test('opens the form while it is a draft, and an answer the page of its action', () => {
    const draft = { id: 'd1', shown: 'draft' } as const;
    expect(addressOf({ ...draft, purpose: { kind: 'report' } })).toBe('/portal/report?draft=d1');
    expect(addressOf({ ...draft, purpose: { kind: 'revision', actionId: 'a1' } })).toBe('/portal/report?draft=d1');
    expect(addressOf({ ...draft, purpose: { kind: 'answer', actionId: 'a1' } })).toBe('/portal/actions/a1');
  });

  test('opens its way to the server once it was sent', () => {
    expect(addressOf({ id: 'd1', shown: 'waiting', purpose: { kind: 'report' } })).toBe('/portal/drafts/d1');
  });
});
