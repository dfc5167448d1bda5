import { createContext, use } from 'react';

/** Where a thread stands: alone, or as a column beside others that are asked the same, so that nothing in it is asked alone in other words. */
export const ThreadPlaceContext = createContext<'alone' | 'column'>('alone');

export function useThreadPlace(): 'alone' | 'column' {
  return use(ThreadPlaceContext);
}
