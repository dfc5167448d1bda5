import type { ReactNode } from 'react';
import { LicenseBadge } from '../../parts/license/license-badge.tsx';
import { useText } from '../../language/language.tsx';
import type { Offer } from '../../offers.ts';
import { Icon } from '../../parts/icon.tsx';

interface Properties {
  readonly id: string;
  readonly offer: Offer;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly onPoint: () => void;
}

/** A model that can be chosen, with what its ancestry allows beside its name: before the question, not after. */
export function PickerOption({ id, offer, isActive, isChosen, onChoose, onPoint }: Properties): ReactNode {
  const text = useText();
  const { catalogId, name, remoteHost } = offer.model;
  return (
    <div
      id={id}
      role="option"
      aria-selected={isChosen}
      className={isActive ? 'picker-option active' : 'picker-option'}
      onClick={onChoose}
      onPointerMove={onPoint}
    >
      <span className="picker-option-name">
        <bdi>{name}</bdi>
        {name === offer.model.id ? null : <small>{offer.model.id}</small>}
        {remoteHost === undefined ? null : <small className="picker-remote">{text.chat.runsAt(remoteHost)}</small>}
      </span>
      {catalogId === null ? <span className="picker-unknown">{text.chat.unknownLineage}</span> : <LicenseBadge modelId={catalogId} />}
      <span className="picker-check">{isChosen ? <Icon name="check" size={18} /> : null}</span>
    </div>
  );
}
