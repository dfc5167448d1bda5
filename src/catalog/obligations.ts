import type { Catalog } from './catalog.ts';
import { binds, type ChainStep, effectiveLicense } from './effective-license.ts';
import type { Act, Condition, License, Model } from './schema.ts';

/**
 * What a license asks for. Beyond the kinds of conditions: `use-policy` its rules of use, `user-threshold` a size above which it gives
 * nothing, `model-name` how a derived model must be called, `territory` where or under which law, `gate` weights handed out on request only.
 */
export type ObligationKind =
  | Exclude<Condition['kind'], 'explanation' | undefined>
  | 'use-policy'
  | 'user-threshold'
  | 'model-name'
  | 'territory'
  | 'gate';

export interface Obligation {
  readonly kind: ObligationKind;
  readonly acts: readonly Act[];
  /** Of showing answers it means only: offering the model in an app or as a service. An answer passed on by itself is not named. */
  readonly asService: boolean;
  /** `null` for a gate of a model without a license. */
  readonly license: License | null;
  /** Models of the ancestry that carry the license, in the order of the walk. */
  readonly models: readonly Model[];
  /** The catalog's own words for it, in English. */
  readonly words: string;
  /** Exact words of the license: to be shown, to be kept in a notice, or to begin a name with. */
  readonly text: string | null;
  readonly link: string | null;
  readonly limit: License['terms']['userThreshold']['limit'] | null;
  readonly source: string;
  /** The term, the declaration of its license, or the way to the model that carries it has not been confirmed by a text. */
  readonly isUnverified: boolean;
}

const both: readonly Act[] = ['answers', 'weights'];
/** Values of `weights.gated` that mean: the publisher hands out the weights only to who asks. */
const gates: readonly string[] = ['auto', 'manual-or-form', 'request form'];

/**
 * What somebody must do who shows answers of these models or passes on their weights: the conditions of every license that holds once the
 * ancestry is read, each once, with the models that carry it. Same chain and same rules as the verdicts. Unknown ids add nothing.
 */
export function obligations(catalog: Catalog, modelIds: readonly string[]): readonly Obligation[] {
  const found = new Map<string, Obligation>();
  const add = (obligation: Obligation): void => {
    const key = JSON.stringify([obligation.kind, obligation.license?.id, obligation.words]);
    const known = found.get(key);
    found.set(
      key,
      known === undefined
        ? obligation
        : {
            ...known,
            models: [...new Set([...known.models, ...obligation.models])],
            // One way to it that is confirmed is enough.
            isUnverified: known.isUnverified && obligation.isUnverified,
          },
    );
  };
  for (const id of new Set(modelIds)) {
    for (const step of effectiveLicense(catalog, id)?.verdicts.redistribution.steps.filter(binds) ?? []) {
      for (const obligation of askedBy(step)) add(obligation);
    }
    for (const gate of gatesOf(catalog, id)) add(gate);
  }
  return [...found.values()];
}

/** Exact words that must stand beside the answers of these models, for example "Built with Llama"; each once. */
export function shownTexts(asked: readonly Obligation[]): readonly string[] {
  const shown = asked.filter(({ kind, acts }) => kind === 'display' && acts.includes('answers'));
  return [...new Set(shown.flatMap(({ text }) => text ?? []))];
}

function askedBy({ model, license, path }: ChainStep): readonly Obligation[] {
  const { conditions, acceptableUsePolicy, userThreshold, namingRule, territory } = license.terms;
  const isDoubtful = model.license.declared.unverified === true || path.some(({ edge }) => edge.unverified === true);
  const from = { license, models: [model], text: null, link: null, limit: null, acts: both, asService: false };
  const asked: Obligation[] = [];
  const add = (
    kind: ObligationKind,
    { value, source, unverified }: { value: string | null; source: string; unverified?: true | undefined },
    more: Partial<Obligation> = {},
  ): void => {
    if (value !== null) asked.push({ ...from, kind, words: value, source, isUnverified: isDoubtful || unverified === true, ...more });
  };
  for (const condition of conditions) {
    const { kind = 'other', acts = both, asService = false, text = null, link = null } = condition;
    if (kind !== 'explanation') add(kind, condition, { acts, asService, text, link });
  }
  const asks = (kind: ObligationKind): boolean => asked.some((one) => one.kind === kind);
  // A license that lists its bans among its conditions has said them already.
  if (!asks('use-limits')) add('use-policy', acceptableUsePolicy, { link: acceptableUsePolicy.link ?? null });
  add('user-threshold', userThreshold, { limit: userThreshold.limit ?? null });
  // Some naming rules ask for words to be shown, which is a condition of its own.
  if (namingRule.text !== undefined) add('model-name', namingRule, { text: namingRule.text, acts: ['weights'] });
  else if (!asks('display') && !asks('display-if-trained')) add('other', namingRule);
  add('territory', territory);
  return asked;
}

/** The gates of a model and of the weights that it must be joined with. */
function gatesOf(catalog: Catalog, modelId: string): readonly Obligation[] {
  const model = catalog.models.get(modelId);
  const needed = [model, catalog.models.get(model?.weights.needsBaseWeights ?? '')].filter((one) => one !== undefined);
  return needed
    .filter(({ weights }) => gates.includes(weights.gated.value))
    .map((gated) => ({
      kind: 'gate',
      acts: ['weights'],
      asService: false,
      license: catalog.licenses.get(gated.license.declared.value ?? '') ?? null,
      models: [gated],
      words: `Its publisher hands out the weights of ${gated.name} only on request`,
      text: null,
      link: gated.hubId === null ? null : `https://huggingface.co/${gated.hubId}`,
      limit: null,
      source: gated.weights.gated.source,
      isUnverified: gated.weights.gated.unverified === true,
    }));
}
