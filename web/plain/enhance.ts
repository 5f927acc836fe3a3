/** Comforts of the pages that the server writes. Each page works without this script. */

const all = <Found extends HTMLElement>(selector: string): Found[] => [...document.querySelectorAll<Found>(selector)];

/** Shows and hides the password of the field beside the button. */
for (const button of all<HTMLButtonElement>('button[data-see]')) {
  const [show = '', hide = ''] = button.dataset['see']!.split('|');
  const field = document.getElementById(button.getAttribute('aria-controls')!) as HTMLInputElement;
  const isShown = (shown: boolean): void => {
    field.type = shown ? 'text' : 'password';
    button.querySelector('span')!.textContent = shown ? hide : show;
    button.setAttribute('aria-pressed', String(shown));
  };
  isShown(false);
  button.addEventListener('click', () => {
    isShown(field.type === 'password');
    field.focus();
  });
  // A browser offers to store the value of a password field only.
  field.form?.addEventListener('submit', () => isShown(false));
  field.parentElement!.classList.add('is-ready');
  button.hidden = false;
}

/** Light or dark in place of what the system shows. */
for (const button of all<HTMLButtonElement>('button[data-theme-words]')) {
  const [dark = '', light = ''] = button.dataset['themeWords']!.split('|');
  const isDark = (): boolean =>
    document.documentElement.dataset['theme'] === undefined
      ? matchMedia('(prefers-color-scheme: dark)').matches
      : document.documentElement.dataset['theme'] === 'dark';
  const name = (): void => {
    button.querySelector('span')!.textContent = isDark() ? light : dark;
  };
  button.addEventListener('click', () => {
    const theme = isDark() ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = theme;
    document.cookie = `qorzhyn_theme=${theme}; path=/; max-age=31536000; samesite=lax`;
    name();
  });
  name();
  button.hidden = false;
}

/** A chosen language is remembered, as on the public page. */
for (const link of all<HTMLAnchorElement>('.bar nav a'))
  link.addEventListener('click', () => {
    document.cookie = `qorzhyn_lang=${link.lang}; path=/; max-age=31536000; samesite=lax`;
  });

/** A form is sent once, however often its button is pressed. */
for (const form of all<HTMLFormElement>('form[method="post"]')) {
  let isSent = false;
  form.addEventListener('submit', (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
  });
  addEventListener('pageshow', () => {
    isSent = false;
  });
}

/** The addresses that the demo prints fill the form; the part after `#` never leaves the browser. */
for (const form of all<HTMLFormElement>('form[data-demo]')) {
  const password = new URLSearchParams(location.hash.slice(1)).get('password');
  if (password) (form.elements.namedItem('password') as HTMLInputElement).value = password;
}
