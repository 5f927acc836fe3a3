import { type ArgumentsHost, Catch, type WsExceptionFilter } from '@nestjs/common';
import type { Socket } from 'socket.io';
import { languageOf } from '../../http/language.js';
import { messageOf } from '../../http/messages/catalogue.js';
import { toProblem } from '../../http/problem.filter.js';
import { formerCodes } from '../../http/problem.js';

/** Acknowledges a failed message with `{error: problem}`. */
@Catch()
export class LiveProblemFilter implements WsExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const ack = host.getArgs<unknown[]>().find((one) => typeof one === 'function');
    (ack as ((answer: object) => void) | undefined)?.({ error: socketProblem(error, host.switchToWs().getClient()) });
  }
}

/** The error for a socket that is refused at the handshake; the client library gives the problem as `data`. */
export function refusedSocket(error: unknown, socket: Pick<Socket, 'handshake'>): Error {
  const problem = socketProblem(error, socket);
  return Object.assign(new Error(problem.title), { data: problem });
}

/** A problem in the reader's language, without internals. */
function socketProblem(error: unknown, { handshake }: Pick<Socket, 'handshake'>) {
  const { status, code, options } = toProblem(error);
  const title = messageOf(code, languageOf(handshake), options.params);
  return { type: `urn:qorzhyn:problem:${code}`, title, status, code, formerCode: formerCodes[code] };
}
