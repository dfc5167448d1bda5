import { lazy, type ReactNode, Suspense } from 'react';
import { useStore } from 'zustand';
import { runCommand } from '../../commands/commands.ts';
import { useText } from '../../language/language.tsx';
import { findOffer } from '../../offers.ts';
import { useChat, useServices } from '../../services-context.ts';
import { ExampleList } from './example-list.tsx';
import { WhatLeaves } from './what-leaves.tsx';
import './welcome.css';

/** Without them the page is whole: what cannot be fetched is left out. */
const OtherExamples = lazy(() =>
  import('./other-examples.tsx').then(
    ({ OtherExamples: shown }) => ({ default: shown }),
    () => ({ default: () => null }),
  ),
);

/** The first screen: what this is, what to ask this model, and where what one writes goes. */
export function Welcome({ onAsk }: { readonly onAsk: (question: string) => boolean }): ReactNode {
  const { chat: text } = useText();
  const { offers, configuration } = useServices();
  const chosen = useChat((state) => state.chosenModel);
  const listed = useStore(offers);
  const offer = findOffer(listed, chosen);
  return (
    <div className="welcome">
      <div className="welcome-inner">
        <h1>{text.welcome}</h1>
        <p className="welcome-text">{text.welcomeText}</p>
        {offer?.model.catalogId === 'stemma-guide' ? (
          <>
            <ExampleList examples={text.suggestions} onAsk={onAsk} />
            <p className="welcome-note">{text.guideNote}</p>
          </>
        ) : offer === null ? null : (
          <Suspense fallback={null}>
            <OtherExamples catalogId={offer.model.catalogId} onAsk={onAsk} />
          </Suspense>
        )}
        {chosen === null ? (
          <button type="button" className="button primary welcome-choose" onClick={() => runCommand('choose-model')}>
            {text.chooseModel}
          </button>
        ) : null}
        {offer === null ? null : <WhatLeaves offer={offer} />}
        {configuration.notice === null ? null : <p className="welcome-note">{configuration.notice}</p>}
      </div>
    </div>
  );
}
