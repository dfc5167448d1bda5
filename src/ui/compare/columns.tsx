import { type ReactNode, useRef, useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { lastAnswerOf, liveAnswers } from '#chat/column-answers.ts';
import { termsOf } from '#chat/comparison.ts';
import type { ComparisonRecord } from '#chat/item-records.ts';
import { useCompareText } from '../language/compare-text.ts';
import type { Preferences } from '../preferences.ts';
import { useChat, useServices } from '../services-context.ts';
import { comparing } from './comparing.ts';
import { RoundResult } from './blind/round-result.tsx';
import { Column } from './column.tsx';
import { ColumnTabs } from './column-tabs.tsx';
import { CompareAnnouncer } from './compare-announcer.tsx';
import { CompareBar } from './compare-bar.tsx';
import { CompareComposer } from './compare-composer.tsx';
import { PlacesNote } from './places-note.tsx';
import { TermsButton } from './terms-button.tsx';
import { useFairness } from './use-fairness.ts';
import { useLinkedScroll } from './use-linked-scroll.ts';
import { useModelNames } from './use-model-name.ts';

interface Properties {
  readonly comparison: ComparisonRecord;
  /** A message of one of the columns that is to be shown; `null` = the ends. */
  readonly messageId: string | null;
  readonly menuButton: ReactNode;
  readonly preferences: StoreApi<Preferences>;
}

/** The columns of a comparison in which nothing is hidden (any more). */
export function Columns({ comparison, messageId, menuButton, preferences }: Properties): ReactNode {
  const text = useCompareText();
  const { store } = useServices();
  const { id } = comparison;
  const columns = comparison.columns.value;
  const track = useRef<HTMLDivElement>(null);
  const [isLinked, setIsLinked] = useState(false);
  useLinkedScroll(track, isLinked);
  const isLive = useChat((state) => liveAnswers(state, comparison).length > 0);
  const models = useChat((state) => columns.map((one) => state.conversations.get(one)?.model.value ?? '').join('\n')).split('\n');
  const lastSeed = useChat((state) => {
    const seeds = new Set(columns.map((one) => lastAnswerOf(state, one)?.provenance.parameters.seed ?? null));
    return seeds.size === 1 ? ([...seeds][0] ?? null) : null;
  });
  const soughtIn = useChat((state) => state.messages.get(messageId ?? '')?.conversationId ?? null);
  const fairness = useFairness(comparison);
  const names = useModelNames(models);
  const round = comparison.blind?.value.state;
  return (
    <div className="compare" data-compare="open" data-comparison-id={id} data-round={round}>
      <CompareBar comparison={comparison} menuButton={menuButton} isLinked={isLinked} onLink={setIsLinked} />
      <main id="main" className="compare-main" tabIndex={-1}>
        {round === undefined ? null : <RoundResult comparison={comparison} />}
        <ColumnTabs track={track} names={names} />
        <div className="compare-track" ref={track}>
          {columns.map((one, place) => (
            <Column key={one} comparisonId={id} conversationId={one} messageId={one === soughtIn ? messageId : null} place={place} />
          ))}
        </div>
        <CompareComposer
          draftKey={id}
          placeholder={text.placeholder(columns.length)}
          isLive={isLive}
          hindrance={null}
          onSend={(question) => comparing(store).askColumns(id, question).length > 0}
          onStop={() => comparing(store).stopColumns(id)}
          preferences={preferences}
        >
          <PlacesNote models={models} />
          <TermsButton
            terms={termsOf(comparison)}
            onChange={(terms) => comparing(store).setTerms(id, terms)}
            lastSeed={lastSeed}
            fairness={fairness}
            names={names}
          />
        </CompareComposer>
      </main>
      <CompareAnnouncer comparison={comparison} />
    </div>
  );
}
