import { addressOf, arrived } from './on-phone.js';

describe('A report on the device', () => {
  test('counts the photos that are on the server', () => {
    const files = ['done', 'checking', 'queued', 'failed'].map((state) => ({ state }));
    expect(arrived({ files })).toBe(2);
  });

  test('opens the form, and an answer the page of its action', () => {
    expect(addressOf({ id: 'd1', purpose: { kind: 'report' } })).toBe('/portal/report?draft=d1');
    expect(addressOf({ id: 'd1', purpose: { kind: 'revision', actionId: 'a1' } })).toBe('/portal/report?draft=d1');
    expect(addressOf({ id: 'd1', purpose: { kind: 'answer', actionId: 'a1' } })).toBe('/portal/actions/a1');
  });
});
