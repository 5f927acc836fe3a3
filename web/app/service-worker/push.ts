/// <reference lib="webworker" />
declare const self: ServiceWorkerGlobalScope;

interface PushWords {
  title: string;
  body: string;
  /** A path of the portal. */
  href: string;
  /** Two messages with the same one are one. */
  tag: string;
}

const HOME = '/portal';

/** Every push must show something, or the browser shows words of its own. */
export async function showPush(data: PushMessageData | null): Promise<void> {
  const words = wordsOf(data);
  await self.registration.showNotification(words.title, {
    body: words.body,
    icon: '/_app/icon-192.png',
    badge: '/_app/icon-192.png',
    tag: words.tag,
    data: { href: words.href },
  });
}

function wordsOf(data: PushMessageData | null): PushWords {
  try {
    const { title, body, href, tag } = (data?.json() ?? {}) as Partial<PushWords>;
    return { title: title ?? 'Qorzhyn', body: body ?? '', href: ownPath(href), tag: String(tag ?? href) };
  } catch {
    return { title: 'Qorzhyn', body: '', href: HOME, tag: HOME };
  }
}

/** A notification leads into the portal, never elsewhere. */
function ownPath(href: unknown): string {
  if (typeof href !== 'string' || !URL.canParse(href, self.location.origin)) return HOME;
  const { origin, pathname, search, hash } = new URL(href, self.location.origin);
  return origin === self.location.origin && /^\/portal(\/|$)/.test(pathname) ? pathname + search + hash : HOME;
}

export async function openNotification(notification: Notification): Promise<void> {
  notification.close();
  const href = ownPath((notification.data as { href?: unknown } | null)?.href);
  const [open] = await self.clients.matchAll({ type: 'window' });
  if (!open) return void (await self.clients.openWindow(href));
  await open.focus();
  await open.navigate(href).catch(() => self.clients.openWindow(href));
}
