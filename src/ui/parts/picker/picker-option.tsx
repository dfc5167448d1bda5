import type { ReactNode } from 'react';
import type { Model } from '#catalog/schema.ts';
import { LicenseBadge } from '../../parts/license/license-badge.tsx';
import { useText } from '../../language/language.tsx';
import { usePickerText } from '../../language/picker-text.ts';
import type { Offer } from '../../offers.ts';
import { Icon } from '../../parts/icon.tsx';
import { RouteSummary } from '../routes/route-summary.tsx';

interface Properties {
  readonly id: string;
  readonly offer: Offer;
  /** Its card; `null` = not in the catalog. */
  readonly model: Model | null;
  /** The person said so. */
  readonly isSaid: boolean;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly onPoint: () => void;
}

/** A model that can be chosen, with what its ancestry allows beside its name: before the question, not after. */
export function PickerOption({ id, offer, model, isSaid, isActive, isChosen, onChoose, onPoint }: Properties): ReactNode {
  const text = useText();
  const picker = usePickerText();
  const { id: modelId, name, remoteHost } = offer.model;
  const shownName = name === modelId ? (model?.name ?? name) : name;
  const state = offer.backend.host === null ? picker.readyHere : picker.ready(offer.backend.label);
  const remarks = [
    ...(model === null ? [] : [state]),
    ...(shownName === modelId ? [] : [modelId]),
    ...(isSaid ? [picker.saidByYou] : []),
    ...(model?.kind === 'base' ? [picker.base] : []),
  ];
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
        <bdi>{shownName}</bdi>
        {remarks.length === 0 ? null : <small>{remarks.join(' · ')}</small>}
        <RouteSummary model={offer.model} />
        {remoteHost === undefined ? null : <small className="picker-remote">{picker.runsAt(remoteHost)}</small>}
      </span>
      {model === null ? <span className="picker-unknown">{text.chat.unknownLineage}</span> : <LicenseBadge modelId={model.id} />}
      <span className="picker-check">{isChosen ? <Icon name="check" size={18} /> : null}</span>
    </div>
  );
}
