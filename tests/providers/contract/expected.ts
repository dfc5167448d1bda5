import type { BackendKind } from '#providers/provider.ts';

/** What must be heard of a recorded wire. */
export interface Expected {
  readonly text: string;
  readonly end: string;
  readonly reasoning?: string;
  readonly usage?: Readonly<Record<string, number>>;
  readonly served?: Readonly<Record<string, unknown>>;
  readonly error?: Readonly<Record<string, unknown>>;
}

export type ServerKind = Exclude<BackendKind, 'in-browser'>;

/** One dialect in the contract suite. Each file in its folder of wires has one line in one of the three tables. */
export interface DialectExpectations {
  readonly kind: ServerKind;
  /** Complete answers. */
  readonly whole: Readonly<Record<string, Expected>>;
  /** Answers that began, or should have. */
  readonly broken: Readonly<Record<string, Expected>>;
  /** Answers with a status that is a refusal. */
  readonly refused: Readonly<Record<string, Expected>>;
  /** Text of the wire that no cut before it may pass for a whole answer. */
  readonly finishMark: string;
  readonly routes: { readonly chat: string; readonly raw: string };
  /** Wires whose name begins so answer a raw prompt. */
  readonly rawPrefix: string;
  /** JSON of the routes that a dialect asks besides, by path. */
  readonly aside: Readonly<Record<string, unknown>>;
}
