import type { Catalog } from './catalog.ts';
import { type EffectiveLicense, effectiveLicense, type Question, type Verdict } from './effective-license.ts';

/** What the catalog said of a model's license at one moment; a later catalog may say something else. */
export interface LicenseSnapshot {
  /** License id. */
  readonly declared: string | null;
  readonly effective: readonly string[];
  readonly verdicts: Readonly<Record<Question, Verdict>>;
}

/** `null`: the model is not in the catalog, and nothing is said. */
export function licenseSnapshot(catalog: Catalog, modelId: string | null): LicenseSnapshot | null {
  const license = modelId === null ? null : effectiveLicense(catalog, modelId);
  return license === null ? null : snapshotOf(license);
}

function snapshotOf({ declared, effective, verdicts }: EffectiveLicense): LicenseSnapshot {
  return {
    declared: declared?.id ?? null,
    effective: effective.map(({ id }) => id),
    verdicts: {
      'noncommercial-use': verdicts['noncommercial-use'].verdict,
      'commercial-use': verdicts['commercial-use'].verdict,
      redistribution: verdicts.redistribution.verdict,
      'train-on-outputs': verdicts['train-on-outputs'].verdict,
    },
  };
}

/** True if the catalog says now what it said then. */
export function stillHolds(snapshot: LicenseSnapshot, license: EffectiveLicense): boolean {
  return JSON.stringify(snapshot) === JSON.stringify(snapshotOf(license));
}
