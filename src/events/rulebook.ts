import { z } from 'zod';
import { kindCode, localised, metric, publicText } from './values.js';

const points = z.int().min(0).max(100_000);
const step = z.int().min(1).max(1_000_000_000);
const weight = z.int().min(0).max(10_000);
const measure = z.object({ metric, step, weight });

/** A variable part of an action's points: weight × floor(metric ÷ step), or the greatest of several, at most `max`. */
export const rulebookPart = z.union([
  measure.extend({ max: points.nullable() }),
  z.object({ oneOf: z.array(measure).min(1).max(10), max: points.nullable() }),
]);

export const rulebookKind = z.object({
  base: points,
  cap: points,
  parts: z.array(rulebookPart).max(10),
  /** Maximum of scored actions of this kind per college and day. */
  perDay: z.int().min(1).max(1000),
  seasonCap: points.nullable(),
  /** For people; scoring never reads it. */
  titles: localised(120).optional(),
  evidence: z.object({ kk: publicText(500), ru: publicText(500), en: publicText(500) }).optional(),
});

/** A rulebook: everything that turns verified numbers into points. Order and meaning of the steps: docs/rulebook.md. */
export const rulebook = z.object({
  kinds: z.record(kindCode, rulebookKind),
  /** An action submitted more days late scores its base only. */
  lateAfterDays: z.int().min(0).max(3660),
  /** One kind counts for at most max(from, percent of the college's sum). */
  shareCap: z.object({ percent: z.int().min(0).max(100), from: points }),
  diversity: z.object({
    points,
    kinds: z.int().min(0).max(100),
    /** True = a kind counts when one of its approved actions has points above its base; absent = every scored kind counts. */
    variableOnly: z.boolean().optional(),
  }),
  per100: z.object({ minimumStudents: z.int().min(1).max(1_000_000) }),
  /** Leagues by students, greatest `from` first that fits; absent = no leagues. */
  leagues: z
    .array(z.object({ code: z.string().regex(/^[A-Z][A-Z0-9]{0,7}$/), from: z.int().min(0).max(1_000_000) }))
    .max(10)
    .optional(),
  /** Points from which an approval needs a second reviewer; absent = never. */
  secondReviewerFrom: points.optional(),
  /** Points, of either sign, from which an adjustment needs a second organiser; absent = never. */
  secondOrganiserFrom: points.optional(),
  /** Days in which a decision can be disputed, the day of the decision not counted; absent = without limit. */
  disputeDays: z.int().min(0).max(366).optional(),
  /** Days after which a question without an answer rejects the action; absent = never. */
  lapseDays: z.int().min(1).max(366).optional(),
  /** Undecided actions of a college at most, and of one kind and day; absent = without limit. */
  openClaims: z.object({ college: z.int().min(1).max(100_000), kindAndDay: z.int().min(1).max(1000) }).optional(),
  ties: z
    .object({
      /** True = of one action, the tie chain counts participants up to the students of the entrant. */
      participantsWithinStudents: z.boolean(),
    })
    .optional(),
});

export type Rulebook = z.infer<typeof rulebook>;
export type RulebookKind = z.infer<typeof rulebookKind>;
export type RulebookPart = z.infer<typeof rulebookPart>;
