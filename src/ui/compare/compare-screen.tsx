import { type ReactNode, useEffect } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { livingComparison } from '#chat/comparison.ts';
import { useText } from '../language/language.tsx';
import { useCompareText } from '../language/compare-text.ts';
import type { Preferences } from '../preferences.ts';
import { hrefOf } from '../routes.ts';
import { useChat, useServices } from '../services-context.ts';
import './compare.css';
import './compare-dialogs.css';
import { NewComparison } from './new-comparison.tsx';
import { OpenComparison } from './open-comparison.tsx';

interface Properties {
  /** `null`: a comparison that begins with the next question. */
  readonly comparisonId: string | null;
  /** A message of one of its columns that is to be shown; `null` = the ends. */
  readonly messageId: string | null;
  readonly menuButton: ReactNode;
  readonly preferences: StoreApi<Preferences>;
}

/** Several models, one question. */
export function CompareScreen({ comparisonId, messageId, menuButton, preferences }: Properties): ReactNode {
  const common = useText();
  const text = useCompareText();
  const { offers } = useServices();
  const comparison = useChat((state) => livingComparison(state.items, comparisonId ?? undefined));
  useEffect(() => {
    void offers.getState().refresh();
  }, [offers]);
  if (comparisonId === null) return <NewComparison menuButton={menuButton} preferences={preferences} />;
  if (comparison !== null) {
    return <OpenComparison comparison={comparison} messageId={messageId} menuButton={menuButton} preferences={preferences} />;
  }
  return (
    <div className="compare">
      <header className="compare-bar">{menuButton}</header>
      <main id="main" className="compare-missing" tabIndex={-1}>
        <p>{text.missing}</p>
        <a className="button" href={hrefOf({ screen: 'compare', comparisonId: null })}>
          {text.newComparison}
        </a>
        <a href={hrefOf({ screen: 'new' })}>{common.chat.startNew}</a>
      </main>
    </div>
  );
}
