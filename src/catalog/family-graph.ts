import type { Catalog } from './catalog.ts';
import { effectiveLicense, type Verdict } from './effective-license.ts';
import conversions from './gguf-conversions.json' with { type: 'json' };
import { runState } from './how-to-run.ts';
import { type EdgeFamily, edgeFamily, foundations } from './lineage.ts';
import type { Model, Relation } from './schema.ts';

/** Where a model can run: in a page, on a server of one's own, or only at its maker's. */
export const runPlaces = ['in-browser', 'own-server', 'closed'] as const;
export type RunPlace = (typeof runPlaces)[number];

/** A model or service as the family tree shows it. */
export interface FamilyNode {
  readonly model: Model;
  /** Organisation that published the weights it stands on in the end; its own for a model that stands on nothing. */
  readonly foundation: string;
  /** Models that are its foundations by weights; empty if it is one itself. */
  readonly roots: readonly Model[];
  /** Commercial use, with its whole ancestry. */
  readonly verdict: Verdict;
  /** Empty for what is no chat model. */
  readonly runs: readonly RunPlace[];
}

/** From parent to child, as weights or text went; the relation reads from the child. */
export interface FamilyEdge {
  readonly parent: string;
  readonly child: string;
  readonly relation: Relation;
  readonly family: EdgeFamily;
  readonly unverified: boolean;
}

export interface FamilyGraph {
  readonly nodes: readonly FamilyNode[];
  readonly edges: readonly FamilyEdge[];
}

/** Bytes that fit into a page's memory, in GB, and what a billion parameters weigh at four bits: the mean of the conversions seen. */
const pageGigabytes = 2.147;
const gigabytesPerBillion = 0.64;

/** The whole catalog as nodes and edges, by name. An edge to a model outside of the catalog is left out. */
export function familyGraph(catalog: Catalog): FamilyGraph {
  const models = [...catalog.models.values()].toSorted((left, right) => left.name.localeCompare(right.name, 'en', { numeric: true }));
  return {
    nodes: models.map((model) => nodeOf(catalog, model)),
    edges: models.flatMap((model) =>
      model.parents
        .filter(({ target }) => catalog.models.has(target))
        .map(({ target, relation, unverified }) => ({
          parent: target,
          child: model.id,
          relation,
          family: edgeFamily(relation),
          unverified: unverified === true,
        })),
    ),
  };
}

function nodeOf(catalog: Catalog, model: Model): FamilyNode {
  const roots = foundations(catalog, model.id);
  return {
    model,
    foundation: roots[0]?.organisation ?? model.organisation,
    roots: roots.filter((root) => root !== model),
    verdict: effectiveLicense(catalog, model.id)?.verdicts['commercial-use'].verdict ?? 'unclear',
    runs: runsOf(model),
  };
}

function runsOf(model: Model): readonly RunPlace[] {
  if (model.kind === 'image') return [];
  if (model.kind === 'guide') return ['in-browser'];
  const state = runState(model);
  if (state === 'closed') return ['closed'];
  const converted = conversions.find((found) => found.model === model.id);
  const billion = model.parametersBillion.value;
  const gigabytes = converted?.gigabytes ?? (state === 'served' && billion !== null ? billion * gigabytesPerBillion : Infinity);
  return model.architecture.runsOnLlamaCpp.value === true && gigabytes < pageGigabytes ? ['in-browser', 'own-server'] : ['own-server'];
}

/** All models above or below one, and itself, over every family of edges. */
export function kinOf(edges: readonly FamilyEdge[], id: string): ReadonlySet<string> {
  const reach = (from: 'parent' | 'child', to: 'parent' | 'child'): ReadonlySet<string> => {
    const found = new Set([id]);
    // A set takes what is added to it while it is walked.
    for (const one of found) for (const edge of edges) if (edge[from] === one) found.add(edge[to]);
    return found;
  };
  return new Set([...reach('child', 'parent'), ...reach('parent', 'child')]);
}

/** How many models rest on weights of each publisher, its own models included: organisation ids, the weightiest first. */
export function restingOn({ nodes, edges }: FamilyGraph): ReadonlyMap<string, number> {
  const publisherOf = new Map(nodes.map(({ model }) => [model.id, model.organisation]));
  const carrying = edges.filter(({ family }) => family === 'weights');
  const counts = new Map<string, number>();
  for (const { model } of nodes) {
    const carriers = new Set([model.id]);
    // A set takes what is added to it while it is walked.
    for (const id of carriers) for (const { child, parent } of carrying) if (child === id) carriers.add(parent);
    const publishers = new Set([...carriers].map((id) => publisherOf.get(id) ?? ''));
    for (const publisher of publishers) counts.set(publisher, (counts.get(publisher) ?? 0) + 1);
  }
  return new Map([...counts].toSorted(([, left], [, right]) => right - left));
}

/** What a name is up to its size or version: "GPT-NeoX-20B" is "GPT-NeoX", "Llama 2 13B" is "Llama", "Pythia 12b-deduped" is "Pythia". */
export function seriesOf(name: string): string {
  return name.replace(/[-\s]+(?:\(|[ve]?\d).*$/i, '');
}
