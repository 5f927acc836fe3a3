import type { Viewer } from '../../http/access.js';
import { linkToken, readLinkToken } from './link-token.js';

const key = Buffer.alloc(32, 7);
const id = '00000000-0000-4000-8000-000000000001';
const viewer: Viewer = { accountId: 'ainur', role: 'coordinator', collegeId: 'teniz' };
const now = new Date('2026-10-10T07:00:00.000Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const token = linkToken(id, 'full', viewer, now, key);
const read = (given = token, by = viewer, at = now, with_ = key) => readLinkToken(given, by, at, with_);

describe('link tokens', () => {
  it('open one file for ten minutes', () => {
    expect(read()).toEqual({ id, variant: 'full' });
    expect(read(token, viewer, later(599_999))).not.toBeNull();
    expect(read(token, viewer, later(600_000))).toBeNull();
  });

  it('open nothing for another account, role or college', () => {
    expect(read(token, { ...viewer, accountId: 'dana' })).toBeNull();
    expect(read(token, { ...viewer, role: 'reviewer' })).toBeNull();
    expect(read(token, { ...viewer, collegeId: 'dala' })).toBeNull();
  });

  it('open nothing once a part is changed', () => {
    expect(read(token.replace('.full.', '.small.'))).toBeNull();
    expect(read(token.replace(/^0/, '1'))).toBeNull();
    const [, , until = ''] = token.split('.');
    expect(read(token.replace(until, (parseInt(until, 36) + 600).toString(36)))).toBeNull();
    expect(read(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).toBeNull();
    expect(read(token, viewer, now, Buffer.alloc(32, 8))).toBeNull();
    for (const other of ['', 'none', `${token}.`, token.slice(1)]) expect(read(other)).toBeNull();
  });
});
