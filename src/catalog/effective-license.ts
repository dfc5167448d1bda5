import type { Catalog } from './catalog.ts';
import { ancestors, type Step } from './lineage.ts';
import type { Answer, License, Model } from './schema.ts';

/** What a person asks about an answer or a model. */
export const questions = ['noncommercial-use', 'commercial-use', 'redistribution', 'train-on-outputs'] as const;
export type Question = (typeof questions)[number];

/** `conditional`: allowed if the conditions of `conditionsOf` are kept. `unclear` is never to be read as permission. */
export type Verdict = 'allowed' | 'conditional' | 'not-allowed' | 'unclear';

const termOf = {
  'noncommercial-use': 'nonCommercialUse',
  'commercial-use': 'commercialUse',
  redistribution: 'redistribution',
  'train-on-outputs': 'trainOtherModelsOnOutputs',
} as const satisfies Record<Question, keyof License['terms']>;

/** One link of the chain: what one model's license says to one question. */
export interface ChainStep {
  readonly model: Model;
  readonly license: License;
  /** `same-licensor-as-child`: the same organisation licensed its derived model anew. `defers-to-base`: the license only points to the base. */
  readonly answer: Answer | 'same-licensor-as-child' | 'defers-to-base';
  /** Source of the term that gives the answer. */
  readonly source: string;
  /** Source of the statement that this model carries this license. */
  readonly declaredSource: string;
  readonly path: readonly Step[];
}

export type Flag =
  | { readonly kind: 'declares-more-than-base'; readonly model: string; readonly base: string }
  | { readonly kind: 'declared-license-changed'; readonly model: string }
  | { readonly kind: 'license-not-verified'; readonly model: string }
  | { readonly kind: 'relation-not-verified'; readonly model: string }
  | { readonly kind: 'data-license-says-no'; readonly dataSet: string; readonly via: string }
  | { readonly kind: 'data-share-alike-open-question'; readonly dataSet: string }
  | { readonly kind: 'text-from-terms-bound-service'; readonly dataSet: string; readonly terms: string; readonly via: string };

export interface VerdictWithChain {
  readonly verdict: Verdict;
  /** Ids of licenses whose conditions must be kept. */
  readonly conditionsOf: readonly string[];
  readonly steps: readonly ChainStep[];
  readonly flags: readonly Flag[];
}

export interface EffectiveLicense {
  /** What the publisher says; `null` for a model without a declared license. */
  readonly declared: License | null;
  /** Licenses that hold once the ancestry is read, own first; those the same licensor replaced are left out. */
  readonly effective: readonly License[];
  readonly verdicts: Readonly<Record<Question, VerdictWithChain>>;
}

/** A model with the way to it: the model itself has an empty path. */
interface Carrier {
  readonly model: Model;
  readonly path: readonly Step[];
}

/** Computes declared and effective license with all chains. An id outside the catalog gives `null`: no step, no verdict. */
export function effectiveLicense(catalog: Catalog, modelId: string): EffectiveLicense | null {
  const own = catalog.models.get(modelId);
  if (own === undefined) return null;
  const carriers: readonly Carrier[] = [{ model: own, path: [] }, ...ancestors(catalog, modelId, 'weights')];
  const verdict = (question: Question): VerdictWithChain => judge(catalog, carriers, question);
  const verdicts = {
    'noncommercial-use': verdict('noncommercial-use'),
    'commercial-use': verdict('commercial-use'),
    redistribution: verdict('redistribution'),
    'train-on-outputs': verdict('train-on-outputs'),
  };
  const counted = verdicts['commercial-use'].steps.filter(binds);
  const declared = own.license.declared.value;
  return {
    declared: declared === null ? null : (catalog.licenses.get(declared) ?? null),
    effective: [...new Set(counted.map(({ license }) => license))],
    verdicts,
  };
}

/** Whether a step's license holds: the same licensor has not replaced it, and it does not only point to the base. */
export function binds({ answer }: ChainStep): boolean {
  return answer !== 'same-licensor-as-child' && answer !== 'defers-to-base';
}

function judge(catalog: Catalog, carriers: readonly Carrier[], question: Question): VerdictWithChain {
  const steps: ChainStep[] = [];
  const flags: Flag[] = [];
  for (const carrier of carriers) {
    // Whoever declares nothing gives nothing: left out, the model would pass for as free as its base.
    const license = catalog.licenses.get(carrier.model.license.declared.value ?? 'not-stated');
    if (license === undefined) continue;
    const step = chainStep(catalog, carrier, license, question);
    steps.push(step);
    flags.push(...doubtsAbout(catalog, carrier, step, question));
    const child = steps.find(({ model }) => model.id === carrier.path.at(-1)?.from);
    if (child !== undefined && isFreer(child.answer, step.answer)) {
      flags.push({ kind: 'declares-more-than-base', model: child.model.id, base: carrier.model.id });
    }
  }
  flags.push(...doubtsFromData(catalog, carriers, question));
  const answers = new Set(steps.map(({ answer }) => answer));
  const doubtful = (kind: Flag['kind']): boolean => flags.some((flag) => flag.kind === kind);
  const conditionsOf = [...new Set(steps.filter(({ answer }) => answer === 'conditional').map(({ license }) => license.id))];
  const verdict = (): Verdict => {
    if (answers.has('not-allowed')) return 'not-allowed';
    if (steps.length === 0 || answers.has('unclear')) return 'unclear';
    if (doubtful('license-not-verified') || doubtful('declared-license-changed') || doubtful('data-license-says-no')) return 'unclear';
    return conditionsOf.length > 0 ? 'conditional' : 'allowed';
  };
  return { verdict: verdict(), conditionsOf, steps, flags };
}

function chainStep(catalog: Catalog, { model, path }: Carrier, license: License, question: Question): ChainStep {
  const term = license.terms[termOf[question]];
  const child = catalog.models.get(path.at(-1)?.from ?? '');
  const childLicense = child === undefined ? undefined : catalog.licenses.get(child.license.declared.value ?? '');
  const replaced =
    child !== undefined &&
    childLicense !== undefined &&
    child.organisation === model.organisation &&
    child.license.declared.unverified !== true &&
    childLicense.deferToBase !== true;
  const answer = replaced ? 'same-licensor-as-child' : license.deferToBase === true ? 'defers-to-base' : term.value;
  return { model, license, answer, source: term.source, declaredSource: model.license.declared.source, path };
}

/** A license that allows over a base that asks for more, or one that sets conditions over a base that forbids; silence allows nothing less. */
function isFreer(own: ChainStep['answer'], base: ChainStep['answer']): boolean {
  const free: readonly ChainStep['answer'][] = ['allowed', 'silent'];
  const bound: readonly ChainStep['answer'][] = ['conditional', 'unclear', 'not-allowed'];
  return (free.includes(own) && bound.includes(base)) || (own === 'conditional' && base === 'not-allowed');
}

function doubtsAbout(catalog: Catalog, { model, path }: Carrier, step: ChainStep, question: Question): readonly Flag[] {
  const flags: Flag[] = [];
  if (step.answer === 'same-licensor-as-child' || step.answer === 'defers-to-base') return flags;
  if (path.at(-1)?.edge.unverified === true) flags.push({ kind: 'relation-not-verified', model: model.id });
  if (model.license.declared.unverified === true) {
    if (step.answer !== 'not-allowed') flags.push({ kind: 'license-not-verified', model: model.id });
    return flags;
  }
  const earlier = model.license.history.flatMap(({ license }) => catalog.licenses.get(license) ?? []);
  if (earlier.some((license) => license.terms[termOf[question]].value !== step.answer)) {
    flags.push({ kind: 'declared-license-changed', model: model.id });
  }
  return flags;
}

/**
 * Data licenses never forbid: whether they reach weights is contested. Terms of a service whose outputs are in the data are a note. A set
 * counts once, at the model nearest to the asked one, and sets inside a set count too.
 */
function doubtsFromData(catalog: Catalog, carriers: readonly Carrier[], question: Question): readonly Flag[] {
  const flags: Flag[] = [];
  const seen = new Set<string>();
  function visit(dataSetId: string, via: string): void {
    const set = catalog.dataSets.get(dataSetId);
    if (set === undefined || seen.has(set.id)) return;
    seen.add(set.id);
    const license = catalog.licenses.get(set.license.value ?? '');
    if (license?.terms[termOf[question]].value === 'not-allowed') flags.push({ kind: 'data-license-says-no', dataSet: set.id, via });
    if (question === 'redistribution' && license?.id.startsWith('cc-by-sa') === true) {
      flags.push({ kind: 'data-share-alike-open-question', dataSet: set.id });
    }
    for (const { termsOf } of set.textOrigins) {
      if (termsOf !== undefined && catalog.licenses.get(termsOf)?.kind === 'terms-of-service') {
        flags.push({ kind: 'text-from-terms-bound-service', dataSet: set.id, terms: termsOf, via });
      }
    }
    for (const inner of set.contains) visit(inner, via);
  }
  for (const { model } of carriers) for (const { target } of model.dataSets) visit(target, model.id);
  return flags;
}
