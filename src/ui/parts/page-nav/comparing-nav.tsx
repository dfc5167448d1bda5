import type { ReactNode } from 'react';
import { useText } from '../../language/language.tsx';
import { PageNav } from './page-nav.tsx';

/** The three pages where models are compared. */
export function ComparingNav({ here }: { readonly here: 'compare' | 'runs' | 'board' }): ReactNode {
  const { chat: text } = useText();
  return (
    <PageNav
      label={text.compare}
      here={here}
      pages={[
        { route: { screen: 'compare', comparisonId: null }, name: text.sideBySide },
        { route: { screen: 'runs', runId: null }, name: text.runs },
        { route: { screen: 'board' }, name: text.board },
      ]}
    />
  );
}
