import { z } from 'zod';
import type { Audience } from '../../projections/standings/standings.contract.js';
import { day, id } from '../events/values.js';
import type { Viewer } from '../http/access.js';

export const challengeId = id;
export const position = z.string().regex(/^\d{1,20}(-\d{1,20})?$/);
export const board = z.enum(['total', 'per-100']);

const asOf = {
  position: position.optional(),
  /** A bare day means its end in Asia/Aqtau. */
  at: z.union([day, z.iso.datetime({ offset: true })]).optional(),
  atLeast: position.optional(),
};
const onlyOne = ({ position: one, at }: { position?: string; at?: string }) => one === undefined || at === undefined;

export const standingsQuery = z
  .object({
    ...asOf,
    board: board.default('total'),
    league: z
      .string()
      .regex(/^[A-Z0-9]{1,8}$/)
      .optional(),
  })
  .refine(onlyOne, { path: ['at'], message: 'either position or at', params: { say: 'FIELD_EITHER' } });
export const pointsQuery = z
  .object(asOf)
  .refine(onlyOne, { path: ['at'], message: 'either position or at', params: { say: 'FIELD_EITHER' } });
export const boardQuery = z.object({ board: board.default('total'), atLeast: position.optional() });
export const activityQuery = z.object({
  limit: z.coerce.number().int().min(1).max(50).default(20),
  atLeast: position.optional(),
});

const staff: readonly Viewer['role'][] = ['organiser', 'reviewer', 'auditor'];

/** Coordinators and screens see the public boards. */
export function audienceOf(viewer: Viewer | null): Audience {
  return viewer && staff.includes(viewer.role) ? 'staff' : 'public';
}
