import type { ReactNode } from 'react';
export function ArticleScreen({ query }: { readonly query: string }): ReactNode {
  return <h1>{query}</h1>;
}
