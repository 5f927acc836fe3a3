/** A text in the two languages of organisers, Kazakh first. */
export interface Bilingual {
  kk: string;
  ru: string;
}

/** A request with what it does. `route` is written as `/api/docs` shows it. */
export interface CaseStep extends Bilingual {
  route: string;
}

/** Something that goes wrong in a season, and the way out. */
export interface Case {
  /** Anchor on the page. */
  id: string;
  title: Bilingual;
  /** Signs that organisers notice. */
  see: Bilingual;
  steps: readonly CaseStep[];
  /** Effects on boards and pages afterwards. */
  shown: Bilingual;
  /** How to take it back. */
  back: Bilingual;
}

export interface CasePart {
  title: Bilingual;
  cases: readonly Case[];
}
