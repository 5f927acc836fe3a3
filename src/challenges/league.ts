import type { Rulebook } from '../events/rulebook.js';

/** The league with the greatest lower limit that fits; null = the rulebook has no leagues or none fits. */
export function leagueOf(students: number, rules: Rulebook): string | null {
  const fitting = (rules.leagues ?? []).filter(({ from }) => from <= students).sort((a, b) => b.from - a.from);
  return fitting[0]?.code ?? null;
}
