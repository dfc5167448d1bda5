import { useEffect, useRef, useState } from 'react';
import type { Found } from '#chat/search/match.ts';
import { planSearch } from '#chat/search/plan.ts';
import { readQuery } from '#chat/search/query.ts';
import type { Search } from '#storage/search/search.ts';
import { useCatalogIfHere, useServices } from '../../services-context.ts';

/** A moment of quiet before everything is searched for what was typed. Milliseconds. */
const quiet = 120;

export interface SearchResult {
  readonly found: readonly Found[];
  /** `idle`: nothing is asked for. */
  readonly state: 'idle' | 'searching' | 'done' | 'failed';
  readonly detail: string;
}

const nothing: SearchResult = { found: [], state: 'idle', detail: '' };

/** What is found for the text as it stands; results arrive while it searches, and those of the text before stay until the first of them. */
export function useSearch(typed: string): SearchResult {
  const { storage } = useServices();
  const catalog = useCatalogIfHere();
  const search = useRef<Promise<Search> | null>(null);
  const [result, setResult] = useState<SearchResult & { readonly of: string }>({ ...nothing, of: '' });

  useEffect(() => {
    const opening = storage.openSearch();
    search.current = opening;
    return () => void opening.then((open) => open.close()).catch(() => undefined);
  }, [storage]);

  useEffect(() => {
    const terms = readQuery(typed);
    if (terms.length === 0) return undefined;
    let isCurrent = true;
    let found: readonly Found[] = [];
    const tell = (state: SearchResult['state'], detail = ''): void => setResult({ found, state, detail, of: typed });
    const timer = setTimeout(() => {
      search.current
        ?.then((open) => {
          if (!isCurrent) return;
          open.find(planSearch(terms, catalog), {
            found(more) {
              found = [...found, ...more];
              tell('searching');
            },
            done: () => tell('done'),
            failed: (detail) => tell('failed', detail),
          });
        })
        .catch((error: unknown) => tell('failed', error instanceof Error ? error.message : String(error)));
    }, quiet);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      void search.current?.then((open) => open.cancel()).catch(() => undefined);
    };
  }, [typed, catalog]);

  if (readQuery(typed).length === 0) return nothing;
  return result.of === typed ? result : { ...result, state: 'searching', detail: '' };
}
