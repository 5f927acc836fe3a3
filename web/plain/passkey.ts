import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
} from '@simplewebauthn/browser';

/** A challenge is good for ten minutes. */
const RENEW_MS = 540_000;
const language = document.documentElement.lang;

/** The answer of the server. Throws with its sentence, which is in the language of the page. */
async function ask<Answer>(path: string, body?: object): Promise<Answer> {
  const response = await fetch(`${path}?lang=${language}`, {
    method: 'POST',
    headers: { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const answer = response.status === 204 ? null : ((await response.json()) as Answer & { title?: string });
  if (!response.ok) throw new Refusal(answer?.title ?? '');
  return answer as Answer;
}

/** The server said why. */
class Refusal extends Error {}

const sentence = (error: unknown, place: HTMLElement): string =>
  error instanceof Refusal ? error.message : (place.dataset['cancelled'] ?? '');

function show(place: HTMLElement, text: string): void {
  place.textContent = text;
  place.hidden = text === '';
}

/** Signs in by a key of this device: by the button, or by the list under the login. */
function offerSignIn(button: HTMLButtonElement): void {
  const wrong = document.getElementById('passkey-wrong')!;
  const remember = document.querySelector<HTMLInputElement>('input[name="remember"]');
  const login = document.querySelector<HTMLInputElement>('input[autocomplete~="webauthn"]');
  // Two sign-ins at once would end each other's sessions.
  let isBusy = false;
  const attempt = async (isAutofill: boolean): Promise<void> => {
    const optionsJSON =
      await ask<Parameters<typeof startAuthentication>[0]['optionsJSON']>('/api/session/passkey/options');
    const response = await startAuthentication({ optionsJSON, useBrowserAutofill: isAutofill });
    if (isBusy) return;
    isBusy = true;
    try {
      await ask('/api/session/passkey', {
        response,
        remember: remember?.checked ?? button.dataset['remember'] !== 'no',
      });
      location.assign(button.dataset['next']!);
    } catch (error) {
      isBusy = false;
      throw error;
    }
  };
  const listen = (): void => {
    // Ends without a word when the button takes over, or when the person types a login.
    attempt(true).catch((error: unknown) => {
      if (error instanceof Refusal) show(wrong, error.message);
    });
  };
  button.addEventListener('click', () => {
    if (isBusy) return;
    show(wrong, '');
    attempt(false).catch((error: unknown) => {
      show(wrong, sentence(error, wrong));
    });
  });
  button.hidden = false;
  const part = button.closest<HTMLElement>('[data-passkey-part]');
  if (part) part.hidden = false;
  if (!login) return;
  void browserSupportsWebAuthnAutofill().then((isSupported) => {
    if (!isSupported) return;
    listen();
    setInterval(() => {
      if (document.hidden) return;
      WebAuthnAbortService.cancelCeremony();
      listen();
    }, RENEW_MS);
  });
}

/** Makes a key on this device for the account that is signed in. */
function offerNewKey(button: HTMLButtonElement): void {
  const wrong = document.getElementById('passkey-wrong')!;
  const password = document.getElementById('passkey-password') as HTMLInputElement | null;
  const attempt = async (): Promise<void> => {
    if (password) await ask('/api/session/confirm', { password: password.value });
    const optionsJSON = await ask<Parameters<typeof startRegistration>[0]['optionsJSON']>(
      '/api/account/passkeys/options',
    );
    const response = await startRegistration({ optionsJSON });
    await ask('/api/account/passkeys', { response });
    location.assign(button.dataset['next']!);
  };
  button.addEventListener('click', () => {
    show(wrong, '');
    attempt().catch((error: unknown) => {
      show(wrong, sentence(error, wrong));
    });
  });
  document.getElementById('passkey-new')!.hidden = false;
}

if (browserSupportsWebAuthn()) {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-passkey="sign-in"]'))
    offerSignIn(button);
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-passkey="add"]')) offerNewKey(button);
}
