import { type KeyboardEvent, lazy, type ReactNode, Suspense, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { browserCandidates } from '#catalog/gguf-conversions.ts';
import { useText } from '../../language/language.tsx';
import { listedKey } from '../../offers.ts';
import { usePickerText } from '../../language/picker-text.ts';
import { useRunText } from '../../language/run-text.ts';
import { CatalogWaiting } from '../../parts/catalog-waiting.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Icon } from '../../parts/icon.tsx';
import { formatBytes } from '../../parts/local-models/amounts.ts';
import { useWords } from '../../parts/local-models/words.ts';
import { useCatalogIfHere, useChat, useServices } from '../../services-context.ts';
import { navigate } from '../../routes.ts';
import { CardOption } from './card-option.tsx';
import { ConnectServer } from './connect-server.tsx';
import { ListingTroubles } from './listing-troubles.tsx';
import { OpenFile } from './open-file.tsx';
import { pickerGroups } from './picker-groups.ts';
import { PickerOption } from './picker-option.tsx';
import { RouteChoice } from '../routes/route-choice.tsx';

const HubDialog = lazy(async () => ({ default: (await import('../../parts/local-models/hub-dialog.tsx')).HubDialog }));

interface Properties {
  readonly chosen: string | null;
  readonly onChoose: (key: string) => void;
  readonly onClose: () => void;
}

/** Something that can be chosen: a model that is offered, or a card that leads to how its model is run. */
interface Choice {
  readonly key: string;
  readonly choose: () => void;
}

/** The catalog's models and what backends offer, with a search field: arrows move, Enter chooses (the pattern of a combobox whose list is always open). */
export function PickerDialog({ chosen, onChoose, onClose }: Properties): ReactNode {
  const text = useText();
  const run = useRunText();
  const picker = usePickerText();
  const catalog = useCatalogIfHere();
  const { offers } = useServices();
  const matches = useChat((state) => state.matches);
  const { listings, refresh } = useStore(offers);
  const { words: local, locale } = useWords();
  const [search, setSearch] = useState('');
  const listed = listedKey({ listings, refresh }, chosen);
  // The model that a person wants to fetch; empty: they have not said which.
  const [fetching, setFetching] = useState<string | null>(null);
  const [active, setActive] = useState<string | null>(listed);
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();
  useEffect(() => {
    void refresh();
  }, [refresh]);

  const groups = useMemo(() => pickerGroups(catalog, { listings }, search.toLowerCase(), matches), [catalog, listings, search, matches]);
  const candidates = catalog === null ? [] : browserCandidates(catalog);
  const fitting = new Map(candidates.map(({ model, conversion }) => [model.id, conversion.gigabytes * 1e9]));
  const choices: readonly Choice[] = groups
    .flatMap(({ entries }) => entries)
    .map((entry) => ({ key: entry.key, choose: () => (entry.kind === 'offer' ? onChoose(entry.key) : chooseCard(entry.model.id)) }));
  const activeChoice = choices.find(({ key }) => key === active) ?? choices[0] ?? null;
  const optionId = (key: string): string => `${listId}-${key}`;

  /** A card whose file fits into a page can be fetched; any other leads to how its model is run. */
  function chooseCard(modelId: string): void {
    if (fitting.has(modelId)) {
      setFetching(modelId);
      return;
    }
    onClose();
    navigate({ screen: 'atlas', modelId });
  }

  function sizeOf(modelId: string): string | null {
    const bytes = fitting.get(modelId);
    return bytes === undefined ? null : local.runsHere(formatBytes(bytes, locale));
  }

  function onKeyDown(event: KeyboardEvent): void {
    const place = activeChoice === null ? -1 : choices.indexOf(activeChoice);
    const next = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: choices.length - 1 }[event.key];
    if (next !== undefined && choices.length > 0) {
      event.preventDefault();
      const choice = choices[(next + choices.length) % choices.length];
      if (choice === undefined) return;
      setActive(choice.key);
      document.getElementById(optionId(choice.key))?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing && activeChoice !== null) {
      event.preventDefault();
      activeChoice.choose();
    }
  }

  return (
    <Dialog title={text.chat.chooseModel} onClose={onClose} className="picker">
      <div className="picker-search">
        <Icon name="search" size={18} />
        <input
          type="search"
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={activeChoice === null ? undefined : optionId(activeChoice.key)}
          aria-label={picker.searchModels}
          placeholder={picker.searchModels}
          data-first-focus
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className="picker-list" ref={list} id={listId} role="listbox" aria-label={text.chat.chooseModel}>
        {groups.map(({ of, entries, hidden, isAsking }) => {
          const label =
            of === 'pinned' ? picker.pinned : of === 'catalog' ? run.more : of.host === null ? text.chat.inThisBrowser : of.label;
          return (
            <div
              key={typeof of === 'string' ? of : `backend ${of.id}`}
              role="group"
              aria-label={typeof of === 'string' ? label : of.label}
              className="picker-group"
            >
              <div className="picker-group-name" role="presentation">
                <bdi>{label}</bdi>
                {typeof of === 'string' || of.host === null ? null : <span>{of.host}</span>}
              </div>
              {entries.map((entry) =>
                entry.kind === 'offer' ? (
                  <PickerOption
                    key={entry.key}
                    id={optionId(entry.key)}
                    offer={entry.offer}
                    model={entry.model}
                    isSaid={entry.isSaid}
                    isActive={entry.key === activeChoice?.key}
                    isChosen={entry.key === listed}
                    onChoose={() => onChoose(entry.key)}
                    onPoint={() => setActive(entry.key)}
                  />
                ) : (
                  <CardOption
                    key={entry.key}
                    id={optionId(entry.key)}
                    model={entry.model}
                    runsHere={sizeOf(entry.model.id)}
                    isActive={entry.key === activeChoice?.key}
                    onChoose={() => chooseCard(entry.model.id)}
                    onPoint={() => setActive(entry.key)}
                  />
                ),
              )}
              {hidden > 0 ? (
                <div className="picker-trouble" role="presentation">
                  {picker.hidden(hidden)}
                </div>
              ) : null}
              {isAsking ? <div className="picker-trouble">{text.common.loading}</div> : null}
            </div>
          );
        })}
      </div>
      {choices.length === 0 && search.trim() !== '' ? <p className="picker-trouble">{picker.noSuchModel}</p> : null}
      <CatalogWaiting />
      <RouteChoice modelKey={activeChoice?.key ?? null} onChoose={onChoose} />
      <ListingTroubles />
      <OpenFile onUse={onChoose}>
        <button type="button" className="button" onClick={() => setFetching('')}>
          <Icon name="download" size={18} />
          {local.add}
        </button>
        <ConnectServer />
      </OpenFile>
      {fetching === null ? null : (
        <Suspense fallback={null}>
          <HubDialog modelId={fetching} onUse={onChoose} onClose={() => setFetching(null)} onLeave={onClose} />
        </Suspense>
      )}
    </Dialog>
  );
}
