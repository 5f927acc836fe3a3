import { readFile, writeFile } from 'node:fs/promises';
import type { PDFPage } from '@cantoo/pdf-lib';
import { EncryptedPDFError, PDFDict, PDFDocument } from '@cantoo/pdf-lib';
import { LIMITS } from './intake-limits.js';
import { dangerOf } from './pdf-dangers.js';
import { eachDict, keysOf, name, nameAt } from './pdf-objects.js';
import { cleanStreams } from './pdf-streams.js';
import { RefusedFile } from './refused-file.js';

/** Everything that a page needs to be shown; annotations, actions and data of programs are not among it. */
const PAGE_KEYS = ['Type', 'Parent', 'MediaBox', 'CropBox', 'Rotate', 'UserUnit', 'Resources', 'Contents', 'Group'];
/** Keys that no part of a page needs. The short ones may be names of fonts in a dictionary without a type. */
const METADATA_KEYS = [
  'Metadata',
  'PieceInfo',
  'LastModified',
  'StructParent',
  'StructParents',
  'Alternates',
  'Annots',
];
const SHORT_KEYS = ['AF', 'AA', 'OPI', 'OC', 'Ref', 'Thumb'];
const TAIL_BYTES = 2_048;

const damaged = () => new RefusedFile('EVIDENCE_DAMAGED');

/**
 * Copies the pages of a PDF into a new document. Refuses what is encrypted, acts or carries files. Throws RefusedFile.
 */
export async function cleanPdf(file: string, target: string): Promise<{ pages: number }> {
  const bytes = await readFile(file);
  requireFewObjects(bytes);
  const source = await load(bytes);
  requireWhole(bytes, source);
  const pages = pagesOf(source);
  await cleanStreams(source.context);
  for (const page of pages) keepOnly(page.node, PAGE_KEYS);
  eachDict(source.context, (dict, stream) => dropMetadata(dict, stream !== null));
  const copy = await PDFDocument.create({ updateMetadata: false });
  for (const page of await copy.copyPages(source, source.getPageIndices())) copy.addPage(page);
  const cleaned = await copy.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
  await requireClean(cleaned, pages.length);
  await writeFile(target, cleaned, { flag: 'wx', mode: 0o600 });
  return { pages: pages.length };
}

/** The parser takes long for many objects, and counting their headers does not. */
function requireFewObjects(bytes: Buffer): void {
  let count = 0;
  for (let at = bytes.indexOf(' obj'); at !== -1; at = bytes.indexOf(' obj', at + 4)) count += 1;
  if (count > LIMITS.pdfObjects) throw new RefusedFile('EVIDENCE_TOO_COMPLEX');
}

async function load(bytes: Uint8Array): Promise<PDFDocument> {
  const document = await PDFDocument.load(bytes, { throwOnInvalidObject: true, updateMetadata: false }).catch(
    (error: unknown) => {
      if (error instanceof EncryptedPDFError) throw new RefusedFile('EVIDENCE_PDF_LOCKED');
      if (error instanceof RangeError) throw new RefusedFile('EVIDENCE_TOO_COMPLEX');
      throw damaged();
    },
  );
  if (document.context.trailerInfo.Encrypt) throw new RefusedFile('EVIDENCE_PDF_LOCKED');
  if (!(document.catalog instanceof PDFDict)) throw damaged();
  const danger = dangerOf(document.context);
  if (danger) throw new RefusedFile(danger);
  return document;
}

/** The parser reads a cut document as far as it goes, so its end must be there. */
function requireWhole(bytes: Buffer, { context }: PDFDocument): void {
  const end = bytes.lastIndexOf('startxref');
  if (end === -1 || !bytes.subarray(end, end + TAIL_BYTES).includes('%%EOF')) throw damaged();
  eachDict(context, (dict) => {
    // A document for fast viewing has such an end near its start too, and tells its length.
    if (dict.has(name('Linearized')) && !(Number(dict.get(name('L'))?.toString()) <= bytes.length)) throw damaged();
  });
}

function pagesOf(document: PDFDocument): PDFPage[] {
  const pages = inTree(() => document.getPages());
  if (pages.length === 0) throw damaged();
  if (pages.length > LIMITS.pdfPages) throw new RefusedFile('EVIDENCE_PDF_PAGES', { pages: LIMITS.pdfPages });
  return pages;
}

/** A tree of pages may contain itself or lack a branch. */
function inTree<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof RangeError ? new RefusedFile('EVIDENCE_TOO_COMPLEX') : damaged();
  }
}

function keepOnly(dict: PDFDict, kept: readonly string[]): void {
  for (const key of dict.keys()) if (!kept.includes(key.decodeText())) dict.delete(key);
}

function dropMetadata(dict: PDFDict, isStream: boolean): void {
  const dropped = isStream || nameAt(dict, 'Type') !== null ? [...METADATA_KEYS, ...SHORT_KEYS] : METADATA_KEYS;
  for (const key of dict.keys()) if (dropped.includes(key.decodeText())) dict.delete(key);
}

/** Throws when the result is not what it should be; the file is then not stored. */
async function requireClean(bytes: Uint8Array, pages: number): Promise<void> {
  const document = await load(bytes);
  if (document.context.trailerInfo.Info || document.getPageCount() !== pages)
    throw new Error('a rewritten document has metadata or lacks pages');
  eachDict(document.context, (dict) => {
    const left = keysOf(dict).filter((key) => METADATA_KEYS.includes(key));
    if (left.length > 0) throw new Error(`a rewritten document has ${left.join(', ')}`);
  });
}
