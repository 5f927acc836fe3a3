import createClient from 'openapi-fetch';
import type { components, paths } from '../api/schema.d.ts';

type ProblemBody = components['schemas']['Problem'];

/** The requests of the server's OpenAPI document, typed. Cookies carry the session. */
export const api = createClient<paths>({ baseUrl: '/', headers: { accept: 'application/json' } });

/** A refusal of the server, worded in the reader's language. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly body: ProblemBody,
  ) {
    super(body.title);
  }

  get code(): string {
    return this.body.code;
  }

  /** The sentence about a field, by its path; undefined = nothing is wrong with it. */
  fault(path: string): string | undefined {
    return this.body.errors?.find((one) => one.path === path)?.message;
  }
}

/** No answer: no network, or a server that does not answer. */
export class NoAnswer extends Error {}

interface Answered<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** The body of a successful answer. Throws ApiProblem or NoAnswer. */
export async function bodyOf<Data>(answer: Promise<Answered<Data>>): Promise<NonNullable<Data>> {
  const { data, error, response } = await answer.catch((cause: unknown) => {
    throw new NoAnswer('no answer', { cause });
  });
  if (response.ok) return (data ?? null) as NonNullable<Data>;
  const isProblem = typeof error === 'object' && error !== null && 'code' in error;
  // A proxy in between answers without a problem: the server itself did not.
  if (!isProblem) throw new NoAnswer(`status ${response.status}`);
  throw new ApiProblem(response.status, error as ProblemBody);
}

/** Headers of a command that may be repeated without doing it twice. */
export const underKey = (key: string = crypto.randomUUID()): { 'Idempotency-Key': string } => ({
  'Idempotency-Key': key,
});
