import { Agent, request } from 'node:http';

export interface RawAnswer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  body: string;
}

export interface RawAsking {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  agent?: Agent;
  /** The address of this machine to ask from; on Linux all of 127.0.0.0/8 are its own. */
  from?: string;
}

/** Sends the path unchanged: `fetch` would normalise dots, slashes and escapes, and sets its own Host. */
export function rawRequest(
  url: string,
  path: string,
  { method = 'GET', headers = {}, body, agent, from }: RawAsking = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const sent = { ...headers, ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }) };
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, path, method, headers: sent, agent, localAddress: from }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    asking.on('error', reject);
    asking.end(body);
  });
}
