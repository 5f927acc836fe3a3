import { api, bodyOf, NoAnswer } from './api.js';

export interface Viewer {
  accountId: string;
  role: 'organiser' | 'reviewer' | 'coordinator' | 'auditor' | 'screen';
  collegeId: string | null;
}

/** Facts that a person must hear about their own account. */
export interface AccountNotice {
  code: 'PASSWORD_RESET';
  at: string;
  by: string | null;
}

const KEY = 'qorzhyn-viewer';

/** The person at this device. Without a network it is the last person who signed in, because drafts must open. */
class Session {
  viewer: Viewer | null = $state.raw(null);
  /** Shown on every page until the person says that they know. */
  notices: readonly AccountNotice[] = $state.raw([]);
  /** True when the server did not say it, but the device remembered. */
  isRemembered = $state.raw(false);
  /** The server no longer accepts the session, while pages with unsent words are open. */
  hasEnded = $state.raw(false);

  async open(): Promise<Viewer | null> {
    try {
      const { viewer, notices } = await bodyOf(api.GET('/api/session'));
      this.viewer = viewer;
      this.notices = notices;
      this.isRemembered = false;
      if (viewer) localStorage.setItem(KEY, JSON.stringify(viewer));
      else localStorage.removeItem(KEY);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      this.viewer = remembered();
      this.isRemembered = true;
    }
    return this.viewer;
  }

  /** Ends the session on the server and forgets the person. Drafts stay for their owner. */
  async close(): Promise<void> {
    await bodyOf(api.DELETE('/api/session'));
    this.forget();
  }

  /** Ends all sessions of the person, on every device. */
  async closeEverywhere(): Promise<void> {
    await bodyOf(api.DELETE('/api/sessions'));
    this.forget();
  }

  async acknowledgeNotices(): Promise<void> {
    this.notices = (await bodyOf(api.POST('/api/session/acknowledge'))).notices;
  }

  private forget(): void {
    localStorage.removeItem(KEY);
    this.viewer = null;
  }
}

function remembered(): Viewer | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as Viewer | null;
  } catch {
    return null;
  }
}

export const session = new Session();
