import type { ReactNode } from 'react';
import { useAtlasText } from '../language/atlas-text.ts';
import { PageNav } from '../parts/page-nav/page-nav.tsx';

/** The three pages of the atlas, beside each other. */
export function AtlasNav({ here }: { readonly here: 'atlas' | 'what-if' | 'article' }): ReactNode {
  const { familyTree } = useAtlasText();
  return (
    <PageNav
      label={familyTree.nav}
      here={here}
      pages={[
        { route: { screen: 'atlas', modelId: null }, name: familyTree.tree },
        { route: { screen: 'what-if', off: [] }, name: familyTree.whatIf },
        { route: { screen: 'article' }, name: familyTree.article },
      ]}
    />
  );
}
