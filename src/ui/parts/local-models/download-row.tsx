import type { ReactNode } from 'react';
import type { KeptModel, LocalModels } from '#providers/local-models.ts';
import { Icon } from '../icon.tsx';
import { formatBytes, formatDuration, formatSpeed } from './amounts.ts';
import { useWords } from './words.ts';

/** How a download stands: bar, speed, remaining time, what is wrong, and the buttons that fit. Nothing for a file that is whole. */
export function DownloadProgress({ model, models }: { readonly model: KeptModel; readonly models: LocalModels }): ReactNode {
  const { words, locale } = useWords();
  const { id, name, bytes, done, state, trouble, bytesPerSecond, secondsLeft } = model;
  if (state === 'whole') return null;
  const isRunning = state !== 'paused';
  const amount = words.amount(formatBytes(done, locale), formatBytes(bytes, locale));
  const facts = [
    words.states[state],
    amount,
    state === 'fetching' && bytesPerSecond !== null ? formatSpeed(bytesPerSecond, locale) : null,
    state === 'fetching' && secondsLeft !== null ? words.left(formatDuration(secondsLeft, words)) : null,
  ].filter((fact) => fact !== null);
  const startsAnew = trouble?.code === 'damaged' || trouble?.code === 'wrong-size';
  return (
    <div className="download">
      <div
        className="download-bar"
        role="progressbar"
        aria-label={words.progressOf(name)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.floor((100 * done) / bytes)}
        aria-valuetext={facts.join(', ')}
        data-state={state}
      >
        <span style={{ inlineSize: `${(100 * done) / bytes}%` }} />
      </div>
      <p className="download-facts" aria-hidden="true">
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
      {trouble === null ? null : (
        <div role="alert" className="download-trouble" data-code={trouble.code}>
          <p>{words.troubles[trouble.code]}</p>
          <p>
            {trouble.needed !== undefined && trouble.available !== undefined
              ? words.space(formatBytes(trouble.needed, locale), formatBytes(trouble.available, locale))
              : trouble.detail}
          </p>
        </div>
      )}
      <div className="download-actions">
        {isRunning ? (
          <button type="button" className="button" aria-label={words.pauseNamed(name)} onClick={() => void models.pause(id)}>
            {words.pause}
          </button>
        ) : (
          <button type="button" className="button" onClick={() => void models.resume(id)}>
            <Icon name={startsAnew ? 'refresh' : 'download'} size={16} />
            {startsAnew ? words.again(models.hubHost) : words.resume(models.hubHost)}
          </button>
        )}
        <button type="button" className="button quiet" aria-label={words.cancelNamed(name)} onClick={() => void models.remove(id)}>
          {words.cancel}
        </button>
      </div>
    </div>
  );
}
