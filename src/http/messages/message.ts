import type { Language } from '../language.js';

export type Message = Readonly<Record<Language, string>>;
/** Code → sentence in three languages; `{name}` is filled from the refusal's params. */
export type Catalogue = Readonly<Record<string, Message>>;
