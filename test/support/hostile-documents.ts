import { deflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { zip } from './hostile-files.js';
import { CANARY, hostile, type HostileEvidence, photo } from './hostile-pictures.js';

const MEGA = 1_000_000;

/** A document of pages with a line of text and a photo that has metadata. */
async function document(pages = 2): Promise<PDFDocument> {
  const pdf = await PDFDocument.create();
  const picture = await pdf.embedJpg(await photo());
  for (let n = 0; n < pages; n += 1) {
    const page = pdf.addPage([300, 400]);
    page.drawText(`Act ${n + 1}`, { x: 30, y: 350 });
    page.drawImage(picture, { x: 30, y: 30, width: 200, height: 150 });
  }
  return pdf;
}

/** The document after a change of its objects. */
const changed = async (change: (pdf: PDFDocument) => unknown, pages?: number, useObjectStreams = false) => {
  const pdf = await document(pages);
  await change(pdf);
  return Buffer.from(await pdf.save({ useObjectStreams, addDefaultPage: false }));
};
const inCatalog = (key: string, value: object) => (pdf: PDFDocument) =>
  pdf.catalog.set(PDFName.of(key), pdf.context.register(pdf.context.obj(value as never)));
const inPage = (key: string, value: object) => (pdf: PDFDocument) =>
  pdf.getPage(0).node.set(PDFName.of(key), pdf.context.register(pdf.context.obj(value as never)));
const script = { Type: 'Action', S: 'JavaScript', JS: PDFString.of('app.alert(1)') };

/** A document of objects as they are written here, with the trailer that its first object needs. */
function written(objects: readonly (string | Buffer)[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\u00e2\u00e3\n', 'latin1')];
  const starts: number[] = [];
  let length = parts[0]!.length;
  for (const [n, object] of objects.entries()) {
    const body = Buffer.concat([
      Buffer.from(`${n + 1} 0 obj\n`),
      Buffer.from(object as string),
      Buffer.from('\nendobj\n'),
    ]);
    starts.push(length);
    length += body.length;
    parts.push(body);
  }
  const table = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}
const stream = (dict: string, bytes: Buffer) =>
  Buffer.concat([Buffer.from(`<<${dict}/Length ${bytes.length}>>\nstream\n`), bytes, Buffer.from('\nendstream')]);
const CATALOG = '<</Type/Catalog/Pages 2 0 R>>';
const PAGES = '<</Type/Pages/Kids[3 0 R]/Count 1>>';
const page = (more = '') => `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Contents 4 0 R${more}>>`;
const DRAWN = stream('', Buffer.from('200 0 0 150 30 30 cm /I Do'));
const CONTENT = stream('', Buffer.from('0 0 m 100 100 l S'));

const METADATA = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>${CANARY}</dc:creator></x:xmpmeta>`;

const laden = () =>
  changed((pdf) => {
    pdf.setAuthor(CANARY);
    pdf.setTitle(CANARY);
    pdf.setKeywords([CANARY]);
    const packet = () => pdf.context.register(pdf.context.stream(METADATA, { Type: 'Metadata', Subtype: 'XML' }));
    pdf.catalog.set(PDFName.of('Metadata'), packet());
    const { node } = pdf.getPage(0);
    node.set(PDFName.of('Metadata'), packet());
    inPage('PieceInfo', { Program: { Private: PDFString.of(CANARY) } })(pdf);
    for (const [, object] of pdf.context.enumerateIndirectObjects())
      if ('dict' in object) (object.dict as typeof node).set(PDFName.of('Metadata'), packet());
  });

const links = () =>
  changed((pdf) => {
    const action = { S: 'URI', URI: PDFString.of(`https://example.kz/${CANARY}`) };
    const link = { Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 300, 400], Contents: PDFString.of(CANARY), A: action };
    pdf.getPage(0).node.set(PDFName.of('Annots'), pdf.context.obj([pdf.context.register(pdf.context.obj(link))]));
    inCatalog('Outlines', { Title: PDFString.of(CANARY) })(pdf);
    inCatalog('OpenAction', { S: 'GoTo', D: [0, 'Fit'] })(pdf);
  });

async function encrypted(): Promise<Buffer> {
  const pdf = await document();
  pdf.encrypt({ userPassword: 'secret', ownerPassword: 'other', permissions: {} });
  return Buffer.from(await pdf.save({ useObjectStreams: false }));
}

const cut = async (share: number) => {
  const whole = await changed(() => undefined);
  return whole.subarray(0, Math.floor(whole.length * share));
};

export const hostileDocuments: readonly HostileEvidence[] = [
  hostile('a document with a photo', 'cleaned', () => changed(() => undefined)),
  hostile('a document with object streams', 'cleaned', () => changed(() => undefined, 3, true)),
  hostile('a document with an author, XMP packets and data of programs', 'cleaned', laden),
  hostile('a document with links, notes and an outline', 'cleaned', links),
  hostile('a photo that is packed once more', 'cleaned', async () => {
    const packed = stream(
      '/Type/XObject/Subtype/Image/Width 640/Height 480/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter[/FlateDecode/DCTDecode]',
      deflateSync(await photo()),
    );
    return written([CATALOG, PAGES, page('/Resources<</XObject<</I 5 0 R>>>>'), DRAWN, packed]);
  }),
  hostile('a document that is a ZIP archive too', 'cleaned', async () =>
    Buffer.concat([await laden(), zip([{ name: 'a.txt', content: CANARY }])]),
  ),
  hostile('a document of 31 pages', 'EVIDENCE_PDF_PAGES', () => changed(() => undefined, 31)),
  hostile('a script that runs when the document opens', 'EVIDENCE_PDF_SCRIPT', () =>
    changed(inCatalog('OpenAction', script)),
  ),
  hostile('a script among the names', 'EVIDENCE_PDF_SCRIPT', () =>
    changed((pdf) => pdf.addJavaScript('a', 'app.alert(1)')),
  ),
  hostile('a script of a page', 'EVIDENCE_PDF_SCRIPT', () => changed(inPage('AA', { O: script }))),
  hostile('a script in an object stream', 'EVIDENCE_PDF_SCRIPT', () =>
    changed(inCatalog('OpenAction', script), 1, true),
  ),
  hostile('a script whose name is escaped', 'EVIDENCE_PDF_SCRIPT', () =>
    written(['<</Type/Catalog/Pages 2 0 R/OpenAction<</S/J#61vaScript/J#53(app.alert(1))>>>>', PAGES, page(), CONTENT]),
  ),
  hostile('a script that no page reaches', 'EVIDENCE_PDF_SCRIPT', () =>
    written([CATALOG, PAGES, page(), CONTENT, '[[<</S/JavaScript/JS(app.alert(1))>>]]']),
  ),
  hostile('a program that is started', 'EVIDENCE_PDF_SCRIPT', () =>
    changed(inCatalog('OpenAction', { S: 'Launch', F: PDFString.of('/bin/sh') })),
  ),
  hostile('an embedded file', 'EVIDENCE_PDF_ATTACHMENT', () =>
    changed((pdf) => pdf.attach(Buffer.from(CANARY), 'a.exe', { mimeType: 'application/octet-stream' })),
  ),
  hostile('a stream of another file', 'EVIDENCE_PDF_ATTACHMENT', () =>
    written([CATALOG, PAGES, page(), stream('/F(/etc/passwd)', Buffer.alloc(0))]),
  ),
  hostile('a form', 'EVIDENCE_PDF_FORM', () =>
    changed((pdf) => pdf.getForm().createTextField('name').addToPage(pdf.getPage(0))),
  ),
  hostile('an XFA form', 'EVIDENCE_PDF_FORM', () =>
    changed(inCatalog('AcroForm', { Fields: [], XFA: PDFString.of('<xdp/>') })),
  ),
  hostile('an encrypted document', 'EVIDENCE_PDF_LOCKED', encrypted),
  hostile('a document cut in half', 'EVIDENCE_DAMAGED', () => cut(0.5)),
  hostile('a document without its last bytes', 'EVIDENCE_DAMAGED', () => cut(0.99)),
  hostile('a header and nothing else', 'EVIDENCE_DAMAGED', () => Buffer.from('%PDF-1.7\n')),
  hostile('100,000 arrays within each other', 'EVIDENCE_DAMAGED', () =>
    written([CATALOG, PAGES, page(), CONTENT, '['.repeat(100_000) + ']'.repeat(100_000)]),
  ),
  hostile('1,000 arrays within each other', 'EVIDENCE_TOO_COMPLEX', () =>
    written([CATALOG, PAGES, page(), CONTENT, '['.repeat(1_000) + ']'.repeat(1_000)]),
  ),
  hostile('50,000 objects of which each names the next', 'EVIDENCE_TOO_COMPLEX', () =>
    written([
      CATALOG,
      PAGES,
      page('/Resources<</Font 5 0 R>>'),
      CONTENT,
      ...Array.from({ length: 50_000 }, (_, n) => `<</Next ${n + 6} 0 R>>`),
      '<<>>',
    ]),
  ),
  hostile('300,000 objects', 'EVIDENCE_TOO_COMPLEX', () =>
    written([CATALOG, PAGES, page(), CONTENT, ...Array.from({ length: 300_000 }, () => '<<>>')]),
  ),
  hostile('a tree of pages that contains itself', 'EVIDENCE_TOO_COMPLEX', () =>
    written([CATALOG, '<</Type/Pages/Kids[2 0 R]/Count 1>>']),
  ),
  hostile('a document without pages', 'EVIDENCE_DAMAGED', () => written([CATALOG, '<</Type/Pages/Kids[]/Count 0>>'])),
  hostile('an object stream that unpacks to 900 MB', 'EVIDENCE_TOO_COMPLEX', () => {
    const packed = deflateSync(Buffer.alloc(900 * MEGA, ' '));
    return written([CATALOG, PAGES, page(), CONTENT, stream('/Type/ObjStm/N 1/First 10/Filter/FlateDecode', packed)]);
  }),
  hostile('a page that unpacks to 600 MB', 'EVIDENCE_TOO_COMPLEX', () => {
    const packed = deflateSync(Buffer.alloc(600 * MEGA, ' '));
    return written([CATALOG, PAGES, page(), stream('/Filter/FlateDecode', packed)]);
  }),
  hostile('a page that is packed twice', 'EVIDENCE_TOO_COMPLEX', () => {
    const packed = deflateSync(deflateSync(Buffer.alloc(100 * MEGA)));
    return written([CATALOG, PAGES, page(), stream('/Filter[/FlateDecode/FlateDecode]', packed)]);
  }),
  hostile('an image of 100,000 × 100,000', 'EVIDENCE_TOO_COMPLEX', () => {
    const image = stream(
      '/Type/XObject/Subtype/Image/Width 100000/Height 100000/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode',
      Buffer.alloc(100),
    );
    return written([CATALOG, PAGES, page('/Resources<</XObject<</I 5 0 R>>>>'), CONTENT, image]);
  }),
  hostile('a document of ten million digits', 'EVIDENCE_TOO_COMPLEX', () =>
    Buffer.concat([
      Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%\n('),
      Buffer.alloc(10 * MEGA, '1 '),
      Buffer.from('\nstartxref\n9\n%%EOF\n'),
    ]),
  ),
];
