import type { PDFContext, PDFStream } from '@cantoo/pdf-lib';
import { PDFArray, PDFDict } from '@cantoo/pdf-lib';
import type { IntakeRefusalCode } from './cleaned-file.js';
import { eachDict, keysOf, name, nameAt } from './pdf-objects.js';

const ACTIVE_ACTIONS = [
  'JavaScript',
  'Launch',
  'ImportData',
  'SubmitForm',
  'ResetForm',
  'Rendition',
  'GoToE',
  'GoTo3DView',
  'RichMediaExecute',
  'Movie',
  'Sound',
  'Trans',
];
const ACTIVE_SUBTYPES = ['RichMedia', 'Screen', 'Movie', 'Sound', '3D', 'PS'];

/** The reason why a document is refused; null = it shows pages and does nothing. */
export function dangerOf(context: PDFContext): IntakeRefusalCode | null {
  let found: IntakeRefusalCode | null = null;
  eachDict(context, (dict, stream) => (found ??= dangerIn(dict, stream)));
  return found;
}

function dangerIn(dict: PDFDict, stream: PDFStream | null): IntakeRefusalCode | null {
  const keys = keysOf(dict);
  const subtype = nameAt(dict, 'Subtype') ?? '';
  if (keys.includes('JS') || keys.includes('JavaScript')) return 'EVIDENCE_PDF_SCRIPT';
  if (ACTIVE_ACTIONS.includes(nameAt(dict, 'S') ?? '') || ACTIVE_SUBTYPES.includes(subtype))
    return 'EVIDENCE_PDF_SCRIPT';
  if (isAction(dict, 'AA') || (isAction(dict, 'OpenAction') && !opensAPage(dict))) return 'EVIDENCE_PDF_SCRIPT';
  if (keys.includes('EF') || keys.includes('EmbeddedFiles') || keys.includes('Collection'))
    return 'EVIDENCE_PDF_ATTACHMENT';
  if (nameAt(dict, 'Type') === 'EmbeddedFile' || subtype === 'FileAttachment') return 'EVIDENCE_PDF_ATTACHMENT';
  // The bytes of such a stream are in another file.
  if (stream && keys.includes('F')) return 'EVIDENCE_PDF_ATTACHMENT';
  if (keys.includes('XFA') || subtype === 'Widget' || hasFields(dict)) return 'EVIDENCE_PDF_FORM';
  return null;
}

/** A font may have such a name, and then it has a type. */
function isAction(dict: PDFDict, key: string): boolean {
  const value = dict.lookup(name(key));
  return value instanceof PDFDict && (nameAt(value, 'Type') ?? 'Action') === 'Action';
}

function opensAPage(dict: PDFDict): boolean {
  const action = dict.lookup(name('OpenAction'));
  return action instanceof PDFDict && nameAt(action, 'S') === 'GoTo' && !action.has(name('Next'));
}

function hasFields(dict: PDFDict): boolean {
  const form = dict.lookup(name('AcroForm'));
  if (!(form instanceof PDFDict)) return false;
  const fields = form.lookup(name('Fields'));
  return fields instanceof PDFArray ? fields.size() > 0 : fields !== undefined;
}
