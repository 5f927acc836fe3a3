import type { Socket } from 'socket.io';
import { languageOf } from '../../http/language.js';
import { messageOf } from '../../http/messages/catalogue.js';
import { formerCodes } from '../../http/problem.js';
import { toProblem } from '../../http/problem.filter.js';

interface SocketProblem {
  type: string;
  title: string;
  status: number;
  code: string;
  formerCode?: string;
}

/** What a socket is told of a refusal or a fault: in the language of its reader, without the server's inner workings. */
export function socketProblem(error: unknown, { handshake }: Pick<Socket, 'handshake'>): SocketProblem {
  const { status, code, options } = toProblem(error);
  const title = messageOf(code, languageOf({ query: handshake.query, headers: handshake.headers }), options.params);
  const former = formerCodes[code] ? { formerCode: formerCodes[code] } : {};
  return { type: `urn:qorzhyn:problem:${code}`, title, status, code, ...former };
}

/** The same for a socket that is not let in: its client library gives it as an error with the problem as `data`. */
export function refusedSocket(error: unknown, socket: Pick<Socket, 'handshake'>): Error {
  const problem = socketProblem(error, socket);
  return Object.assign(new Error(problem.title), { data: problem });
}
