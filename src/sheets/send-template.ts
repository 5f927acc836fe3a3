import type { FastifyReply } from 'fastify';
import type { Language } from '../http/language.js';
import { type Template, templateFile } from './template-file.js';

export const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Sends a template as a download in the reader's language. */
export async function sendTemplate(
  reply: FastifyReply,
  name: string,
  template: Template,
  language: Language,
): Promise<void> {
  const file = await templateFile(template, language);
  void reply
    .header('content-type', EXCEL)
    .header('content-disposition', `attachment; filename="qorzhyn-${name}"`)
    .header('cache-control', 'no-store')
    .send(file);
}
