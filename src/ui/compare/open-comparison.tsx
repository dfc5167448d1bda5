import { type ReactNode, useEffect, useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { ComparisonRecord } from '#chat/item-records.ts';
import { useText } from '../language/language.tsx';
import type { Preferences } from '../preferences.ts';
import { useChat, useServices } from '../services-context.ts';
import { BlindRound } from './blind/blind-round.tsx';
import { Columns } from './columns.tsx';

interface Properties {
  readonly comparison: ComparisonRecord;
  /** A message of one of its columns that is to be shown. In a blind round nothing but its two sides is. */
  readonly messageId: string | null;
  readonly menuButton: ReactNode;
  readonly preferences: StoreApi<Preferences>;
}

/** A comparison whose messages are read from where they are kept, if they are not here already. */
export function OpenComparison({ comparison, messageId, menuButton, preferences }: Properties): ReactNode {
  const { chat, common } = useText();
  const { storage } = useServices();
  const columns = comparison.columns.value;
  const isLoaded = useChat((state) => columns.every((id) => state.loaded.has(id)));
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    if (isLoaded) return;
    Promise.all(columns.map((id) => storage.openConversation(id))).catch((error: unknown) =>
      setFailure(error instanceof Error ? error.message : String(error)),
    );
  }, [columns, isLoaded, storage]);
  if (isLoaded) {
    const shown = { comparison, menuButton, preferences };
    return comparison.blind?.value.state === 'open' ? <BlindRound {...shown} /> : <Columns {...shown} messageId={messageId} />;
  }
  return (
    <div className="compare">
      <header className="compare-bar">{menuButton}</header>
      <main id="main" className="compare-missing" tabIndex={-1}>
        {failure === null ? (
          <p>{common.loading}</p>
        ) : (
          <div role="alert">
            <p>{chat.openingFailed}</p>
            <p>{failure}</p>
          </div>
        )}
      </main>
    </div>
  );
}
