import { createStore, type StoreApi } from 'zustand/vanilla';

/** What the run that does not exist yet will be, but for its prompts. It lasts as long as the page: whoever looks at the board meanwhile finds it again. */
export interface UnsentRun {
  readonly title: string;
  /** `null`: the person has chosen none yet. */
  readonly models: readonly string[] | null;
  readonly system: string;
  readonly numbers: { readonly maxTokens: string; readonly temperature: string; readonly seed: string };
}

export const emptyRun: UnsentRun = { title: '', models: null, system: '', numbers: { maxTokens: '512', temperature: '0.7', seed: '1' } };
export const unsentRun: StoreApi<UnsentRun> = createStore<UnsentRun>()(() => emptyRun);

/** Under which name prompts that were typed are kept, also over a reload. */
export const promptsDraft = 'run';
/** UTF-16 units. More comes from a file, which can be opened again. */
export const longestDraft = 200_000;
