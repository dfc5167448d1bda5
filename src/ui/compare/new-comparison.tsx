import { lazy, type ReactNode, Suspense, useId, useState } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { fewestColumns, mostColumns } from '#chat/comparison.ts';
import type { ColumnSetup } from '#chat/item-records.ts';
import { useCompareText } from '../language/compare-text.ts';
import { Icon } from '../parts/icon.tsx';
import { ComparingNav } from '../parts/page-nav/comparing-nav.tsx';
import type { Preferences } from '../preferences.ts';
import { navigate } from '../routes.ts';
import { useServices } from '../services-context.ts';
import { comparing } from './comparing.ts';
import { CompareComposer } from './compare-composer.tsx';
import { ContenderCard } from './contender-card.tsx';
import { EarlierComparisons } from './earlier-comparisons.tsx';
import { firstSetups, firstTerms, lineup, plainSetup } from './lineup.ts';
import { PlacesNote } from './places-note.tsx';
import './new-comparison.css';
import { TermsButton } from './terms-button.tsx';

const PickerDialog = lazy(async () => ({ default: (await import('../parts/picker/picker-dialog.tsx')).PickerDialog }));

/** Who will answer, what is the same for all, and whether names are hidden. The comparison begins with the question. */
export function NewComparison({
  menuButton,
  preferences,
}: {
  readonly menuButton: ReactNode;
  readonly preferences: StoreApi<Preferences>;
}): ReactNode {
  const text = useCompareText();
  const { store, offers } = useServices();
  const known = useStore(offers);
  const { setups: chosen, terms: chosenTerms, isBlind } = useStore(lineup);
  const mode = useId();
  const [isPicking, setIsPicking] = useState(false);
  const setups = chosen ?? firstSetups(store.getState(), known);
  const terms = chosenTerms ?? firstTerms(store.getState());
  const change = (next: readonly ColumnSetup[]): void => lineup.setState({ setups: next });

  function send(question: string): boolean {
    const id = comparing(store).compare(setups, terms, isBlind);
    if (id === null) return false;
    comparing(store).askColumns(id, question);
    navigate({ screen: 'compare', comparisonId: id });
    return true;
  }

  return (
    <div className="compare" data-compare="new">
      <header className="compare-bar">
        {menuButton}
        <ComparingNav here="compare" />
      </header>
      <main id="main" className="compare-main" tabIndex={-1}>
        <div className="compare-new">
          <div className="compare-new-inner">
            <h1>{text.title}</h1>
            <p className="compare-intro">{text.intro}</p>
            <h2 id="compare-who">{text.who}</h2>
            <ul className="contenders" aria-labelledby="compare-who">
              {setups.map((setup, place) => (
                <ContenderCard
                  key={`${place} ${setup.model}`}
                  setup={setup}
                  onChange={(next) => change(setups.with(place, next))}
                  onRemove={() => change(setups.toSpliced(place, 1))}
                />
              ))}
              {setups.length < mostColumns ? (
                <li>
                  <button type="button" className="contender-add" onClick={() => setIsPicking(true)}>
                    <Icon name="plus" size={18} />
                    {text.addModel}
                  </button>
                </li>
              ) : null}
            </ul>
            <fieldset className="compare-mode">
              <legend>{text.how}</legend>
              {([false, true] as const).map((hides) => (
                <div key={String(hides)}>
                  <input
                    id={`${mode}${String(hides)}`}
                    type="radio"
                    name={mode}
                    checked={isBlind === hides}
                    onChange={() => lineup.setState({ isBlind: hides })}
                  />
                  <label htmlFor={`${mode}${String(hides)}`}>
                    <strong>{hides ? text.blind : text.open}</strong>
                    <small>{hides ? text.blindNote : text.openNote}</small>
                  </label>
                </div>
              ))}
            </fieldset>
            <EarlierComparisons />
          </div>
        </div>
        <CompareComposer
          draftKey="compare"
          placeholder={text.placeholder(isBlind ? 2 : setups.length)}
          isLive={false}
          hindrance={setups.length < fewestColumns ? text.atLeastTwo : null}
          onSend={send}
          onStop={() => undefined}
          preferences={preferences}
        >
          <PlacesNote models={setups.map(({ model }) => model)} />
          <TermsButton terms={terms} onChange={(next) => lineup.setState({ terms: next })} />
        </CompareComposer>
      </main>
      {isPicking ? (
        <Suspense fallback={null}>
          <PickerDialog
            chosen={null}
            onClose={() => setIsPicking(false)}
            onChoose={(model) => {
              change([...setups, plainSetup(model)]);
              setIsPicking(false);
            }}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
