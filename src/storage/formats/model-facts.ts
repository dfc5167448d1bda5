import type { Catalog } from '#catalog/catalog.ts';
import { effectiveLicense, type Question, type Verdict } from '#catalog/effective-license.ts';
import { ancestors } from '#catalog/lineage.ts';
import { noticeFor } from '#catalog/notice.ts';
import { obligations, shownTexts } from '#catalog/obligations.ts';
import type { Relation } from '#catalog/schema.ts';
import type { MessageRecord } from '#chat/records.ts';
import { servedCatalogId } from '#chat/served-model.ts';

/** What the catalog says of a model, in names instead of ids: it goes along with every answer that leaves the app. */
export interface ModelFacts {
  readonly name: string;
  readonly maker: string;
  /** What it stands on, parents first. `family`: `weights` carry licenses, `history` only tells where it comes from. */
  readonly ancestors: readonly { readonly name: string; readonly relation: Relation; readonly family: 'weights' | 'history' }[];
  /** `null`: its publisher declares none. */
  readonly declaredLicense: string | null;
  /** Licenses that hold once the ancestry is read. */
  readonly effectiveLicenses: readonly string[];
  readonly verdicts: Readonly<Record<Question, Verdict>>;
  /** Words that a license wants to be seen beside the answers. */
  readonly mustShow: readonly string[];
}

const known = new WeakMap<Catalog, Map<string, ModelFacts | null>>();

/** `null`: the model is not in the catalog, and nothing is said. */
export function modelFacts(catalog: Catalog, modelId: string): ModelFacts | null {
  const all = known.get(catalog) ?? new Map<string, ModelFacts | null>();
  known.set(catalog, all);
  const found = all.get(modelId);
  if (found !== undefined) return found;
  const made = make(catalog, modelId);
  all.set(modelId, made);
  return made;
}

function make(catalog: Catalog, modelId: string): ModelFacts | null {
  const model = catalog.models.get(modelId);
  const license = effectiveLicense(catalog, modelId);
  if (model === undefined || license === null) return null;
  const verdictOf = (question: Question): Verdict => license.verdicts[question].verdict;
  return {
    name: model.name,
    maker: catalog.organisations.get(model.organisation)?.name.value ?? model.organisation,
    ancestors: ancestors(catalog, modelId).flatMap(({ model: { name }, path, family }) => {
      const edge = path.at(-1)?.edge;
      return edge === undefined ? [] : [{ name, relation: edge.relation, family }];
    }),
    declaredLicense: license.declared?.name ?? null,
    effectiveLicenses: license.effective.map(({ name }) => name),
    verdicts: {
      'noncommercial-use': verdictOf('noncommercial-use'),
      'commercial-use': verdictOf('commercial-use'),
      redistribution: verdictOf('redistribution'),
      'train-on-outputs': verdictOf('train-on-outputs'),
    },
    mustShow: shownTexts(obligations(catalog, [modelId])),
  };
}

/** Ids of the catalog's models that gave these answers, each once, sorted. */
export function modelsOf(catalog: Catalog, messages: Iterable<MessageRecord>): readonly string[] {
  const ids = new Set<string>();
  for (const message of messages) {
    const id = message.kind === 'answer' ? servedCatalogId(message.provenance) : null;
    if (id !== null && catalog.models.has(id)) ids.add(id);
  }
  return [...ids].toSorted();
}

/** What the licenses of these models ask for, as a NOTICE text; `null` if there is no model. */
export function noticeOf(catalog: Catalog, modelIds: readonly string[]): string | null {
  return modelIds.length === 0 ? null : noticeFor(catalog, modelIds);
}

/** The verdicts in the order in which they are always shown. */
export const shownQuestions: readonly Question[] = ['commercial-use', 'noncommercial-use', 'redistribution', 'train-on-outputs'];
