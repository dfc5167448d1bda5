import { type ReactNode, useId } from 'react';
import type { LocalModels, LocalModelsState } from '#providers/local-models.ts';
import { formatBytes } from './amounts.ts';
import { useWords } from './words.ts';

/** Limits on offer, in GB. */
const limits = [1, 2, 3, 4, 6, 8, 12, 16];
const gigabyte = 1e9;

/** What is loaded, how much memory it takes, and how much all may take together. */
export function MemoryPart({ models, state }: { readonly models: LocalModels; readonly state: LocalModelsState }): ReactNode {
  const { words, locale } = useWords();
  const id = useId();
  return (
    <section className="device-memory">
      <h3 className="device-title">{words.inMemory}</h3>
      {state.inMemory.length === 0 ? <p className="device-note">{words.nothingLoaded}</p> : null}
      <ul className="device-list">
        {state.inMemory.map(({ id: model, name, bytes, isBusy }) => (
          <li key={model} className="device-model">
            <span className="candidate-name">
              <bdi>{name}</bdi>
              <small>
                {words.memoryOfModel(formatBytes(bytes, locale))}
                {isBusy ? ` · ${words.busy}` : null}
              </small>
            </span>
            <button
              type="button"
              className="button"
              disabled={isBusy}
              aria-label={words.unloadNamed(name)}
              onClick={() => void models.unload(model)}
            >
              {words.unload}
            </button>
          </li>
        ))}
      </ul>
      <div className="settings-row">
        <label htmlFor={id}>{words.memoryLimit}</label>
        <select
          id={id}
          className="text-input"
          value={state.ownMemoryLimit === null ? '' : String(state.ownMemoryLimit / gigabyte)}
          aria-describedby={`${id}-note`}
          onChange={(event) => {
            const gigabytes = Number(event.currentTarget.value);
            models.limitMemory(gigabytes > 0 ? gigabytes * gigabyte : null);
          }}
        >
          <option value="">{words.usualLimit(`${state.usualMemoryLimit / gigabyte} GB`)}</option>
          {limits.map((limit) => (
            <option key={limit} value={String(limit)}>
              {limit} GB
            </option>
          ))}
        </select>
      </div>
      <p id={`${id}-note`} className="device-note">
        {words.memoryNote}
      </p>
    </section>
  );
}
