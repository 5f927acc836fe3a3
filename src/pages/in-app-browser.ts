import type { FastifyRequest } from 'fastify';

/** Messengers and networks name themselves; `; wv)` is any other Android app that shows a page inside itself. */
const IN_APP =
  /\b(?:Telegram|WhatsApp|Instagram|FBAN|FBAV|FB_IAB|Messenger|VKAndroidApp|Line|TikTok|musical_ly)\b|; wv\)/i;

/** True for the inner browser of an app. It forgets a sign-in more easily and shares none with the phone's browser. */
export const isInAppBrowser = ({ headers }: Pick<FastifyRequest, 'headers'>): boolean =>
  IN_APP.test(headers['user-agent'] ?? '');
