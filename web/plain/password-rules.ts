import { hasLetter, isLongEnough, passwordRefusal } from '../../src/accounts/password-rule.contract.js';

/** Marks each rule that the new password keeps, while it is typed. The server decides. */
for (const list of document.querySelectorAll<HTMLElement>('[data-password-rules]')) {
  const [password, login] = list.dataset['passwordRules']!.split(' ').map((id) => document.getElementById(id)) as [
    HTMLInputElement,
    HTMLInputElement | null,
  ];
  const show = (): void => {
    const typed = password.value;
    const met = [isLongEnough(typed), hasLetter(typed), passwordRefusal(typed, login?.value ?? '') === null];
    [...list.children].forEach((item, index) => item.classList.toggle('is-met', met[index]));
    list.hidden = false;
    password.classList.toggle('is-met', met.every(Boolean));
  };
  for (const field of [password, login]) field?.addEventListener('input', show);
  // The rules say all that the hint says; an error stays.
  const note = document.getElementById(`${password.id}-note`);
  if (note?.classList.contains('hint')) note.hidden = true;
  show();
}
