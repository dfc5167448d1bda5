import { type ReactNode, useId } from 'react';
import type { BrowserCandidate } from '#catalog/gguf-conversions.ts';
import { hubFileId } from '#catalog/hub-file.ts';
import type { LocalModels, LocalModelsState } from '#providers/local-models.ts';
import { LicenseBadge } from '../license/license-badge.tsx';
import { formatBytes } from './amounts.ts';
import { useWords } from './words.ts';

interface Properties {
  readonly candidates: readonly BrowserCandidate[];
  readonly models: LocalModels;
  readonly state: LocalModelsState;
  readonly onAsk: (candidate: BrowserCandidate) => void;
  /** Shows a file that is on the device, whole or not. */
  readonly onShow: (id: string) => void;
  readonly onUse: (id: string) => void;
}

/** Models of the catalog whose file fits into a page, with size and license before anything is asked. */
export function CandidateList({ candidates, models, state, onAsk, onShow, onUse }: Properties): ReactNode {
  const { words, locale } = useWords();
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <h3 id={heading} className="device-title">
        {words.candidates}
      </h3>
      <ul className="candidates">
        {candidates.map((candidate) => {
          const { model, conversion } = candidate;
          const id = hubFileId(conversion);
          const kept = state.models.find((one) => one.id === id) ?? null;
          return (
            <li key={id}>
              <span className="candidate-name">
                <bdi>{model.name}</bdi>
                <small>
                  <bdi>{conversion.repository}</bdi> · {conversion.quantization} · {formatBytes(conversion.gigabytes * 1e9, locale)}
                </small>
              </span>
              <LicenseBadge modelId={model.id} />
              {kept?.state === 'whole' ? (
                <button type="button" className="button" aria-label={words.chooseNamed(model.name)} onClick={() => onUse(id)}>
                  {words.choose}
                </button>
              ) : (
                <button
                  type="button"
                  className="button"
                  aria-label={
                    kept === null
                      ? words.lookNamed(model.name, models.hubHost)
                      : `${words.states[kept.state]}: ${words.progressOf(model.name)}`
                  }
                  onClick={() => (kept === null ? onAsk(candidate) : onShow(id))}
                >
                  {kept === null ? words.look(models.hubHost) : words.states[kept.state]}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      <p className="device-note">{words.sizesSeen}</p>
    </section>
  );
}
