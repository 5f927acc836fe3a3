import { erasedOn } from './erased-on.js';

describe('erasedOn', () => {
  it('says the day of the erasure in Aqtau in three languages', () => {
    expect(erasedOn('2026-11-28T20:30:00.000Z')).toEqual({
      at: '2026-11-28T20:30:00.000Z',
      kk: '2026 ж. 29 қараша күні өшірілді',
      ru: 'Удалено 29 ноября 2026 г.',
      en: 'Erased on 29 November 2026',
    });
  });

  it('says nothing of a text that was not erased', () => {
    expect(erasedOn(undefined)).toBeNull();
  });
});
