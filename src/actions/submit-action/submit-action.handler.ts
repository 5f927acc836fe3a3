import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { challenge, type ChallengeState, challengeStream, due, KeepCalendar } from '../../challenges/index.js';
import { Clock } from '../../config/clock.js';
import { dayOf } from '../../events/day.js';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { DomainError } from '../../event-store/domain-error.js';
import { Vault } from '../../vault/vault.js';
import { action, type ActionRef, actionStream, type SubmittedAction } from '../action.js';
import type { ClaimFacts, ClaimInput } from '../claim.js';
import { OpenClaims } from '../open-claims-lookup.js';
import { storeClaim, isSameClaim } from '../store-claim.js';
import { SubmitAction, submitAction } from './submit-action.js';

@CommandHandler(SubmitAction)
export class SubmitActionHandler implements ICommandHandler<SubmitAction> {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly commands: CommandBus,
    private readonly openClaims: OpenClaims,
  ) {}

  async execute(command: SubmitAction) {
    try {
      return await this.submit(command);
    } catch (refusal) {
      // A concurrent duplicate may have been stored after the load, so the claims are compared once more.
      if (!(refusal instanceof DomainError && refusal.code === 'ACTION_EXISTS')) throw refusal;
      return this.submit(command);
    }
  }

  private async submit(command: SubmitAction) {
    const { challengeId, collegeId } = command.input;
    const now = this.clock.now();
    const of = await this.challengeAt(now, challengeId);
    const facts = { challenge: of, today: dayOf(now) };
    return this.openClaims.guard(of, collegeId, (open) => this.decide(command, { ...facts, open }));
  }

  private async decide(
    { input: { claim: input, ...whose }, by, context }: SubmitAction,
    known: Omit<ClaimFacts, 'saysTheSame'>,
  ) {
    const { actionId } = whose;
    const stream = actionStream(actionId);
    const { state: stored } = await this.commandHandler.load(stream, action);
    const same = stored.status !== 'none' && (await this.isRepeat(whose, input, stored));
    const facts = { ...known, saysTheSame: same };
    const unkept = { ...input, evidence: [], details: null };
    await this.commandHandler.dryRun(stream, context, () => submitAction(whose, unkept, by, stored, facts));
    const claim = stored.status === 'none' ? await storeClaim(this.vault, input, `${stream}/submitted`) : stored.first;
    const { position, events } = await this.commandHandler.handle(
      stream,
      action,
      (state) => submitAction(whose, claim, by, state, facts),
      context,
    );
    return { position, actionId, created: events.length > 0 };
  }

  /** The calendar may be about to open or close it: the moment counts, not who comes first. */
  private async challengeAt(now: Date, challengeId: string): Promise<ChallengeState> {
    const load = () => this.commandHandler.load(challengeStream(challengeId), challenge);
    const { state } = await load();
    if (due([state], now).length === 0) return state;
    await this.commands.execute(new KeepCalendar(challengeId));
    return (await load()).state;
  }

  private async isRepeat(whose: ActionRef, input: ClaimInput, stored: SubmittedAction): Promise<boolean> {
    const { challengeId, collegeId } = stored.ref;
    return (
      challengeId === whose.challengeId &&
      collegeId === whose.collegeId &&
      (await isSameClaim(this.vault, input, stored.first))
    );
  }
}
