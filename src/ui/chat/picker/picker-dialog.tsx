import { type KeyboardEvent, lazy, type ReactNode, Suspense, useEffect, useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useText } from '../../language/language.tsx';
import { allOffers, type Offer } from '../../offers.ts';
import { browserCandidates } from '#catalog/gguf-conversions.ts';
import { CatalogWaiting } from '../../parts/catalog-waiting.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Icon } from '../../parts/icon.tsx';
import { formatBytes } from '../../parts/local-models/amounts.ts';
import { useWords } from '../../parts/local-models/words.ts';
import { useCatalogIfHere, useServices } from '../../services-context.ts';
import { navigate } from '../../routes.ts';
import { CardOption } from './card-option.tsx';
import { cardsBeyondOffers } from './cards.ts';
import { OpenFile } from './open-file.tsx';
import { PickerOption } from './picker-option.tsx';

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

/** All offered models, then models of the catalog, with a search field: arrows move, Enter chooses (the pattern of a combobox whose list is always open). */
export function PickerDialog({ chosen, onChoose, onClose }: Properties): ReactNode {
  const text = useText();
  const catalog = useCatalogIfHere();
  const { offers } = useServices();
  const { listings, refresh } = useStore(offers);
  const { words: local, locale } = useWords();
  const [search, setSearch] = useState('');
  // The model that a person wants to fetch; empty: they have not said which.
  const [fetching, setFetching] = useState<string | null>(null);
  const [active, setActive] = useState<string | null>(chosen);
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();
  useEffect(() => {
    void refresh();
  }, [refresh]);

  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ model, backend }: Offer): boolean =>
    words.every((word) => `${model.name} ${model.id} ${backend.label}`.toLowerCase().includes(word));
  const shown = allOffers({ listings, refresh }).filter(fits);
  const cards = catalog === null ? [] : cardsBeyondOffers(catalog, allOffers({ listings, refresh }), words);
  const candidates = catalog === null ? [] : browserCandidates(catalog);
  const fitting = new Map(candidates.map(({ model, conversion }) => [model.id, conversion.gigabytes * 1e9]));
  const choices: readonly Choice[] = [
    ...shown.map(({ key }) => ({ key, choose: () => onChoose(key) })),
    ...cards.map(({ id }) => ({ key: `card:${id}`, choose: () => chooseCard(id) })),
  ];
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
          aria-label={text.chat.searchModels}
          placeholder={text.chat.searchModels}
          data-first-focus
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className="picker-list" ref={list} id={listId} role="listbox" aria-label={text.chat.chooseModel}>
        {listings.map(({ backend, listing }) => {
          const members = shown.filter((offer) => offer.backend.id === backend.id);
          if (listing?.ok === true && members.length === 0) return null;
          return (
            <div key={backend.id} role="group" aria-label={backend.label} className="picker-group">
              <div className="picker-group-name" role="presentation">
                <bdi>{backend.host === null ? text.chat.inThisBrowser : backend.label}</bdi>
                {backend.host === null ? null : <span>{backend.host}</span>}
              </div>
              {members.map((offer) => (
                <PickerOption
                  key={offer.key}
                  id={optionId(offer.key)}
                  offer={offer}
                  isActive={offer.key === activeChoice?.key}
                  isChosen={offer.key === chosen}
                  onChoose={() => onChoose(offer.key)}
                  onPoint={() => setActive(offer.key)}
                />
              ))}
              {listing?.ok === false ? (
                <div className="picker-trouble" role="presentation">
                  <p>{text.chat.listingFailed(backend.label)}</p>
                  <p>{text.errors.byCode[listing.error.code]}</p>
                </div>
              ) : null}
              {listing === null ? <div className="picker-trouble">{text.common.loading}</div> : null}
            </div>
          );
        })}
        {cards.length === 0 ? null : (
          <div role="group" aria-label={text.run.more} className="picker-group">
            <div className="picker-group-name" role="presentation">
              {text.run.more}
            </div>
            {cards.map((model) => (
              <CardOption
                key={model.id}
                id={optionId(`card:${model.id}`)}
                model={model}
                runsHere={sizeOf(model.id)}
                isActive={activeChoice?.key === `card:${model.id}`}
                onChoose={() => chooseCard(model.id)}
                onPoint={() => setActive(`card:${model.id}`)}
              />
            ))}
          </div>
        )}
      </div>
      {choices.length === 0 && words.length > 0 ? <p className="picker-trouble">{text.chat.noSuchModel}</p> : null}
      <CatalogWaiting />
      <div className="picker-foot">
        <button type="button" className="button" onClick={() => setFetching('')}>
          <Icon name="download" size={18} />
          {local.add}
        </button>
        <OpenFile onUse={onChoose} />
      </div>
      {fetching === null ? null : (
        <Suspense fallback={null}>
          <HubDialog modelId={fetching} onUse={onChoose} onClose={() => setFetching(null)} onLeave={onClose} />
        </Suspense>
      )}
    </Dialog>
  );
}
