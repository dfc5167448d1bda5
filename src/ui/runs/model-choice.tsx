import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useStore } from 'zustand';
import { useRunsText } from '../language/runs-text.ts';
import { findOffer } from '../offers.ts';
import { Icon } from '../parts/icon.tsx';
import { LicenseBadge } from '../parts/license/license-badge.tsx';
import { useServices } from '../services-context.ts';

const PickerDialog = lazy(async () => ({ default: (await import('../parts/picker/picker-dialog.tsx')).PickerDialog }));

/** Side by side more can't be read. */
const mostModels = 8;

/** Models by name, each with its license; the picker adds one. */
export function ModelChoice({
  models,
  onChange,
}: {
  readonly models: readonly string[];
  readonly onChange: (models: readonly string[]) => void;
}): ReactNode {
  const text = useRunsText();
  const { offers } = useServices();
  const known = useStore(offers);
  const [isPicking, setIsPicking] = useState(false);
  return (
    <fieldset className="run-field run-models">
      <legend>{text.models}</legend>
      <ul>
        {models.map((key) => {
          const offer = findOffer(known, key);
          const name = offer?.model.name ?? key;
          return (
            <li key={key}>
              <bdi>{name}</bdi>
              {offer === null || offer.model.catalogId === null ? null : <LicenseBadge modelId={offer.model.catalogId} />}
              <button
                type="button"
                className="icon-button small"
                aria-label={text.removeModel(name)}
                title={text.removeModel(name)}
                onClick={() => onChange(models.filter((other) => other !== key))}
              >
                <Icon name="close" size={16} />
              </button>
            </li>
          );
        })}
      </ul>
      {models.length < mostModels ? (
        <button type="button" className="button" onClick={() => setIsPicking(true)}>
          <Icon name="plus" size={18} />
          {text.addModel}
        </button>
      ) : null}
      {isPicking ? (
        <Suspense fallback={null}>
          <PickerDialog
            chosen={null}
            onClose={() => setIsPicking(false)}
            onChoose={(key) => {
              onChange([...new Set([...models, key])]);
              setIsPicking(false);
            }}
          />
        </Suspense>
      ) : null}
    </fieldset>
  );
}
