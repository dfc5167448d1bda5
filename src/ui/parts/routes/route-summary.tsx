import type { ReactNode } from 'react';
import type { OfferedModel } from '#providers/provider.ts';
import { useHuggingFaceText } from '../../language/hugging-face.ts';
import { routesInShort } from './route-words.ts';

/** What a model costs behind a router, beside its name. */
export function RouteSummary({ model }: { readonly model: OfferedModel }): ReactNode {
  const short = routesInShort(model, useHuggingFaceText());
  return short === null ? null : <small>{short}</small>;
}
