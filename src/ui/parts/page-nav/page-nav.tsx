import type { ReactNode } from 'react';
import { hrefOf, type Route } from '../../routes.ts';
import './page-nav.css';

interface Properties {
  readonly label: string;
  readonly here: Route['screen'];
  readonly pages: readonly { readonly route: Route; readonly name: string }[];
}

/** Pages that belong together, beside each other. */
export function PageNav({ label, here, pages }: Properties): ReactNode {
  return (
    <nav className="page-nav" aria-label={label}>
      {pages.map(({ route, name }) => (
        <a key={route.screen} href={hrefOf(route)} aria-current={route.screen === here ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
