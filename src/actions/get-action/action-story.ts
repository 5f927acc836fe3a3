import { Injectable } from '@nestjs/common';
import type { ChallengeDocument } from '../../../projections/challenges/challenges.projection.js';
import type { ActionDocument } from '../../../projections/review-queue/review-queue.projection.js';
import { challenge, challengeStream, isStaff } from '../../challenges/index.js';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import type { Viewer } from '../../http/access.js';
import { messageOf } from '../../http/messages/catalogue.js';
import { action, actionStream, requireSubmitted } from '../action.js';
import type { ActionDetails } from '../actions.contract.js';
import { disputeChance } from '../dispute-decision/dispute-chance.js';
import { titlesIn } from '../kind-titles.js';
import { ActionCalendar } from '../lapse-action/action-calendar.js';
import { broughtBy, PointsLookup } from '../points-lookup.js';
import { claimedPoints } from './claimed-points.js';
import type { ActionPage } from './get-action.schema.js';
import { lapseDaysOf, openQuestion } from './open-question.js';

type Story = Pick<ActionPage, 'titles' | 'question' | 'dispute' | 'outcome'>;

/** The open question of an action, the chance of a dispute, and what the action brings. */
@Injectable()
export class ActionStory {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly calendar: ActionCalendar,
    private readonly points: PointsLookup,
  ) {}

  async of(found: ActionDocument, shown: ActionDetails, of: ChallengeDocument, viewer: Viewer): Promise<Story> {
    return {
      titles: titlesIn(new Map([[found.challengeId, of]]))(found),
      question: questionOf(shown, of),
      dispute: await this.dispute(found),
      outcome: await this.outcome(found, of, viewer),
    };
  }

  /** The stored states, so that the answer is that of the command. */
  private async dispute({ actionId, challengeId }: ActionDocument): Promise<Story['dispute']> {
    const { state } = await this.commandHandler.load(actionStream(actionId), action);
    const { state: of } = await this.commandHandler.load(challengeStream(challengeId), challenge);
    const { possible, until, refusal } = disputeChance(requireSubmitted(state), of, this.calendar.today());
    if (!refusal) return { possible, until, why: null, whyText: null };
    const { code, params } = refusal;
    const [kk, ru, en] = (['kk', 'ru', 'en'] as const).map((language) => messageOf(code, language, params));
    return { possible, until, why: code, whyText: { kk: kk!, ru: ru!, en: en! } };
  }

  private async outcome(found: ActionDocument, of: ChallengeDocument, viewer: Viewer): Promise<Story['outcome']> {
    const points = (await this.points.of([found], viewer))(found);
    if (!points) return null;
    const { actionId, kind } = found;
    const cut = points.cutKinds.find((one) => one.kind === kind);
    return {
      claimedPoints: claimedPoints(isStaff(viewer) ? of.live : (of.public ?? of.live), found),
      points: points.actions.get(actionId) ?? null,
      brings: broughtBy(actionId, points),
      kindCut: cut ? { seasonCapCut: cut.seasonCapCut, shareCapCut: cut.shareCapCut, counts: cut.counts } : null,
      unscored: points.unscored.get(actionId)?.why ?? null,
      frozen: points.frozen,
    };
  }
}

function questionOf(shown: ActionDetails, of: ChallengeDocument): Story['question'] {
  const open = openQuestion(shown, lapseDaysOf(of));
  if (!open) return null;
  const { at, reason, reasonText, note, noteId, noteErased } = open.step;
  return { at, reason, reasonText, note, noteId, noteErased, lapsesOn: open.lapsesOn };
}
