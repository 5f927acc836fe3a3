import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { challenge, type ChallengeState, challengeStream, due, KeepCalendar } from '../../challenges/index.js';
import { Clock } from '../../config/clock.js';
import { dayOf } from '../../events/day.js';
import { formatReceipt } from '../../events/receipt.js';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { DomainError } from '../../event-store/domain-error.js';
import { action, actionStream } from '../action.js';
import type { ClaimFacts } from '../claim.js';
import { NewClaims } from '../new-claims.js';
import { OpenClaims } from '../open-claims-lookup.js';
import { SubmitAction, submitAction } from './submit-action.js';

@CommandHandler(SubmitAction)
export class SubmitActionHandler implements ICommandHandler<SubmitAction> {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly claims: NewClaims,
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
    const same = stored.status !== 'none' && (await this.claims.isRepeat(whose, input, stored));
    const facts = { ...known, saysTheSame: same };
    const unkept = { ...input, evidence: [], details: null };
    await this.commandHandler.dryRun(stream, context, () => submitAction(whose, unkept, by, stored, facts));
    const isNew = stored.status === 'none';
    const claim = isNew ? await this.claims.store(whose, input, by) : stored.first;
    const receipt = isNew ? await this.claims.receipt(actionId) : undefined;
    const { position, events } = await this.commandHandler.handle(
      stream,
      action,
      (state) => submitAction(whose, claim, by, state, { ...facts, receipt }),
      context,
    );
    const [event] = events;
    const before = isNew ? null : stored.receipt;
    const number = (event?.type === 'ActionSubmitted' ? event.data.receipt : before) ?? null;
    return { position, actionId, created: events.length > 0, receipt: number === null ? null : formatReceipt(number) };
  }

  /** The calendar may be about to open or close it: the moment counts, not who comes first. */
  private async challengeAt(now: Date, challengeId: string): Promise<ChallengeState> {
    const load = () => this.commandHandler.load(challengeStream(challengeId), challenge);
    const { state } = await load();
    if (due([state], now).length === 0) return state;
    await this.commands.execute(new KeepCalendar(challengeId));
    return (await load()).state;
  }
}
