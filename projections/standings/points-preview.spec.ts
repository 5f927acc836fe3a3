import fc from 'fast-check';
import { anyRulebooks, anyStep, HistoryBuilder } from './history.arbitrary.js';
import { type LimitsUsed, limitsUsedBy, type PointsPreview, previewPoints } from './points-preview.js';
import { foldStandings, standingsProjection } from './standings.projection.js';
import { pointsOf } from './standings.queries.js';
import { ownerIn, type StandingsState } from './standings.state.js';

const SEED = Number(process.env.PROPERTY_SEED ?? 20261301);
const RUNS = Number(process.env.PROPERTY_RUNS ?? 1000);

const folded = (builder: HistoryBuilder) =>
  builder.history.events.reduce<StandingsState>(foldStandings, standingsProjection.initial('amal-2026'));

type Numbers = [number, number, number];

/** The preview of an action and the change that its approval then made; null = its college is on no board. */
function previewed(builder: HistoryBuilder, [a, b, c]: Numbers): { preview: PointsPreview; change: number } | null {
  const action = builder.submit(a, b, c);
  const before = folded(builder);
  const record = Object.values(before.live.colleges).flatMap(({ actions }) =>
    actions[action] ? [actions[action]] : [],
  )[0];
  const submitter = Object.keys(before.live.colleges).find((id) => before.live.colleges[id]!.actions[action]);
  const collegeId = submitter && ownerIn(before.live, submitter);
  const used = collegeId ? limitsUsedBy(before, 'staff', collegeId) : null;
  const rules = before.live.rulebooks.at(-1)?.rules;
  if (!record || !collegeId || !used || !rules) return null;
  const { kind, doneOn, submittedOn } = record;
  const numbers = builder.verified(b, c);
  const preview = previewPoints(rules, { kind, doneOn, submittedOn, numbers }, sent(used));
  const was = pointsOf(before, 'staff', collegeId)!.points;
  builder.history.approve(action, numbers);
  return { preview, change: pointsOf(folded(builder), 'staff', collegeId)!.points - was };
}

/** As it arrives in the browser. */
const sent = (used: LimitsUsed) => JSON.parse(JSON.stringify(used)) as LimitsUsed;

const anyHistory = fc.tuple(
  fc.array(anyStep('freeze', 'reveal', 'final', 'reopen'), { minLength: 5, maxLength: 60 }),
  anyRulebooks,
  fc.tuple(fc.nat(), fc.nat(), fc.nat()),
);

describe(`the preview of a claim's points (seed ${SEED}, ${RUNS} runs)`, () => {
  const found: { preview: PointsPreview; change: number }[] = [];
  beforeAll(() => {
    for (const [story, rulebooks, numbers] of fc.sample(anyHistory, { seed: SEED, numRuns: RUNS })) {
      const one = previewed(new HistoryBuilder(3, rulebooks).tell(story), numbers);
      if (one) found.push(one);
    }
  });

  it('equals the change of points that its approval makes', () => {
    expect(found.filter(({ preview, change }) => preview.change !== change)).toEqual([]);
    expect(found.length).toBeGreaterThan(RUNS * 0.8);
  });

  it('adds up from points, cuts, other kinds and diversity', () => {
    const sum = ({ points, day, season, share, otherKinds, diversity }: PointsPreview) =>
      points - day.cut - (season?.cut ?? 0) - share.cut + otherKinds + diversity;
    expect(found.filter(({ preview }) => sum(preview) !== preview.change)).toEqual([]);
  });

  it('meets every limit in these histories', () => {
    const counts = (meets: (preview: PointsPreview) => boolean) => found.filter(({ preview }) => meets(preview)).length;
    expect(counts(({ capCut }) => capCut > 0)).toBeGreaterThan(0);
    expect(counts(({ day }) => day.cut > 0)).toBeGreaterThan(0);
    expect(counts(({ season }) => (season?.cut ?? 0) > 0)).toBeGreaterThan(0);
    expect(counts(({ share }) => share.cut > 0)).toBeGreaterThan(0);
    expect(counts(({ otherKinds }) => otherKinds > 0)).toBeGreaterThan(0);
    expect(counts(({ diversity }) => diversity > 0)).toBeGreaterThan(0);
    expect(counts(({ late }) => late)).toBeGreaterThan(0);
    // Without the limits the points of the action alone are often wrong, so the comparison above can fail.
    expect(found.filter(({ preview, change }) => preview.points !== change).length).toBeGreaterThan(RUNS * 0.1);
  });
});
