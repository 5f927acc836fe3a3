import { crc32, deflateRawSync, gzipSync } from 'node:zlib';

interface Part {
  name: string;
  content: Buffer | string;
  isStored?: boolean;
  /** False values in the directory. */
  size?: number;
  crc?: number;
}

/** A ZIP archive of these parts. */
export function zip(parts: readonly Part[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let start = 0;
  for (const { name, content, isStored = false, size, crc } of parts) {
    const plain = Buffer.from(content as string);
    const packed = isStored ? plain : deflateRawSync(plain, { level: 9 });
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(isStored ? 0 : 8, 8);
    head.writeUInt32LE(crc ?? crc32(plain), 14);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(size ?? plain.length, 22);
    head.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    head.copy(entry, 6, 4, 28);
    entry.writeUInt32LE(start, 42);
    bodies.push(head, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    start += 30 + Buffer.byteLength(name) + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(parts.length, 0xffff), 8);
  end.writeUInt16LE(Math.min(parts.length, 0xffff), 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([...bodies, listed, end]);
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const HEADINGS = ['college', 'action_kind', 'done_on'];
const LETTERS = ['A', 'B', 'C'];
const textCell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const HEADING = `<row r="1">${HEADINGS.map((text, n) => textCell(`${LETTERS[n]}1`, text)).join('')}</row>`;
const ROW = `<row r="2">${['Акжар', 'cleanup', '15.11.2026'].map((text, n) => textCell(`${LETTERS[n]}2`, text)).join('')}</row>`;

interface Book {
  rows?: string;
  /** Before and after the rows. */
  before?: string;
  after?: string;
  prolog?: string;
  styles?: string;
  texts?: string;
  sheets?: string;
  inWorkbook?: string;
  relations?: string;
  more?: readonly Part[];
}

/** The parts of a workbook with one sheet of actions. */
function parts({ rows = '', before = '', after = '', prolog = '', more = [], ...book }: Book): Part[] {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const optional = (name: string, content: string | undefined) => (content === undefined ? [] : [{ name, content }]);
  return [
    {
      name: 'xl/workbook.xml',
      content: `${XML}<workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets>${book.sheets ?? '<sheet name="A" sheetId="1" r:id="r1"/>'}</sheets>${book.inWorkbook ?? ''}</workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${XML}<Relationships>${relation('r1', 'worksheet', 'worksheets/sheet1.xml')}${relation('r2', 'styles', 'styles.xml').repeat(book.styles === undefined ? 0 : 1)}${relation('r3', 'sharedStrings', 'sharedStrings.xml').repeat(book.texts === undefined ? 0 : 1)}${book.relations ?? ''}</Relationships>`,
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `${XML}${prolog}<worksheet ${MAIN}>${before}<sheetData>${HEADING}${ROW}${rows}</sheetData>${after}</worksheet>`,
    },
    ...optional('xl/styles.xml', book.styles),
    ...optional('xl/sharedStrings.xml', book.texts),
    ...more,
  ];
}

const workbook = (book: Book) => zip(parts(book));
const MEGA = 1_000_000;
const ENTITIES = `<!DOCTYPE a [<!ENTITY a0 "lol">${Array.from({ length: 30 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`).join('')}]>`;

/** The archive with each entry of the directory pointing to the first one's bytes. */
function overlapping(): Buffer {
  const content = 'x'.repeat(MEGA);
  const bytes = zip(Array.from({ length: 40 }, (_, n) => ({ name: `p${String(n).padStart(2, '0')}`, content })));
  for (let at = bytes.indexOf('PK\u0001\u0002'); at !== -1; at = bytes.indexOf('PK\u0001\u0002', at + 4)) {
    bytes.writeUInt32LE(0, at + 42);
    bytes.write('p00', at + 46);
  }
  return bytes;
}

/** The workbook with fields of its end record or of its directory changed. */
function changed(signature: string, change: (bytes: Buffer, at: number) => void): Buffer {
  const bytes = workbook({});
  for (let at = bytes.indexOf(signature); at !== -1; at = bytes.indexOf(signature, at + 4)) change(bytes, at);
  return bytes;
}
const DIRECTORY = 'PK\u0001\u0002';
const END = 'PK\u0005\u0006';

export interface HostileFile {
  name: string;
  bytes(): Buffer;
  /** The code of the refusal; null = the file is read, because what is hostile in it is never looked at. */
  code: string | null;
}

const hostile = (name: string, code: string | null, bytes: () => Buffer): HostileFile => ({ name, code, bytes });

/** Files that ask for far more memory or time than they weigh, or contradict themselves. */
export const hostileFiles: readonly HostileFile[] = [
  hostile('a cell at XFD1048576', 'TABLE_TOO_WIDE', () =>
    workbook({ rows: `<row r="1048576">${textCell('XFD1048576', 'x')}</row>` }),
  ),
  hostile('a cell at A1048576', 'TABLE_TOO_LONG', () =>
    workbook({ rows: `<row r="1048576">${textCell('A1048576', 'x')}</row>` }),
  ),
  hostile('a cell at XFD1', 'TABLE_TOO_WIDE', () => workbook({ rows: `<row r="3">${textCell('XFD3', 'x')}</row>` })),
  hostile('a dimension to XFD1048576', null, () => workbook({ before: '<dimension ref="A1:XFD1048576"/>' })),
  hostile('a merged range to XFD1048576', null, () =>
    workbook({ after: '<mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>' }),
  ),
  hostile('20,000 merged ranges over 20,000 rows', 'TABLE_TOO_MANY_CELLS', () =>
    workbook({
      rows: Array.from({ length: 20_000 }, (_, n) => `<row r="${n + 3}"><c r="A${n + 3}"><v>1</v></c></row>`).join(''),
      after: `<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(20_000)}</mergeCells>`,
    }),
  ),
  hostile('300,000 merged ranges', 'WORKBOOK_TOO_COMPLEX', () =>
    workbook({ after: `<mergeCells>${many(300_000, (n) => `<mergeCell ref="A${n}:B${n * 7}"/>`)}</mergeCells>` }),
  ),
  hostile('100,000 times all columns', null, () =>
    workbook({ before: `<cols>${many(100_000, (n) => `<col min="1" max="16384" width="${n}.${n * 7}"/>`)}</cols>` }),
  ),
  hostile('a million empty rows', null, () => workbook({ rows: many(MEGA, (n) => `<row r="${n + 3}"/>`) })),
  hostile('two million empty cells', 'WORKBOOK_TOO_COMPLEX', () =>
    workbook({ rows: `<row r="3">${many(2_050_000, (n) => `<c s="${(n * 7919) % 997}"/>`)}</row>` }),
  ),
  hostile('a million filled cells', 'TABLE_TOO_MANY_CELLS', () =>
    workbook({
      rows: Array.from(
        { length: 2_500 },
        (_, n) => `<row r="${n + 3}">${many(400, (m) => `<c><v>${n * m}</v></c>`)}</row>`,
      ).join(''),
    }),
  ),
  hostile('100,000 rows', 'TABLE_TOO_LONG', () =>
    workbook({
      rows: Array.from({ length: 99_000 }, (_, n) => `<row r="${n + 3}"><c r="A${n + 3}"><v>1</v></c></row>`).join(''),
    }),
  ),
  hostile('a zip bomb of blanks', 'FILE_TOO_LARGE', () => workbook({ after: ' '.repeat(100 * MEGA) })),
  hostile('a zip bomb that says 1,000 bytes', 'FILE_NOT_A_WORKBOOK', () => {
    const [book, relations, sheet] = parts({ after: ' '.repeat(100 * MEGA) });
    return zip([book!, relations!, { ...sheet!, size: 1_000 }]);
  }),
  hostile('a zip bomb in a part that is not read', 'FILE_TOO_LARGE', () =>
    workbook({ more: [{ name: 'xl/media/a.png', content: Buffer.alloc(100 * MEGA) }] }),
  ),
  hostile('forty bombs of 1.2 MB', 'FILE_TOO_LARGE', () =>
    workbook({ more: Array.from({ length: 50 }, (_, n) => ({ name: `xl/${n}`, content: Buffer.alloc(1_200_000) })) }),
  ),
  hostile('250 sheets of one part', 'FILE_NOT_A_WORKBOOK', () =>
    zip(
      parts({
        sheets: Array.from({ length: 250 }, (_, n) => `<sheet name="s${n}" sheetId="${n + 1}" r:id="r1"/>`).join(''),
        after:
          '<x/>'.repeat(200) +
          Array.from({ length: 300 }, (_, n) => `<y z="${n * 7919}${'q'.repeat(2_000)}"/>`).join(''),
      }),
    ),
  ),
  hostile('10,000 sheets', 'WORKBOOK_TOO_COMPLEX', () =>
    workbook({ sheets: '<sheet name="s" sheetId="1" r:id="r1"/>'.repeat(10_000) }),
  ),
  hostile('100,000 entries', 'FILE_TOO_LARGE', () =>
    workbook({ more: Array.from({ length: 60_000 }, (_, n) => ({ name: `a${n}`, content: '', isStored: true })) }),
  ),
  hostile('overlapping entries', 'FILE_NOT_A_WORKBOOK', overlapping),
  hostile('a part twice', 'FILE_NOT_A_WORKBOOK', () => workbook({ more: parts({}).slice(2) })),
  hostile('a wrong checksum', 'FILE_NOT_A_WORKBOOK', () => {
    const [book, relations, sheet] = parts({});
    return zip([book!, relations!, { ...sheet!, crc: 7 }]);
  }),
  hostile('zip64 sizes', 'FILE_TOO_LARGE', () =>
    changed(DIRECTORY, (bytes, at) => bytes.writeUInt32LE(0xffffffff, at + 24)),
  ),
  hostile('a zip64 count', 'FILE_TOO_LARGE', () =>
    changed(END, (bytes, at) => bytes.writeUInt32LE(0xffffffff, at + 8)),
  ),
  hostile('an encrypted entry', 'FILE_NOT_A_WORKBOOK', () =>
    changed(DIRECTORY, (bytes, at) => bytes.writeUInt16LE(1, at + 8)),
  ),
  hostile('a directory that contains itself', 'FILE_NOT_A_WORKBOOK', () =>
    changed(END, (bytes, at) => bytes.writeUInt32LE(at, at + 16)),
  ),
  hostile('300,000 styles', 'WORKBOOK_TOO_COMPLEX', () =>
    workbook({
      styles: `<styleSheet><cellXfs>${many(300_000, (n) => `<xf numFmtId="${n}"/>`)}</cellXfs></styleSheet>`,
    }),
  ),
  hostile('a long format of numbers', null, () =>
    workbook({
      styles: `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="${'&quot;0'.repeat(500_000 / 7)}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>`,
    }),
  ),
  hostile('a million shared texts', 'WORKBOOK_TOO_COMPLEX', () =>
    workbook({ texts: `<sst>${many(MEGA, (n) => `<si><t>${n}</t></si>`)}</sst>` }),
  ),
  hostile('a shared text of 12 MB', 'WORKBOOK_TOO_COMPLEX', () =>
    workbook({ texts: `<sst><si><t>${noise(12 * MEGA)}</t></si></sst>` }),
  ),
  hostile('a long shared text in 50,000 cells', 'TABLE_TOO_MUCH_TEXT', () =>
    workbook({
      texts: `<sst><si><t>${'ә'.repeat(30_000)}</t></si></sst>`,
      rows: Array.from(
        { length: 5_000 },
        (_, n) => `<row r="${n + 3}">${'<c t="s"><v>0</v></c>'.repeat(3)}</row>`,
      ).join(''),
    }),
  ),
  hostile('entities without end', 'FILE_NOT_A_WORKBOOK', () =>
    workbook({ prolog: ENTITIES, rows: `<row r="3">${textCell('A3', '&a30;')}</row>` }),
  ),
  hostile('an external entity', 'FILE_NOT_A_WORKBOOK', () =>
    workbook({ prolog: '<!DOCTYPE a SYSTEM "file:///etc/passwd">' }),
  ),
  hostile('external relations', null, () =>
    workbook({
      relations: `<Relationship Id="r9" Type="${RELATIONS}/sharedStrings" Target="http://127.0.0.1:9/a" TargetMode="External"/>`,
    }),
  ),
  hostile('a relation out of the archive', 'FILE_NOT_A_WORKBOOK', () =>
    workbook({
      sheets: '<sheet name="A" sheetId="1" r:id="r9"/>',
      relations: `<Relationship Id="r9" Type="${RELATIONS}/worksheet" Target="../../../../etc/passwd"/>`,
    }),
  ),
  hostile('100,000 defined names', null, () =>
    workbook({
      inWorkbook: `<definedNames>${many(100_000, (n) => `<definedName name="n${n}">A${n}+B${n * 7}</definedName>`)}</definedNames>`,
    }),
  ),
  hostile('formulas without values', 'TABLE_TOO_MANY_CELLS', () =>
    workbook({
      rows: Array.from(
        { length: 2_000 },
        (_, n) => `<row r="${n + 3}">${many(200, (m) => `<c><f>A${m}+B${m * n}</f></c>`)}</row>`,
      ).join(''),
    }),
  ),
  hostile('100,000 elements within each other', 'WORKBOOK_TOO_COMPLEX', () =>
    workbook({ after: '<a>'.repeat(100_000) + '</a>'.repeat(100_000) }),
  ),
  hostile('a tag without end', 'FILE_TOO_LARGE', () => workbook({ after: `<a b="${'x'.repeat(30 * MEGA)}` })),
  hostile('a tag of 3 MB', 'WORKBOOK_TOO_COMPLEX', () => workbook({ after: `<a b="${noise(3 * MEGA)}"/>` })),
  hostile('tags that never close', 'FILE_NOT_A_WORKBOOK', () => workbook({ after: '<a><b></a></b>' })),
  hostile('quotes without end', 'FILE_NOT_A_WORKBOOK', () => workbook({ after: `<a ${`b='"' `.repeat(10_000)}` })),
  hostile('a comment of 3 MB', 'WORKBOOK_TOO_COMPLEX', () => workbook({ after: `<!--${noise(3 * MEGA)}-->` })),
  hostile('a binary workbook', 'FILE_NOT_A_WORKBOOK', () => zip([{ name: 'xl/workbook.bin', content: 'x' }])),
  hostile('an OpenDocument sheet', 'FILE_NOT_A_WORKBOOK', () =>
    zip([
      { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', isStored: true },
      { name: 'content.xml', content: '<office:document-content/>' },
    ]),
  ),
  hostile('an old workbook', 'FILE_OLD_OR_LOCKED', () =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(5 * MEGA)]),
  ),
  hostile('an encrypted workbook', 'FILE_LOCKED', () =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
  ),
  hostile('gzip of a CSV', 'FILE_PACKED', () => gzipSync(Buffer.alloc(500 * 1_000))),
  hostile('more than 10 MB', 'FILE_TOO_LARGE', () => Buffer.alloc(10_000_001, ' ')),
  hostile('CSV of one line of 9 MB', 'FILE_NOT_A_TABLE', () => Buffer.alloc(9 * MEGA, 'x')),
  hostile('CSV of 9 MB of separators', 'TABLE_TOO_WIDE', () => Buffer.alloc(9 * MEGA, ';')),
  hostile('CSV of 9 MB of quotes', 'FILE_NOT_A_TABLE', () => Buffer.alloc(9 * MEGA + 1, '"')),
  hostile('CSV of 9 million lines', 'TABLE_TOO_LONG', () => Buffer.alloc(9 * MEGA, '\n')),
  hostile('CSV of lines of 499 separators', 'TABLE_TOO_MANY_CELLS', () =>
    Buffer.from(`${';'.repeat(499)}\n`.repeat(18_000)),
  ),
  hostile('CSV of a million cells', 'TABLE_TOO_MANY_CELLS', () => Buffer.from(`${'a;'.repeat(400)}\n`.repeat(5_000))),
  hostile('CSV with a quote over 9 MB', 'FILE_NOT_A_TABLE', () =>
    Buffer.from(`college;action_kind;done_on\n"${'a;b\n'.repeat(2 * MEGA)}`),
  ),
  hostile('CSV of thirty wide headings', 'HEADING_NOT_FOUND', () =>
    Buffer.from(`${`${'Участники '.repeat(18)};`.repeat(490)}\n`.repeat(30)),
  ),
  hostile('UTF-16 of one line of 9 MB', 'FILE_NOT_A_TABLE', () =>
    Buffer.concat([Buffer.from('fffe', 'hex'), Buffer.alloc(9 * MEGA, 'xy')]),
  ),
  hostile('zero bytes', 'FILE_NOT_UTF8', () => Buffer.alloc(9 * MEGA)),
];

const many = (count: number, one: (n: number) => string) => Array.from({ length: count }, (_, n) => one(n)).join('');

/** Text that does not pack to almost nothing. */
function noise(length: number): string {
  const piece = Array.from({ length: 50_000 }, (_, n) => ((n * 2_654_435_761) >>> 0).toString(36)).join('');
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}
