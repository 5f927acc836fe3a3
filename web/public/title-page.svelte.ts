/** Keeps the title of the tab; an empty title is the project's name alone. */
export function titlePage(title: () => string): void {
  $effect(() => {
    document.title = title() ? `${title()} · Qorzhyn` : 'Qorzhyn';
  });
}
