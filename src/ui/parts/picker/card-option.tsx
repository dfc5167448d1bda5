import type { ReactNode } from 'react';
import { isGated, type RunState, runState } from '#catalog/how-to-run.ts';
import type { Model } from '#catalog/schema.ts';
import { useRunText } from '../../language/run-text.ts';
import { usePickerText } from '../../language/picker-text.ts';
import { Icon } from '../../parts/icon.tsx';
import { LicenseBadge } from '../../parts/license/license-badge.tsx';

interface Properties {
  readonly id: string;
  readonly model: Model;
  /** Words for a model whose file fits into a page; `null` for any other. */
  readonly runsHere: string | null;
  readonly isActive: boolean;
  readonly onChoose: () => void;
  readonly onPoint: () => void;
}

/** A model of the catalog that nobody serves here yet. Choosing it leads to how it is run. */
export function CardOption({ id, model, runsHere, isActive, onChoose, onPoint }: Properties): ReactNode {
  const text = useRunText();
  const picker = usePickerText();
  const state = isGated(model) ? picker.needsGated : text.needsServer;
  const states: Readonly<Record<RunState, string>> = {
    served: state,
    unknown: state,
    'join-first': text.needsJoining,
    closed: text.isClosed,
  };
  return (
    <div
      id={id}
      role="option"
      aria-selected="false"
      className={isActive ? 'picker-option active' : 'picker-option'}
      onClick={onChoose}
      onPointerMove={onPoint}
    >
      <span className="picker-option-name">
        <bdi>{model.name}</bdi>
        <small>{runsHere ?? (model.kind === 'base' ? `${states[runState(model)]} · ${picker.base}` : states[runState(model)])}</small>
      </span>
      <LicenseBadge modelId={model.id} />
      <span className="picker-check">
        <Icon name="chevron-right" size={18} />
      </span>
    </div>
  );
}
