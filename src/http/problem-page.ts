import type { FastifyRequest } from 'fastify';
import type { Language } from './language.js';

export interface RefusalPage {
  status: number;
  /** The message of the refusal in `language`. */
  sentence: string;
  language: Language;
  /** Path and query of the refused request. */
  url: string;
  retryAfterSeconds?: number | undefined;
}

/** Renders a refusal as HTML; the app module binds it, because pages are above this folder. */
export abstract class ProblemPage {
  abstract render(refusal: RefusalPage): string;
}

/** True for a browser that opens an address; programs ask under /api or accept any type. */
export const isPersonAtPage = ({ method, url, headers }: FastifyRequest): boolean =>
  method === 'GET' && !url.startsWith('/api') && String(headers.accept ?? '').includes('text/html');
