import type { Viewer } from '../../http/access.js';
import type { EvidenceFile } from '../evidence-file.js';
import { requireReady } from './name-files.js';

const coordinator: Viewer = { accountId: 'ainur', role: 'coordinator', collegeId: 'teniz' };
const organiser: Viewer = { accountId: 'olzhas', role: 'organiser', collegeId: null };
const action = { stream: 'action-trees-1', collegeId: 'teniz' };
const photo: EvidenceFile = {
  id: '00000000-0000-4000-8000-000000000001',
  accountId: 'ainur',
  collegeId: 'teniz',
  state: 'ready',
  reason: null,
  reasonParams: null,
  length: 10,
  mediaType: 'image/jpeg',
  bytes: 8,
  width: 4,
  height: 3,
  sha256: '0'.repeat(64),
  stream: null,
  createdAt: new Date(0),
  changedAt: new Date(0),
};
const naming =
  (changes: Partial<EvidenceFile>, by = coordinator, whose = action) =>
  () =>
    requireReady([photo.id], new Map([[photo.id, { ...photo, ...changes }]]), whose, by);

describe('requireReady', () => {
  it('takes a ready file, also when the action names it again', () => {
    expect(naming({})()).toEqual([photo]);
    expect(naming({ stream: action.stream })).not.toThrow();
    expect(naming({ accountId: 'colleague' })).not.toThrow();
  });

  it('refuses a file that does not exist for the person', () => {
    expect(() => requireReady([photo.id], new Map(), action, coordinator)).toThrow('EVIDENCE_UNKNOWN');
    expect(naming({ collegeId: 'dala' })).toThrow('EVIDENCE_UNKNOWN');
    expect(naming({ collegeId: null, accountId: 'olzhas' })).toThrow('EVIDENCE_UNKNOWN');
  });

  it('lets an organiser name own files and those of the college', () => {
    expect(naming({ collegeId: null, accountId: 'olzhas' }, organiser)).not.toThrow();
    expect(naming({}, organiser)).not.toThrow();
    expect(naming({}, organiser, { ...action, collegeId: 'dala' })).toThrow('EVIDENCE_UNKNOWN');
  });

  it('refuses an unchecked file, a refused one, and one in use', () => {
    expect(naming({ state: 'uploading' })).toThrow('EVIDENCE_NOT_READY');
    expect(naming({ state: 'checking' })).toThrow('EVIDENCE_NOT_READY');
    expect(naming({ state: 'refused' })).toThrow('EVIDENCE_REFUSED');
    expect(naming({ stream: 'action-other' })).toThrow('EVIDENCE_USED');
  });
});
