import { z } from 'zod';
import { publicText } from '../events/values.js';

/** Public text of a request, normalised to NFC and trimmed. */
export const text = (max = 300) => z.string().normalize('NFC').trim().pipe(publicText(max));

/** The same text in three languages. */
export const texts = (max = 300) => z.strictObject({ kk: text(max), ru: text(max), en: text(max) });

/** Free text of a person, also in several lines; it is stored in the vault. */
export const freeText = (max = 4000) =>
  z
    .string()
    .normalize('NFC')
    .overwrite((value) => value.replaceAll('\r\n', '\n'))
    .trim()
    .min(1)
    .max(max)
    // eslint-disable-next-line no-control-regex
    .refine((value) => value.isWellFormed() && !/[\u0000-\u0008\u000b-\u001f\u007f]/.test(value), {
      message: 'no control characters',
      params: { messageKey: 'FIELD_SIGNS' },
    });
