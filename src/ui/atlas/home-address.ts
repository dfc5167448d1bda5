import type { Verdict } from '#catalog/effective-license.ts';
import type { FamilyFilter } from '#catalog/family-filter.ts';
import { type RunPlace, runPlaces } from '#catalog/family-graph.ts';
import { type View, views } from './view-switch.tsx';

export const columns = ['name', 'maker', 'released', 'size', 'foundation', 'declared', 'effective'] as const;
export type Column = (typeof columns)[number];

export interface Sorting {
  readonly by: Column;
  readonly isDescending: boolean;
}

/** All that the catalog's page shows and an address can hold. */
export interface HomeState {
  readonly filter: FamilyFilter;
  /** `null`: whatever suits the width of the screen. */
  readonly view: View | null;
  readonly sorting: Sorting;
}

const verdicts: readonly Verdict[] = ['allowed', 'conditional', 'not-allowed', 'unclear'];

/**
 * Reads the query part of the fragment, such as `maker=meta&license=not-allowed`. Filters live there, so that a filtered catalog can be
 * shared, opened in a tab and come back to. Values that do not exist are left out.
 */
export function readHome(query: string): HomeState {
  const values = new URLSearchParams(query);
  const oneOf = <Choice extends string>(key: string, choices: readonly Choice[]): Choice | null =>
    choices.find((choice) => choice === values.get(key)) ?? null;
  const sort = values.get('sort') ?? '';
  return {
    filter: {
      maker: values.get('maker'),
      license: oneOf('license', verdicts),
      foundation: values.get('foundation'),
      run: oneOf<RunPlace>('run', runPlaces),
      words: values.get('q') ?? '',
    },
    view: oneOf('view', views),
    sorting: { by: columns.find((column) => column === sort.replace(/^-/, '')) ?? 'name', isDescending: sort.startsWith('-') },
  };
}

/** The shortest query that `readHome` reads back. */
export function writeHome({ filter, view, sorting }: HomeState): string {
  const values = new URLSearchParams();
  const put = (key: string, value: string | null): void => {
    if (value !== null && value !== '') values.set(key, value);
  };
  put('q', filter.words.trim());
  put('maker', filter.maker);
  put('license', filter.license);
  put('foundation', filter.foundation);
  put('run', filter.run);
  put('view', view);
  const isUsual = sorting.by === 'name' && !sorting.isDescending;
  put('sort', isUsual ? null : `${sorting.isDescending ? '-' : ''}${sorting.by}`);
  return values.toString();
}
