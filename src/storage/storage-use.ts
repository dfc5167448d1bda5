/** What takes space on this device. `other`: what is left where the browser does not tell kinds apart. */
export type StorageKind = 'conversations' | 'models' | 'app' | 'other';

/** As much of what a browser estimates as is used; Chromium tells kinds apart, others do not. */
export interface StorageEstimated {
  readonly usage?: number;
  readonly quota?: number;
  readonly usageDetails?: Readonly<Record<string, number | undefined>>;
}

export interface StorageUse {
  readonly used: number;
  readonly granted: number;
  /** In bytes; none without any. */
  readonly kinds: readonly { readonly kind: StorageKind; readonly bytes: number }[];
}

/** The estimate by kinds; `null`: the browser tells nothing. `modelBytes`: what the app itself knows of its model files. */
export function storageUse({ usage, quota, usageDetails }: StorageEstimated, modelBytes: number): StorageUse | null {
  if (usage === undefined || quota === undefined) return null;
  const told = (name: string): number => usageDetails?.[name] ?? 0;
  // A browser may count a file a little late: no kind is more than the whole.
  const models = Math.min(usage, usageDetails === undefined ? modelBytes : told('fileSystem'));
  const kinds: StorageUse['kinds'] =
    usageDetails === undefined
      ? [
          { kind: 'other', bytes: usage - models },
          { kind: 'models', bytes: models },
        ]
      : [
          { kind: 'conversations', bytes: told('indexedDB') },
          { kind: 'models', bytes: models },
          { kind: 'app', bytes: told('caches') + told('serviceWorkerRegistrations') },
        ];
  return { used: usage, granted: quota, kinds: kinds.filter(({ bytes }) => bytes > 0) };
}
