import { type ReactNode, useId } from 'react';
import type { LocalModelsState } from '#providers/local-models.ts';
import { formatBytes } from './amounts.ts';
import { useWords } from './words.ts';

/** How much of what the browser grants is used. */
export function StorageMeter({ storage }: { readonly storage: NonNullable<LocalModelsState['storage']> }): ReactNode {
  const { words, locale } = useWords();
  const label = useId();
  const { used, granted, isPersistent } = storage;
  return (
    <section className="storage-meter">
      <h3 id={label} className="device-title">
        {words.storage}
      </h3>
      <meter min={0} max={granted} value={used} aria-labelledby={label} aria-describedby={`${label}-words`} />
      <p id={`${label}-words`} className="device-note">
        {words.storageOf(formatBytes(used, locale), formatBytes(granted, locale))}. {isPersistent ? words.persistent : words.notPersistent}
      </p>
    </section>
  );
}
