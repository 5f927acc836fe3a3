import { z } from 'zod';
import { id } from '../../events/values.js';
import { board } from '../questions.js';
import type { StandingsAlive, StandingsChanged, StandingsHead, StandingsRow } from '../standings.contract.js';

const whole = z.int().min(0);
const texts = z.object({ kk: z.string(), ru: z.string(), en: z.string() });

export const rowSchema: z.ZodType<StandingsRow> = z
  .object({
    collegeId: z.string(),
    names: texts,
    shortNames: texts,
    order: whole.describe('place in the list, from 0, never shared; sort by it'),
    rank: z.int().min(1).describe('place, shared by equals'),
    points: z.int(),
    actions: whole.describe('scored actions'),
    kinds: whole.describe('kinds with a scored action'),
    students: whole,
    league: z.string().nullable(),
    leagueRank: z.int().min(1).nullable(),
    per100: z
      .object({ numerator: z.int(), denominator: z.int().min(1) })
      .optional()
      .describe('board per-100 only: exact points per 100 students'),
    per100Text: z.string().optional().describe('board per-100 only: the same, cut to two decimals'),
  })
  .describe('a college on the board');

const seq = z.int().min(0).describe('number of the state of this board; never falls');
const head = {
  challengeId: z.string(),
  board,
  seq,
  position: z.string().describe('opaque; compare for equality only'),
  asOf: z.iso.datetime().describe('when the last event in it was recorded'),
  frozen: z.boolean(),
  rulebookVersion: whole.describe('0 = none published yet'),
} satisfies Record<keyof StandingsHead, z.ZodType>;

export const watchSchema = z
  .strictObject({ challengeId: id, board })
  .describe('Ask for a board and for everything that changes it.');
export const snapshotSchema = z.object({ ...head, rows: z.array(rowSchema) }).describe('The whole board.');
export const changedSchema: z.ZodType<StandingsChanged> = z
  .object({
    ...head,
    prev: z.int().min(0).describe('the seq this message builds on'),
    changes: z
      .array(rowSchema)
      .describe('whole rows as of seq: put each in the place of the row with its collegeId, or add it'),
    removed: z.array(z.string()).describe('collegeIds that are gone'),
  })
  .describe('The board changed.');
export const aliveSchema: z.ZodType<StandingsAlive> = z
  .object({ challengeId: z.string(), board, seq })
  .describe('Sent every 15 seconds to each room.');
export const problemSchema = z
  .object({
    error: z
      .object({ type: z.string(), title: z.string(), status: z.int(), code: z.string() })
      .describe('RFC 9457; code is stable, title is for people'),
  })
  .describe('The acknowledgement when the board cannot be watched.');

export type WatchRequest = z.infer<typeof watchSchema>;
