import { type PublishedRulebook, rulesFor, type RunningChallenge } from '../challenge.js';
import { type RulebookWarning, slipsInRules } from './slips-in-rules.js';
import type { PreviewedStandings } from './standings-previews.js';

interface RulesChange {
  before: RunningChallenge;
  after: RunningChallenge;
  /** Null = a version is withdrawn. */
  published: PublishedRulebook | null;
  facts: Pick<PreviewedStandings, 'approved' | 'undecided'>;
}

/** Warnings about a change of the rules. They never refuse. */
export function rulebookWarnings(change: RulesChange): RulebookWarning[] {
  const { after, published, facts } = change;
  const slips = published ? slipsInRules(published.rules, after, facts.approved) : [];
  return [...slips, ...lostKinds(change), ...warningsOfMoment(change)];
}

/** Kinds with approved actions that their version of the rules no longer knows. */
function lostKinds({ before, after, facts }: RulesChange): RulebookWarning[] {
  const lost = new Map<string, number>();
  for (const { kind, rulebookVersion } of facts.approved) {
    const isKnown = (challenge: RunningChallenge) =>
      Object.hasOwn(rulesFor(challenge, rulebookVersion)?.kinds ?? {}, kind);
    if (isKnown(before) && !isKnown(after)) lost.set(kind, (lost.get(kind) ?? 0) + 1);
  }
  return [...lost].map(([kind, count]) => ({ code: 'KIND_LOSES_POINTS', params: { kind, count } }));
}

function warningsOfMoment({ before, published, facts }: RulesChange): RulebookWarning[] {
  const { status, frozen, closesOn } = before;
  const found: RulebookWarning[] = [];
  const count = facts.approved.length + facts.undecided;
  if (published && !published.retroactive && status !== 'announced' && count > 0)
    found.push({ code: 'ONLY_LATER_ACTIONS', params: { count } });
  if (frozen) found.push({ code: 'STANDINGS_FROZEN', params: {} });
  if (status === 'closed') found.push({ code: 'SUBMISSIONS_ENDED', params: { closesOn } });
  return found;
}
