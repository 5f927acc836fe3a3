import { load, save } from './snapshot-codec.js';
import {
  copyView,
  dictionary,
  emptyView,
  ownValue,
  type ActionRecord,
  type StandingsState,
  type View,
} from './standings.state.js';

const record = (given: Partial<ActionRecord> = {}): ActionRecord => ({
  revision: 0,
  kind: 'trees',
  doneOn: '2026-10-05',
  submittedOn: '2026-10-06',
  rulebookVersion: 1,
  status: 'submitted',
  endorsed: false,
  disputed: false,
  verified: null,
  evidence: [],
  decision: null,
  ...given,
});

const decision = (eventId: string, type = 'ActionApproved') => ({ eventId, at: '2026-10-07T08:00:00.000Z', type });

const everyAction: Record<string, ActionRecord> = {
  plain: record(),
  constructor: record({ revision: 3, status: 'needs-info' }),
  endorsed: record({ endorsed: true, evidence: ['p1', 'p2'] }),
  approved: record({ status: 'approved', verified: { trees: 4, participants: 0 }, decision: decision('e1') }),
  alike: record({ status: 'approved', verified: { trees: 4, participants: 0 }, decision: decision('e2') }),
  disputed: record({ status: 'approved', disputed: true, verified: {}, evidence: ['p3'], decision: decision('e3') }),
  rejected: record({ status: 'rejected', decision: decision('e4', 'ActionRejected') }),
  revoked: record({
    status: 'revoked',
    kind: 'paper',
    rulebookVersion: 2,
    decision: decision('e5', 'ApprovalRevoked'),
  }),
  withdrawn: record({ status: 'withdrawn', doneOn: '2026-10-01' }),
};

function view(): View {
  const entrant = {
    collegeId: 'aktau',
    names: { kk: 'Ақтау', ru: 'Актау', en: 'Aktau' },
    shortNames: { kk: 'А', ru: 'А', en: 'A' },
    students: 300,
    enrolmentAsOf: '2026-09-01',
    league: null,
  };
  const filled = emptyView();
  const adjustments = [{ eventId: 'e6', at: '2026-10-08T08:00:00.000Z', points: -2, reason: 'late' }];
  filled.colleges.aktau = { entrant, actions: { ...everyAction }, adjustments };
  filled.colleges.gone = { entrant: null, actions: dictionary(), adjustments: [] };
  filled.colleges.beineu = {
    entrant: { ...entrant, collegeId: 'beineu' },
    actions: { last: record() },
    adjustments: [],
  };
  filled.history = [
    { day: '2026-10-05', ranks: { total: { aktau: 1 }, 'per-100': { aktau: 1 } } },
    { day: '2026-10-06', ranks: { total: { beineu: 1, aktau: 2 }, 'per-100': { aktau: 1, beineu: 2 } } },
    { day: '2026-10-07', ranks: { total: {}, 'per-100': {} } },
    { day: '2026-10-08', ranks: null },
  ];
  return filled;
}

describe('snapshot codec', () => {
  const state = (): StandingsState => ({
    challengeId: 'amal-2026',
    live: view(),
    frozen: copyView(view()),
    final: emptyView(),
    afterFinal: [],
    revision: 7,
    recent: [],
  });

  it('restores every field of every action, day and college in order', () => {
    const back = load(save(state()));
    expect(back).toEqual(state());
    expect(Object.keys(back.live.colleges.aktau!.actions)).toEqual(Object.keys(everyAction));
    expect(save(back)).toBe(save(state()));
  });

  it('changes the text when any field of an action changes', () => {
    const changes: Partial<ActionRecord>[] = [
      { revision: 1 },
      { kind: 'paper' },
      { doneOn: '2026-10-04' },
      { submittedOn: '2026-10-05' },
      { rulebookVersion: 2 },
      { status: 'withdrawn' },
      { endorsed: true },
      { disputed: true },
      { verified: { trees: 1 } },
      { evidence: ['p9'] },
      { decision: decision('e9') },
    ];
    expect(changes.flatMap((one) => Object.keys(one)).sort()).toEqual(Object.keys(record()).sort());
    for (const change of changes) {
      const other = state();
      other.live.colleges.aktau!.actions.plain = record(change);
      expect(save(other)).not.toBe(save(state()));
      expect(load(save(other))).toEqual(other);
    }
  });

  it('folds on under ids that are names of the prototype', () => {
    const back = load('{"live":{"colleges":{"__proto__":{"actions":{"__proto__":{"kind":"trees"}}}}}}');
    expect(Object.keys(back.live.colleges)).toEqual(['__proto__']);
    expect(ownValue(back.live.colleges['__proto__']!.actions, '__proto__')?.kind).toBe('trees');
    expect(ownValue(back.live.colleges, 'constructor')).toBeUndefined();
  });
});
