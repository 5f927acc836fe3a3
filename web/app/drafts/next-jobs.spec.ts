import { draftOf, fileOf } from './draft.fixture.js';
import { isHeldByFile, nextJobs } from './next-jobs.js';

const none = new Map<string, 'upload'>();
const jobsOf = (...args: Parameters<typeof nextJobs>) => nextJobs(...args).map(({ kind, id }) => `${kind} ${id}`);
const files = (draftId: string, ...states: ('queued' | 'checking' | 'done' | 'failed')[]) =>
  states.map((state, index) => fileOf({ id: `${draftId}-${index + 1}`, draftId, state }));

describe('Next jobs of the outbox', () => {
  const waiting = draftOf({ id: 'w', state: 'waiting', queuedAt: 5_000 });
  const written = draftOf({ id: 'd' });

  it('uploads two files at a time', () => {
    expect(jobsOf([{ draft: waiting, files: files('w', 'queued', 'queued', 'queued') }], none, new Set())).toEqual([
      'upload w-1',
      'upload w-2',
    ]);
  });

  it('checks finished files while others travel', () => {
    const all = [{ draft: waiting, files: files('w', 'checking', 'queued', 'queued', 'queued') }];
    expect(jobsOf(all, none, new Set())).toEqual(['check w-1', 'upload w-2', 'upload w-3']);
  });

  it('begins no job twice and none that was put off', () => {
    const all = [{ draft: waiting, files: files('w', 'queued', 'queued', 'queued') }];
    expect(jobsOf(all, new Map([['w-1', 'upload']]), new Set(['w-2']))).toEqual(['upload w-3']);
  });

  it('delivers a report when all of its files are accepted', () => {
    expect(jobsOf([{ draft: waiting, files: files('w', 'done', 'checking') }], none, new Set())).toEqual(['check w-2']);
    expect(jobsOf([{ draft: waiting, files: files('w', 'done', 'done') }], none, new Set())).toEqual(['deliver w']);
    expect(jobsOf([{ draft: waiting, files: [] }], none, new Set())).toEqual(['deliver w']);
  });

  it('sends reports in the order of their sending, before photos of drafts', () => {
    const later = draftOf({ id: 'l', state: 'waiting', queuedAt: 6_000 });
    const all = [
      { draft: written, files: files('d', 'queued') },
      { draft: later, files: files('l', 'queued') },
      { draft: waiting, files: [] },
    ];
    expect(jobsOf(all, none, new Set())).toEqual(['deliver w', 'upload l-1', 'upload d-1']);
  });

  it('uploads photos of a draft, and never delivers it', () => {
    expect(jobsOf([{ draft: written, files: files('d', 'done', 'queued') }], none, new Set())).toEqual(['upload d-2']);
    expect(jobsOf([{ draft: written, files: files('d', 'done') }], none, new Set())).toEqual([]);
  });

  it('leaves received reports alone', () => {
    const received = draftOf({ id: 'r', state: 'received' });
    expect(jobsOf([{ draft: received, files: files('r', 'queued') }], none, new Set())).toEqual([]);
  });

  it('holds a report with a refused file until its owner decides', () => {
    expect(isHeldByFile({ draft: waiting, files: files('w', 'done', 'failed') })).toBe(true);
    expect(isHeldByFile({ draft: written, files: files('d', 'failed') })).toBe(false);
  });
});
