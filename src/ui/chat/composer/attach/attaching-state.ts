import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FileTroubleCode } from '#providers/files/file-trouble.ts';

/** A file that is being read for a question. */
export interface Reading {
  readonly id: number;
  /** The conversation that it is attached in; `null` = the one that does not exist yet. */
  readonly conversationId: string | null;
  readonly name: string;
  readonly giveUp: () => void;
}

/** A file that could not be attached. */
export interface Trouble {
  readonly id: number;
  readonly conversationId: string | null;
  readonly name: string;
  readonly code: FileTroubleCode;
  readonly number: number;
}

export interface Attaching {
  readonly reading: readonly Reading[];
  readonly troubles: readonly Trouble[];
  /** What was found out about models, by "backend id/model id": whether they read pictures, `null` = nobody tells. */
  readonly sight: Readonly<Record<string, boolean | null>>;
}

/** Files on their way into a question. It is on the first page, because a question is not sent while they are read; reading them is not. */
export const attaching: StoreApi<Attaching> = createStore<Attaching>()(() => ({ reading: [], troubles: [], sight: {} }));
