import type { ReactNode } from 'react';
import { useAtlasText } from '../language/atlas-text.ts';
import { hrefOf, type Route } from '../routes.ts';
import './atlas-nav.css';

/** The three pages of the atlas, beside each other. */
export function AtlasNav({ here }: { readonly here: 'atlas' | 'what-if' | 'article' }): ReactNode {
  const { familyTree } = useAtlasText();
  const pages: readonly { readonly route: Route; readonly name: string }[] = [
    { route: { screen: 'atlas', modelId: null }, name: familyTree.tree },
    { route: { screen: 'what-if', off: [] }, name: familyTree.whatIf },
    { route: { screen: 'article' }, name: familyTree.article },
  ];
  return (
    <nav className="atlas-nav" aria-label={familyTree.nav}>
      {pages.map(({ route, name }) => (
        <a key={route.screen} href={hrefOf(route)} aria-current={route.screen === here ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
