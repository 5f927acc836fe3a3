import { load, save } from './saved-state.js';
import { copyView, emptyView, growing, type ActionRecord, type StandingsState, type View } from './standings.state.js';

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
  filled.colleges.gone = { entrant: null, actions: growing(), adjustments: [] };
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

describe('a saved state', () => {
  const state = (): StandingsState => ({
    challengeId: 'amal-2026',
    live: view(),
    frozen: copyView(view()),
    final: emptyView(),
    afterFinal: [],
    revision: 7,
    recent: [],
  });

  it('comes back with every field of every action, day and college, in their order', () => {
    const back = load(save(state()));
    expect(back).toEqual(state());
    expect(Object.keys(back.live.colleges.aktau!.actions)).toEqual(Object.keys(everyAction));
    expect(save(back)).toBe(save(state()));
  });

  it('is the same text in whatever order the colleges of a day stand, also of a day that an event opened again', () => {
    const ranked = (ranks: Record<string, number>) => {
      const one = state();
      const day = { day: '2026-10-06', ranks: { total: ranks, 'per-100': ranks } };
      one.live.history = [day];
      one.recent = [
        { ...one.live.head, eventId: 'e1', turned: { day: '2026-10-06', added: false, reopened: [day] } },
        { ...one.live.head, eventId: 'e2' },
      ];
      return one;
    };
    const saved = save(ranked({ beineu: 1, aktau: 2 }));
    expect(saved).toBe(save(ranked({ aktau: 2, beineu: 1 })));
    expect(saved).not.toBe(save(ranked({ aktau: 1, beineu: 2 })));
    expect(load(saved)).toEqual(ranked({ beineu: 1, aktau: 2 }));
  });

  it('is another text whatever field of an action is another one', () => {
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

  it('may be changed without what it was saved from, though actions without evidence share their empty list', () => {
    const back = load(save(state()));
    const { evidence } = back.live.colleges.aktau!.actions.plain!;
    expect(() => evidence.push('p1')).toThrow(TypeError);
    expect(evidence).toEqual([]);
  });
});
