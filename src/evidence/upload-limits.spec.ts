import { requireRoom, requireSize, seasonStart, type UploadLimits, type Usage } from './upload-limits.js';

const MEGABYTE = 1_048_576;
const limits: UploadLimits = {
  megabytes: 20,
  unfinished: 2,
  unfinishedMegabytes: 30,
  filesOfSeason: 100,
  megabytesOfSeason: 1_000,
};
const none = { files: 0, bytes: 0 };
const unused: Usage = { unfinishedOfAccount: none, unfinishedOfCollege: none, season: none };
const room =
  (used: Partial<Usage>, length = MEGABYTE) =>
  () =>
    requireRoom(length, { ...unused, ...used }, limits);

describe('Limits of uploads', () => {
  it('refuses an empty file and one that is too large', () => {
    expect(() => requireSize(1, limits)).not.toThrow();
    expect(() => requireSize(20 * MEGABYTE, limits)).not.toThrow();
    expect(() => requireSize(0, limits)).toThrow('EVIDENCE_EMPTY');
    expect(() => requireSize(20 * MEGABYTE + 1, limits)).toThrow('EVIDENCE_TOO_LARGE');
  });

  it('limits what one account and one college leave unfinished', () => {
    expect(room({ unfinishedOfAccount: { files: 1, bytes: 29 * MEGABYTE } })).not.toThrow();
    expect(room({ unfinishedOfAccount: { files: 2, bytes: 0 } })).toThrow('UPLOADS_UNFINISHED');
    expect(room({ unfinishedOfAccount: { files: 1, bytes: 29 * MEGABYTE + 1 } })).toThrow('UPLOADS_UNFINISHED');
    expect(room({ unfinishedOfCollege: { files: 5, bytes: 0 } })).not.toThrow();
    expect(room({ unfinishedOfCollege: { files: 6, bytes: 0 } })).toThrow('UPLOADS_UNFINISHED');
    expect(room({ unfinishedOfCollege: { files: 5, bytes: 90 * MEGABYTE } })).toThrow('UPLOADS_UNFINISHED');
  });

  it('limits the files and the bytes of a college in a season', () => {
    expect(room({ season: { files: 99, bytes: 999 * MEGABYTE } })).not.toThrow();
    expect(room({ season: { files: 100, bytes: 0 } })).toThrow('EVIDENCE_QUOTA');
    expect(room({ season: { files: 1, bytes: 999 * MEGABYTE + 1 } })).toThrow('EVIDENCE_QUOTA');
  });
});

describe('seasonStart', () => {
  it.each([
    ['2026-08-31', '2025-09-01'],
    ['2026-09-01', '2026-09-01'],
    ['2027-03-01', '2026-09-01'],
  ])('begins the season of %s on %s', (day, start) => {
    expect(seasonStart(day)).toBe(start);
  });
});
