import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { ColumnSetup } from '#chat/item-records.ts';
import { knownParameters, type Parameter } from '#providers/known-parameters.ts';
import { useCompareText } from '../language/compare-text.ts';
import { useSendingText } from '../language/sending-text.ts';
import { findOffer } from '../offers.ts';
import { Dialog } from '../parts/dialog.tsx';
import { SamplingForm } from '../parts/sampling/sampling-form.tsx';
import { useServices } from '../services-context.ts';

/** What a column may have for itself: the limit and the seed are the same for all. */
const ownParameters: readonly Parameter[] = ['temperature', 'topP', 'topK', 'repetitionPenalty'];

interface Properties {
  readonly setup: ColumnSetup;
  readonly name: string;
  readonly onChange: (setup: ColumnSetup) => void;
  readonly onClose: () => void;
  /** What else can be done with the column. */
  readonly children?: ReactNode;
}

/** System text and sampling parameters of one column. */
export function SettingsDialog({ setup, name, onChange, onClose, children }: Properties): ReactNode {
  const text = useCompareText();
  const sending = useSendingText();
  const { offers } = useServices();
  const offer = findOffer(useStore(offers), setup.model);
  const isGuide = offer?.model.catalogId === 'stemma-guide';
  const known = offer === null ? ownParameters : knownParameters(offer.backend.kind, false);
  const disabled = Object.fromEntries(
    ownParameters.flatMap((parameter) => {
      if (isGuide) return [[parameter, sending.guideParameter] as const];
      return known.includes(parameter) || offer === null ? [] : [[parameter, sending.unknownParameter(offer.backend.label)] as const];
    }),
  );
  return (
    <Dialog title={text.settingsOf(name)} onClose={onClose} className="compare-settings">
      <div className="compare-dialog-body" tabIndex={-1}>
        <label className="compare-system">
          <span>{sending.system}</span>
          <textarea
            className="text-input"
            rows={3}
            dir="auto"
            placeholder={sending.systemPlaceholder}
            defaultValue={setup.system ?? ''}
            onChange={(event) => {
              const { value } = event.currentTarget;
              onChange({ ...setup, system: value.trim() === '' ? null : value });
            }}
          />
        </label>
        <SamplingForm
          values={setup.parameters}
          onChange={(parameters) => onChange({ ...setup, parameters })}
          usual={{}}
          disabled={disabled}
          shown={ownParameters}
        />
        <p className="compare-note">{text.terms.note}</p>
      </div>
      {children}
    </Dialog>
  );
}
