import { api, bodyOf } from '../data/api.js';

/** `apple`: the browser takes messages only as an installed application. */
export type PushState = 'unknown' | 'impossible' | 'apple' | 'denied' | 'off' | 'on';

/** Push messages to this browser. */
export class PushDevice {
  state: PushState = $state.raw('unknown');

  async read(): Promise<void> {
    const { publicKey } = await bodyOf(api.GET('/api/push/key'));
    if (!isPossible()) this.state = /iphone|ipad/i.test(navigator.userAgent) ? 'apple' : 'impossible';
    else if (publicKey === null) this.state = 'impossible';
    else if (Notification.permission === 'denied') this.state = 'denied';
    else this.state = (await (await registration())?.pushManager.getSubscription()) ? 'on' : 'off';
  }

  /** Asks for the permission, so it is called by a click. */
  async turnOn(): Promise<void> {
    if ((await Notification.requestPermission()) !== 'granted') return this.read();
    const { publicKey } = await bodyOf(api.GET('/api/push/key'));
    const worker = await navigator.serviceWorker.ready;
    const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
    const { endpoint, keys } = made.toJSON();
    try {
      await bodyOf(
        api.POST('/api/push/subscriptions', {
          body: { endpoint: endpoint!, keys: { p256dh: keys!['p256dh']!, auth: keys!['auth']! } },
        }),
      );
      await bodyOf(api.PUT('/api/account/notifications', { body: { push: true } }));
    } catch (error) {
      await made.unsubscribe();
      throw error;
    }
    this.state = 'on';
  }

  async turnOff(): Promise<void> {
    await forgetPush();
    this.state = 'off';
  }
}

/** The next person at this device must not see the messages of the one before. */
export async function forgetPush(): Promise<void> {
  const made = isPossible() ? await (await registration())?.pushManager.getSubscription() : null;
  if (!made) return;
  await made.unsubscribe();
  await bodyOf(api.DELETE('/api/push/subscriptions', { params: { query: { endpoint: made.endpoint } } }));
}

const isPossible = (): boolean => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
const registration = () => navigator.serviceWorker.getRegistration('/portal');
