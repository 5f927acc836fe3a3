import type { PDFContext, PDFObject } from '@cantoo/pdf-lib';
import { PDFArray, PDFDict, PDFName, PDFStream } from '@cantoo/pdf-lib';
import { LIMITS } from './intake-limits.js';
import { RefusedFile } from './refused-file.js';

const tooComplex = () => new RefusedFile('EVIDENCE_TOO_COMPLEX');

export const name = (text: string) => PDFName.of(text);

/** The name under a key, with its escapes resolved; null = no name. */
export function nameAt(dict: PDFDict, key: string): string | null {
  const value = dict.lookup(name(key));
  return value instanceof PDFName ? value.decodeText() : null;
}

/** Keys of a dictionary, with their escapes resolved. */
export const keysOf = (dict: PDFDict): string[] => dict.keys().map((key) => key.decodeText());

/**
 * Calls back with every dictionary of a document, those of streams and those inside other objects included. Throws RefusedFile for a
 * document beyond the limits.
 */
export function eachDict(context: PDFContext, visit: (dict: PDFDict, stream: PDFStream | null) => void): void {
  const objects = context.enumerateIndirectObjects();
  if (objects.length > LIMITS.pdfObjects) throw tooComplex();
  let values = 0;
  const walk = (object: PDFObject | undefined, depth: number): void => {
    values += 1;
    if (depth > LIMITS.pdfDepth || values > LIMITS.pdfValues) throw tooComplex();
    if (object instanceof PDFArray) for (const one of object.asArray()) walk(one, depth + 1);
    const dict = object instanceof PDFStream ? object.dict : object;
    if (!(dict instanceof PDFDict)) return;
    visit(dict, object instanceof PDFStream ? object : null);
    for (const one of dict.values()) walk(one, depth + 1);
  };
  for (const [, object] of objects) walk(object, 0);
}
