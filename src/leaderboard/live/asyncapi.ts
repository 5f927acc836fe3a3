import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { Allow } from '../../http/access.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import {
  standings,
  standingsAlive,
  standingsChanged,
  standingsRow,
  watchRefused,
  watchSchema,
} from '../standings.schema.js';

const protocol = `
The boards of Qorzhyn as they change. This document is enough to write a client in any language; a Socket.IO v4 client library does sections 1 to 4 by itself
(connect it to the namespace \`/live\` with the path \`/socket.io\` and \`transports: ['websocket']\`, because it would begin with polling by itself).

## 1. Connection
Open a WebSocket to \`/socket.io/?EIO=4&transport=websocket\` on the host and port of the HTTP interface. All frames are text. Anonymous connections see public
boards; the session cookie of the HTTP interface in the handshake (\`Cookie: qorzhyn_session=…\`) shows staff boards to organisers, reviewers and auditors,
unless the connection asks for the public ones (section 3).
An \`Origin\` header other than the server's own is refused; programs that are no browsers send none. There is no other transport than the websocket.
An address, and an account, may hold a limited number of connections at a time. A refused upgrade is answered with status 400 and a code such as \`TOO_MANY_SOCKETS\`:
read the board as in section 6 and try again after a while.

## 2. Frames (Engine.IO 4)
The first character of a frame says what it is: \`0\` open (from the server, first, followed by JSON \`{sid, upgrades, pingInterval, pingTimeout, maxPayload}\`, milliseconds and bytes),
\`1\` close, \`2\` ping (from the server), \`3\` pong (answer every \`2\` at once with \`3\`), \`4\` message: the rest of the frame is a Socket.IO packet.
Without a ping within pingInterval + pingTimeout the connection is lost: reconnect.

## 3. Namespace (Socket.IO 5)
After the open frame send \`40/live,\`, or \`40/live,{"audience":"public"}\` for public boards whoever is signed in; other namespaces are refused. The server answers \`40/live,{"sid":"…"}\`: connected; or \`44/live,{"message":"…","data":{…}}\`: refused, data a problem (RFC 9457); reconnect after a while. \`41/live,\` from the server is a disconnection: reconnect.

## 4. Events and acknowledgements
An event is \`42/live,["name",payload]\`, payload a JSON object. To get an answer put a number of your own before the bracket: \`42/live,7["standings:watch",{…}]\`; the answer is
\`43/live,7[answer]\` with the same number. A message to the server may have at most 16384 bytes.
There are no binary messages.

## 5. Following a board
1. Send \`standings:watch {challengeId, board}\` with an acknowledgement number. The answer is the snapshot of the board, or \`{error}\` with a problem (RFC 9457); with a problem nothing is watched.
   Keep the rows by \`collegeId\`, and the snapshot's \`seq\`.
2. For every \`standings:changed\` of that challenge and board: if \`seq\` ≤ your seq, ignore it. If \`prev\` ≤ your seq, put every row of \`changes\` in the place of the row of that college (or add it), take the
   colleges of \`removed\` away, and take over seq, position, asOf, frozen and rulebookVersion. If \`prev\` > your seq, you missed a change: send \`standings:watch\` again and start from its snapshot.
3. \`standings:alive {seq}\` comes every 15 seconds. A seq greater than yours means: watch again. No message for 45 seconds means: reconnect.
4. Watch again after every reconnection. The server replays nothing; the snapshot is complete.
5. Show rows sorted by \`order\`. One socket may watch at most 20 boards.
Changes of one board are merged: the first goes out at once, later ones at most ten times a second. A message goes out only after its change is committed:
a GET at the same server already shows it, another server of the installation shows it a moment later. The server closes a connection when 1 MB waits for it, when it reads nothing for a minute, or when it sends over 100 packets in a second.

## 6. Without a socket
\`GET /api/challenges/{challengeId}/standings?board={board}\` answers with the same snapshot and an ETag; with \`If-None-Match\` it answers 304 while nothing has changed. \`seq\`, \`position\` and rows are those of the socket.
`.trim();

function schema(of: z.ZodType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(of, { target: 'draft-7' });
  return rest;
}

function message(name: string, payload: z.ZodType, example?: { name: string; summary: string; payload: object }) {
  return {
    name,
    title: name,
    summary: payload.description ?? name,
    contentType: 'application/json',
    payload: { schemaFormat: 'application/schema+json;version=draft-07', schema: schema(payload) },
    ...(example && { examples: [example] }),
  };
}

const watch = message('standings:watch', watchSchema, {
  name: 'total',
  summary: 'frame 42/live,1["standings:watch",{"challengeId":"amal-2026","board":"total"}]',
  payload: { challengeId: 'amal-2026', board: 'total' },
});
const alive = message('standings:alive', standingsAlive, {
  name: 'alive',
  summary: 'frame 42/live,["standings:alive",{…}]',
  payload: { challengeId: 'amal-2026', board: 'total', seq: 42 },
});

const EIO = { type: 'string', const: '4' };
const transport = { type: 'string', const: 'websocket' };
const handshake = { type: 'object', required: ['EIO', 'transport'], properties: { EIO, transport } };

const channel = { $ref: '#/channels/live' };
const messages = (...names: string[]) => names.map((name) => ({ $ref: `#/channels/live/messages/${name}` }));

/** The contract of the socket, AsyncAPI 3.0, made from the schemas that the server itself checks with. */
export function asyncApi(): object {
  return {
    asyncapi: '3.0.0',
    info: { title: 'Qorzhyn live boards', version: '1.0.0', description: protocol },
    defaultContentType: 'application/json',
    servers: {
      here: {
        host: '{host}',
        pathname: '/socket.io/',
        protocol: 'ws',
        description: 'The host and port of the HTTP interface; wss behind https.',
        variables: { host: { default: 'localhost:3000' } },
      },
    },
    channels: {
      live: {
        address: '/live',
        title: 'Namespace /live',
        description: 'One Socket.IO namespace; see the description of this document for the frames.',
        bindings: { ws: { method: 'GET', query: handshake } },
        messages: {
          watch,
          snapshot: message('acknowledgement: snapshot', standings),
          problem: message('acknowledgement: problem', watchRefused),
          changed: message('standings:changed', standingsChanged),
          alive,
        },
      },
    },
    operations: {
      watch: {
        action: 'receive',
        channel,
        summary: 'A client asks for a board; the acknowledgement is the snapshot or a problem.',
        messages: messages('watch'),
        reply: { channel, messages: messages('snapshot', 'problem') },
      },
      changed: {
        action: 'send',
        channel,
        summary: 'To all who watch the board: it changed.',
        messages: messages('changed'),
      },
      alive: {
        action: 'send',
        channel,
        summary: 'To all who watch the board, every 15 seconds: its number.',
        messages: messages('alive'),
      },
    },
    components: { schemas: { row: schema(standingsRow) } },
  };
}

@Controller('api')
export class AsyncApiController {
  private readonly document = asyncApi();

  @ApiResponseSchema(z.record(z.string(), z.unknown()))
  @Get('asyncapi.json')
  @Allow(['anyone'])
  get(): object {
    return this.document;
  }
}
