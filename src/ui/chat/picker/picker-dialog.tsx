import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useText } from '../../language/language.tsx';
import { allOffers, type Offer } from '../../offers.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useServices } from '../../services-context.ts';
import { OpenFile } from './open-file.tsx';
import { PickerOption } from './picker-option.tsx';

interface Properties {
  readonly chosen: string | null;
  readonly onChoose: (key: string) => void;
  readonly onClose: () => void;
}

/** All offered models with a search field: arrows move, Enter chooses (the pattern of a combobox whose list is always open). */
export function PickerDialog({ chosen, onChoose, onClose }: Properties): ReactNode {
  const text = useText();
  const { offers } = useServices();
  const { listings, refresh } = useStore(offers);
  const [search, setSearch] = useState('');
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
  const activeOffer = shown.find((offer) => offer.key === active) ?? shown[0] ?? null;
  const optionId = (key: string): string => `${listId}-${key}`;

  function onKeyDown(event: KeyboardEvent): void {
    const place = activeOffer === null ? -1 : shown.indexOf(activeOffer);
    const next = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (next !== undefined && shown.length > 0) {
      event.preventDefault();
      const offer = shown[(next + shown.length) % shown.length];
      if (offer === undefined) return;
      setActive(offer.key);
      document.getElementById(optionId(offer.key))?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing && activeOffer !== null) {
      event.preventDefault();
      onChoose(activeOffer.key);
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
          aria-activedescendant={activeOffer === null ? undefined : optionId(activeOffer.key)}
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
                <bdi>{backend.label}</bdi>
                <span>{backend.host === null ? text.chat.inThisBrowser : backend.host}</span>
              </div>
              {members.map((offer) => (
                <PickerOption
                  key={offer.key}
                  id={optionId(offer.key)}
                  offer={offer}
                  isActive={offer === activeOffer}
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
      </div>
      {shown.length === 0 && words.length > 0 ? <p className="picker-trouble">{text.chat.noSuchModel}</p> : null}
      <OpenFile onUse={onChoose} />
    </Dialog>
  );
}
