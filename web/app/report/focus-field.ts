/** Id of the control of a path such as `claimed.trees`. */
export const fieldId = (path: string): string => `field-${path.replace('.', '-')}`;

/** Shows and focuses the field of a path. A group gives the focus to its first control. */
export function focusField(path: string): void {
  const place = document.getElementById(fieldId(path)) ?? document.getElementById(`${fieldId(path)}-choice`);
  if (!place) return;
  const isControl = /^(input|select|textarea|button)$/i.test(place.tagName);
  const control = isControl ? place : place.querySelector<HTMLElement>('input:not([disabled]), button:not([disabled])');
  (control ?? place).focus({ preventScroll: true });
  place.scrollIntoView({ block: 'center' });
}
