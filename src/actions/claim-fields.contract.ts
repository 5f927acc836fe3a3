import { z } from 'zod';
import { claimed, day, id, kindCode } from '../events/values.js';
import { freeText } from '../http/text-input.js';

/** An address that a person may open. */
export const link = z
  .url({ protocol: /^https?$/, normalize: false })
  .max(2000)
  .refine((url) => url === url.normalize('NFC') && url.isWellFormed(), {
    message: 'the link must be NFC',
    params: { messageKey: 'FIELD_LINK' },
  });

export const MOST_LINKS = 50;

/** Fields of a claim that a person fills in. The report form checks it in the browser with the same schemas. */
export const claimWords = {
  kind: kindCode,
  doneFrom: day.optional(),
  doneOn: day,
  claimed: claimed.default({}),
  partners: z.array(id).max(50).default([]),
  links: z.array(link).max(MOST_LINKS).default([]),
  place: freeText(500).optional(),
  description: freeText(4000).optional(),
};
