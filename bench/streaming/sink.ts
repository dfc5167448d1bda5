/** Where the tokens of one answer go. */
export interface Sink {
  readonly push: (token: string) => void;
  readonly end: () => void;
  /** The element in which the answer's text stands. */
  readonly element: () => Element | null;
}

export interface Way {
  /** Makes ready for so many answers at once; each call begins anew. */
  readonly begin: (answers: number) => Promise<readonly Sink[]>;
  /** How often the page was told of new words since it was opened. */
  readonly updates: () => number;
}
