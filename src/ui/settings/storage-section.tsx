import { type ReactNode, useEffect, useState } from 'react';
import { usePreferencesText } from '../language/preferences-text.ts';
import { announce } from '../notices.ts';
import { Icon } from '../parts/icon.tsx';
import { formatBytes } from '../parts/local-models/amounts.ts';
import { useLocalModels } from '../parts/local-models/use-local-models.ts';
import { useLocale } from '../language/language.tsx';
import './storage.css';
import { type StorageUse, storageUse } from '#storage/storage-use.ts';

interface Found {
  readonly use: StorageUse | null;
  readonly isPersistent: boolean;
}

/** `null`: on plain http beyond this machine browsers tell nothing. */
async function measure(modelBytes: number): Promise<Found | null> {
  if (navigator.storage === undefined) return null;
  const [estimate, isPersistent] = await Promise.all([navigator.storage.estimate(), navigator.storage.persisted()]);
  return { use: storageUse(estimate, modelBytes), isPersistent };
}

/** How much space this site takes, by kind, and whether the browser promised to keep it. */
export function StorageSettings(): ReactNode {
  const text = usePreferencesText();
  const { state } = useLocalModels();
  const modelBytes = state.models.reduce((sum, { done }) => sum + done, 0);
  const [found, setFound] = useState<Found | null>(null);
  const [isRefused, setIsRefused] = useState(false);
  useEffect(() => {
    measure(modelBytes).then(setFound, () => undefined);
  }, [modelBytes]);

  async function ask(): Promise<void> {
    const granted = await navigator.storage.persist().catch(() => false);
    setIsRefused(!granted);
    announce(granted ? text.persistent : text.refused);
    setFound(await measure(modelBytes));
  }

  const use = found?.use ?? null;
  const isPersistent = found?.isPersistent ?? null;
  return (
    <>
      {use === null ? <p className="settings-note">{text.storageUnknown}</p> : <StorageMeter use={use} />}
      {isPersistent === null ? null : (
        <div className="storage-promise" data-persistent={isPersistent}>
          <Icon name={isPersistent ? 'lock' : 'info'} />
          <div>
            <p>{isPersistent ? text.persistent : text.notPersistent}</p>
            <p className="settings-note">{isPersistent ? text.persistentNote : isRefused ? text.refused : text.notPersistentNote}</p>
          </div>
          {isPersistent ? null : (
            <button type="button" className="button" onClick={() => void ask()}>
              {text.askToPersist}
            </button>
          )}
        </div>
      )}
    </>
  );
}

function StorageMeter({ use: { used, granted, kinds } }: { readonly use: StorageUse }): ReactNode {
  const text = usePreferencesText();
  const locale = useLocale();
  const whole = kinds.reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <div className="storage-use">
      <p>{text.storageUsed(formatBytes(used, locale), formatBytes(granted, locale))}</p>
      <div className="storage-bar" aria-hidden="true">
        {kinds.map(({ kind, bytes }) => (
          <span key={kind} data-kind={kind} style={{ flexGrow: bytes / whole }} />
        ))}
      </div>
      <ul>
        {kinds.map(({ kind, bytes }) => (
          <li key={kind} data-kind={kind}>
            {text.kinds[kind]} <span>{formatBytes(bytes, locale)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
