import { z } from 'zod';
import { isDay } from './day.js';

/** Schemas of the values events are made of. Numbers are integers in the smallest unit: grams, tiyn, minutes. */
export const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
export const uuid = z.uuid();
export const day = z.string().refine(isDay, {
  message: 'not a calendar day YYYY-MM-DD',
  params: { messageKey: 'FIELD_DAY' },
});
export const count = z.int().min(0).max(100_000_000_000);
export const students = z.int().min(0).max(1_000_000);
export const metric = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/);
export const kindCode = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,31}$/);
/** A reason is a code; its words, if any, lie in the vault. */
export const reasonCode = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);
/** Invisible characters: control, format, line ends, fillers, the empty Braille cell and the empty note head. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\u{1d159}]/u;
const isPublic = (text: string) => text === text.normalize('NFC').trim() && !unseen.test(text) && text.isWellFormed();
/** Text that is public by nature (names of institutions, titles): NFC, trimmed, visible, with a letter or digit. */
export const publicText = (max = 300) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine(isPublic, {
      message: 'text must be NFC, trimmed and free of control characters',
      params: { messageKey: 'FIELD_SIGNS' },
      abort: true,
    })
    .refine((text) => text === '' || /[\p{L}\p{N}]/u.test(text), {
      message: 'text must have a letter or a digit',
      params: { messageKey: 'FIELD_BLANK' },
    });
export const localised = (max = 300) => z.object({ kk: publicText(max), ru: publicText(max), en: publicText(max) });
/** A thing in the vault: its id, and a salted commitment to its bytes (HMAC-SHA-256, hex). */
export const vaultRef = z.object({ id: uuid, commitment: z.string().regex(/^[0-9a-f]{64}$/) });
/** One piece of evidence: a link, or a file, whose media type and size say it. */
export const evidenceRef = vaultRef.extend({
  mediaType: z
    .string()
    .regex(/^[a-z]+\/[a-z0-9.+-]{1,60}$/)
    .optional(),
  bytes: z.int().min(1).optional(),
});
/** About minors on the pictures: there are none, or their parents agreed in writing. */
export const attestation = z.enum(['no-minors', 'consent']);
/** Vault ids of erased texts. */
export const vaultIds = z.array(uuid).min(1).max(1_000);
export const track = z.enum(['amal', 'green']);
export const role = z.enum(['organiser', 'reviewer', 'coordinator', 'auditor', 'screen']);
/** `totp` = the six digits of an authenticator app. */
export const secondFactorKind = z.enum(['totp']);
/** `operator` = by command on the server's machine. */
export const removedBy = z.enum(['self', 'organiser', 'operator']);
export const precision = z.enum(['exact', 'about', 'at-least']);
/** The college's claim; an absent metric was not reported, which is not 0. */
export const claimed = z.record(metric, z.object({ value: count, precision }));
/** The reviewer's finding; only these numbers score. */
export const verified = z.record(metric, count);

export type LocalisedText = z.infer<ReturnType<typeof localised>>;
export type VaultRef = z.infer<typeof vaultRef>;
export type EvidenceRef = z.infer<typeof evidenceRef>;
export type Attestation = z.infer<typeof attestation>;
export type Track = z.infer<typeof track>;
export type Role = z.infer<typeof role>;
export type SecondFactorKind = z.infer<typeof secondFactorKind>;
export type RemovedBy = z.infer<typeof removedBy>;
export type Claimed = z.infer<typeof claimed>;
export type Verified = z.infer<typeof verified>;
