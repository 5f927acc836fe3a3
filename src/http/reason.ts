import { reasonWords } from '../events/reason-words.js';
import { reasonCode } from '../events/values.js';
import { namedSchema } from './openapi/api-response-schema.js';

/**
 * The reason of a command. A code outside the list becomes `other`: a word of one's own could name a person. Events keep it for ever, and
 * boards show it.
 */
export const reason = namedSchema(
  'Reason',
  reasonCode
    .overwrite((code) => (Object.hasOwn(reasonWords, code) ? code : 'other'))
    .describe(
      `One of: ${Object.keys(reasonWords).join(', ')}. Another code is stored as \`other\`; words go into the note.`,
    ),
);
