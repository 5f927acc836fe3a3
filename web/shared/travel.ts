const EASING = 'cubic-bezier(0.22, 0.8, 0.24, 1)';

/** Animates rows from their old to their new places: measures before a change (FLIP) and plays after it. */
export class Travel {
  private readonly tops = new Map<string, number>();

  constructor(private readonly moving: string) {
    each((id, element) => this.tops.set(id, element.getBoundingClientRect().top));
  }

  /** Waits `delay` milliseconds, then plays for `duration`. A row that was not drawn before enters from the side that the mover left to. */
  play(duration: number, direction: number, delay = 0): void {
    each((id, element) => {
      const box = element.getBoundingClientRect();
      const from =
        this.tops.get(id) ?? box.top + (id === this.moving ? Math.sign(-direction) : Math.sign(direction)) * box.height;
      const distance = from - box.top;
      if (Math.abs(distance) < 1 || !element.animate) return;
      element.animate([{ transform: `translateY(${distance}px)` }, { transform: 'translateY(0)' }], {
        delay,
        duration,
        easing: EASING,
        fill: 'backwards',
      });
    });
  }
}

function each(visit: (id: string, element: HTMLElement) => void): void {
  const rows = document.querySelectorAll<HTMLElement>('[data-college]');
  for (let index = 0; index < rows.length; index += 1) visit(rows[index]!.dataset['college']!, rows[index]!);
}
