import type { FastifyRequest } from 'fastify';
import { allowInline } from './content-security.js';
import type { Language } from './language.js';

const style = `
:root { color-scheme: light }
body { margin: 0; border-top: 8px solid #0E5F63; min-height: 100vh; background: #F7F4EE; color: #22201C; font: 400 18px/28px Geologica, "Segoe UI", Roboto, "Noto Sans", sans-serif }
main { max-width: 34rem; margin: 0 auto; padding: 15vh 24px 24px }
h1 { margin: 0 0 16px; font-size: 72px; line-height: 1; color: #0E5F63 }
a { display: inline-block; padding: 12px 0; color: #0E5F63; font-weight: 600 }
`;
allowInline(style);

const toTheBoards = { kk: 'Орындар кестесіне өту', ru: 'К таблице мест', en: 'To the table of places' };

/** A person who opened a wrong address in a browser; a program asks under /api or takes anything. */
export const isPersonAtPage = ({ method, url, headers }: FastifyRequest): boolean =>
  method === 'GET' && !url.startsWith('/api') && String(headers.accept ?? '').includes('text/html');

/** A refusal as a page: what is wrong in one sentence, and the way on. */
export const problemPage = (status: number, title: string, language: Language): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${status} · Qorzhyn</title>
<style>${style}</style>
</head>
<body><main><h1>${status}</h1><p>${escape(title)}</p><a href="/">${toTheBoards[language]}</a></main></body>
</html>
`;

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
