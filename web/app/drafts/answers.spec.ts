import { lostFiles, meaningOf } from './answers.js';

describe('Answers to the outbox', () => {
  it.each([
    [401, 'UNAUTHENTICATED', 'signed-out'],
    [400, 'VALIDATION_FAILED', 'refused'],
    [403, 'NOT_YOUR_COLLEGE', 'refused'],
    [409, 'SUBMISSIONS_CLOSED', 'refused'],
    [422, 'CLAIM_EMPTY', 'refused'],
    [413, 'EVIDENCE_TOO_LARGE', 'refused'],
    [409, 'EVIDENCE_NOT_READY', 'later'],
    [409, 'UPLOADS_UNFINISHED', 'later'],
    [409, 'UPLOAD_OFFSET', 'later'],
    [400, 'UPLOAD_INTERRUPTED', 'later'],
    [429, 'TOO_MANY_REQUESTS', 'later'],
    [503, 'STORE_UNREACHABLE', 'later'],
    [507, 'DISK_RESERVED', 'later'],
  ])('reads %i %s as %s', (status, code, meaning) => {
    expect(meaningOf(status, code)).toBe(meaning);
  });

  it('finds the files that the server no longer has', () => {
    expect(lostFiles('EVIDENCE_UNKNOWN', ['files.2', 'files.10'])).toEqual([2, 10]);
    expect(lostFiles('EVIDENCE_UNKNOWN', ['keep.0'])).toEqual([]);
    expect(lostFiles('CLAIM_EMPTY', ['files.2'])).toEqual([]);
  });
});
