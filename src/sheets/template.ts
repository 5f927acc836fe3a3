import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import writeXlsxFile from 'write-excel-file/node';
import { z } from 'zod';
import { Allow } from '../http/access.js';
import { type Language, languageOf } from '../http/language.js';
import { ApiResponseSchema } from '../http/openapi/api-response-schema.js';
import { TEMPLATE_SHEETS } from './read-table.js';
import type { TableShape } from './text-table.js';

type ExampleCell = string | number;

/** An empty sheet for clerks: the columns it shows, rows as they should look, and lists to choose from. */
export interface Template {
  sheet: string;
  columns: readonly string[];
  shape: TableShape;
  examples: readonly Readonly<Record<string, ExampleCell>>[];
  lists: Readonly<Record<string, readonly string[]>>;
}

const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const ROWS_WITH_LISTS = 1000;

/** The template as an XLSX file; headings are the first ones documented for the language. */
export async function templateFile(
  { sheet, columns, shape, examples, lists }: Template,
  language: Language,
): Promise<Buffer> {
  const headings = columns.map((column) => shape.columns[column]![language][0]!);
  const bold = headings.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const names = TEMPLATE_SHEETS[language];
  const listed = Object.entries(lists);
  const longest = Math.max(0, ...listed.map(([, values]) => values.length));
  const widths = headings.map((heading) => ({ width: Math.max(14, heading.length + 2) }));
  const sheets = [
    { sheet, data: [bold], columns: widths, stickyRowsCount: 1 },
    {
      sheet: names.example,
      data: [bold, ...examples.map((row) => columns.map((column) => cell(row[column])))],
      columns: widths,
    },
    {
      sheet: names.lists,
      data: [
        listed.map(([column]) => ({ ...cell(headings[columns.indexOf(column)])!, fontWeight: 'bold' as const })),
        ...Array.from({ length: longest }, (_, row) => listed.map(([, values]) => cell(values[row]))),
      ],
      columns: listed.map(() => ({ width: 40 })),
    },
  ];
  const ranges = listed.map(([column, { length }], list) => ({ column: columns.indexOf(column), list, length }));
  return writeXlsxFile(sheets, { features: [dropDowns(names.lists, ranges)] }).toBuffer();
}

function cell(value: ExampleCell | undefined) {
  if (value === undefined) return null;
  return typeof value === 'number' ? { value, type: Number } : { value, type: String };
}

const letter = (column: number): string =>
  (column >= 26 ? letter(Math.floor(column / 26) - 1) : '') + String.fromCodePoint(65 + (column % 26));

/** Drop-down lists of the first sheet that point to the sheet of lists; other values may be typed. */
function dropDowns(lists: string, ranges: readonly { column: number; list: number; length: number }[]) {
  const validations = ranges.map(({ column, list, length }) => {
    const [at, from] = [letter(column), letter(list)];
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${at}2:${at}${ROWS_WITH_LISTS}"><formula1>'${lists}'!$${from}$2:$${from}$${length + 1}</formula1></dataValidation>`;
  });
  const xml = `<dataValidations count="${validations.length}">${validations.join('')}</dataValidations>`;
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (sheet: string, _: object, { sheetIndex }: { sheetIndex: number }) =>
            sheetIndex === 0 ? sheet.replace('</sheetData>', `</sheetData>${xml}`) : sheet,
        },
      },
    },
  };
}

/** Base class of a controller that sends a template in the reader's language. */
export function TemplateRoute(file: string, template: (language: Language) => Template) {
  @Controller('api/templates')
  class Route {
    @ApiResponseSchema(z.string().meta({ format: 'binary' }), { type: EXCEL })
    @Get(file)
    @Allow(['anyone'])
    async download(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
      const language = languageOf(request as never);
      const content = await templateFile(template(language), language);
      void reply
        .header('content-type', EXCEL)
        .header('content-disposition', `attachment; filename="qorzhyn-${file}"`)
        .send(content);
    }
  }
  return Route;
}
