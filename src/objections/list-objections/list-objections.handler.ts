import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { challengesProjection, type ChallengeDocument } from '../../../projections/challenges/challenges.projection.js';
import { membersAmong } from '../../../projections/challenges/mergers.js';
import { type ObjectionDocument, objectionsProjection } from '../../../projections/objections/objections.projection.js';
import { reasonText } from '../../events/reason-words.js';
import { DomainError } from '../../event-store/domain-error.js';
import { type Fields, ReadModel } from '../../projector/read-model.js';
import { noteOf } from '../../vault/erased-on.js';
import { type Lookup, Vault } from '../../vault/vault.js';
import type { ObjectionDetails, ObjectionList } from '../objections.contract.js';
import { ListObjections } from './list-objections.js';

type Live = ChallengeDocument['live'];

@QueryHandler(ListObjections)
export class ListObjectionsHandler implements IQueryHandler<ListObjections> {
  constructor(
    private readonly documents: ReadModel,
    private readonly vault: Vault,
  ) {}

  async execute({ challengeId, filter: { state, ...page }, by }: ListObjections): Promise<ObjectionList> {
    const found = await this.documents.get<ChallengeDocument>(challengesProjection.name, challengeId);
    if (!found) throw new DomainError('not-found', 'CHALLENGE_UNKNOWN');
    const isCoordinator = by.role === 'coordinator';
    const isCancelled = found.live.state === 'cancelled';
    if (state === (isCancelled ? 'open' : 'ended')) return { items: [], total: 0 };
    const { items, total } = await this.documents.list<ObjectionDocument>(objectionsProjection.name, {
      where: { challengeId, ...(state && { state: state === 'ended' ? 'open' : state }) },
      whereAny: isCoordinator ? partiesOf(found.live, by.collegeId ?? '') : undefined,
      orderBy: 'raisedAt',
      descending: state !== 'open',
      ...page,
    });
    const objections = items.map(({ body }) => body);
    const words = await this.vault.look(objections.flatMap(textsOf));
    return { items: objections.map((one) => toDetails(one, words, isCoordinator, isCancelled)), total };
  }
}

/** A college sees what it raised and what concerns it, also for colleges that merged into it. */
function partiesOf({ merged }: Live, own: string): Fields[] {
  return [own, ...membersAmong(merged, own)].flatMap((collegeId): Fields[] => [{ collegeId }, { concerns: collegeId }]);
}

const textsOf = ({ note, settlement }: ObjectionDocument) => [note, ...(settlement?.note ? [settlement.note] : [])];

function toDetails(
  { objectionId: id, concerns: _, raisedBy, note, settlement, state, ...rest }: ObjectionDocument,
  words: Lookup,
  isDiscreet: boolean,
  isCancelled: boolean,
): ObjectionDetails {
  const shown = (accountId: string) => (isDiscreet ? null : accountId);
  return {
    id,
    ...rest,
    state: isCancelled && state === 'open' ? 'ended' : state,
    reasonText: reasonText(rest.reason),
    ...noteOf(note, words),
    raisedBy: shown(raisedBy),
    settlement: settlement && {
      ...settlement,
      reasonText: reasonText(settlement.reason),
      ...noteOf(settlement.note, words),
      by: shown(settlement.by),
    },
  };
}
