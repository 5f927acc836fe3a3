import type { ActionPoints, PointsExplained } from '../../projections/standings/standings.contract.js';

/** The terms of a college's points. `cuts` is the sum of season and share caps, 0 or more. */
export interface Sum {
  actions: number;
  diversity: number;
  cuts: number;
  adjustments: number;
}

/** The chain of a college: actions + diversity − cuts + adjustments = points. */
export function sumOf(points: PointsExplained): Sum {
  const add = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);
  return {
    actions: add(points.actions.filter((action) => !action.dayLimit).map((action) => action.points)),
    diversity: points.diversity.points,
    cuts: add(points.kinds.map((kind) => kind.seasonCapCut + kind.shareCapCut)),
    adjustments: add(points.adjustments.map((one) => one.points)),
  };
}

/** Base and parts of an action before its cap, with what each part brought. */
export function ruleSum(action: ActionPoints): { terms: number[]; total: number } {
  const terms = [action.base, ...action.parts.map((part) => part.points)];
  return { terms, total: terms.reduce((total, one) => total + one, 0) };
}
