import * as shared from '@eventstore/db-client/generated/shared_pb';
import type { Status } from '@eventstore/db-client/generated/status_pb';
import { type ExpectedRevision, InvalidEvent, WrongExpectedRevision } from '../event-store.js';

const PACKAGE = 'event_store.client.';

/**
 * What the server's refusal of an append means. WrongExpectedRevision and InvalidEvent are final; any other error
 * leaves open whether the append was written.
 */
export function refusal(status: Status, stream: string, expected: ExpectedRevision): Error {
  const details = status.getDetails();
  const name = details?.getTypeName() ?? '';
  if (name === `${PACKAGE}WrongExpectedVersion`) {
    const wrong = details?.unpack(shared.WrongExpectedVersion.deserializeBinary, name);
    const actual = wrong?.hasCurrentStreamRevision() ? Number(wrong.getCurrentStreamRevision()) : 'no-stream';
    return new WrongExpectedRevision(stream, expected, actual);
  }
  if (name === `${PACKAGE}StreamDeleted`)
    return new InvalidEvent(`stream ${stream} was closed for ever by a tombstone`);
  if (name === `${PACKAGE}MaximumAppendSizeExceeded`)
    return new InvalidEvent('the append is larger than the server takes');
  if (name === `${PACKAGE}BadRequest` || status.getMessage() === 'BadRequest')
    return new InvalidEvent('the server calls the append malformed');
  return new Error(status.getMessage() || name || `code ${status.getCode()}`);
}

export const isFinal = (error: unknown) => error instanceof WrongExpectedRevision || error instanceof InvalidEvent;
