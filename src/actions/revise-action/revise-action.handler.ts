import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { challenge, challengeStream } from '../../challenges/index.js';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { TextRetention } from '../../vault/text-retention.js';
import { action, actionStream, requireSubmitted } from '../action.js';
import { type ClaimFacts, evidenceOf } from '../claim.js';
import { ActionCalendar } from '../lapse-action/action-calendar.js';
import { OpenClaims } from '../open-claims-lookup.js';
import { NewClaims } from '../new-claims.js';
import { ReviseAction, reviseAction } from './revise-action.js';

@CommandHandler(ReviseAction)
export class ReviseActionHandler implements ICommandHandler<ReviseAction> {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly claims: NewClaims,
    private readonly calendar: ActionCalendar,
    private readonly retention: TextRetention,
    private readonly openClaims: OpenClaims,
  ) {}

  async execute(command: ReviseAction) {
    const { ref } = await this.stored(command.input.actionId);
    const { state: of } = await this.commandHandler.load(challengeStream(ref.challengeId), challenge);
    return this.openClaims.guard(of, ref.collegeId, (open) => this.decide(command, { challenge: of, open }));
  }

  private async stored(actionId: string) {
    const { state } = await this.commandHandler.load(actionStream(actionId), action);
    return requireSubmitted(await this.calendar.settled(state));
  }

  private async decide(
    { input: { actionId, claim: input }, by, context, note }: ReviseAction,
    known: Pick<ClaimFacts, 'challenge' | 'open'>,
  ) {
    const stream = actionStream(actionId);
    const stored = await this.stored(actionId);
    const present = evidenceOf(stored);
    const same = await this.claims.isUnchanged(input, { ...stored.claim, evidence: present });
    const facts = { ...known, today: this.calendar.today(), saysTheSame: same };
    const unkept = { ...input, evidence: [], details: null };
    const decided = await this.commandHandler.dryRun(stream, context, () => reviseAction(unkept, by, stored, facts));
    const claim = same
      ? { ...stored.claim, evidence: present }
      : await this.claims.revise(stored, input, { by, context });
    const isAnswered = note !== null && decided?.length !== 0;
    const answer = isAnswered ? await this.claims.answer(stream, note, context) : undefined;
    if (!same) await this.retention.expect(stream);
    const { position } = await this.commandHandler.handle(
      stream,
      action,
      (state) => reviseAction(claim, by, state, { ...facts, answer }),
      context,
    );
    await this.retention.checkNow(stream);
    return { position, actionId };
  }
}
