import * as v from 'valibot';
import type { Catalog } from '#catalog/catalog.ts';
import { matchModel } from '#catalog/match.ts';
import { shownName } from '../../configured-models.ts';
import { ProviderFailure } from '../../failure.ts';
import type { OfferedModel } from '../../provider.ts';
import { lenient } from '../../wire/lenient.ts';
import type { Engine } from './request-body.ts';

const mostModels = 5000;

const tokens = lenient(v.pipe(v.number(), v.integer(), v.minValue(1)));
const entry = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
  owned_by: lenient(v.string()),
  // llama.cpp: n_ctx is the window of one slot, which is what a conversation gets; the trained length is not.
  meta: lenient(v.object({ n_ctx: tokens })),
  max_model_len: tokens,
  // vLLM: the model that an adapter stands on.
  parent: lenient(v.pipe(v.string(), v.maxLength(500))),
  context_length: tokens,
  // Routers and llama.cpp's router mode.
  architecture: lenient(v.object({ input_modalities: lenient(v.array(v.string())) })),
  providers: lenient(v.array(v.object({ context_length: tokens }))),
});
const list = v.object({ data: v.array(v.unknown()) });

/** A model as the server lists it. */
export type ListedModel = v.InferOutput<typeof entry>;

/** Entries of a `/models` answer; those without an id are passed over. Throws a `ProviderFailure`. */
export function readEntries(content: unknown): readonly ListedModel[] {
  const read = v.safeParse(list, content);
  if (!read.success) throw new ProviderFailure('malformed', 'The server answered with something that is no list of models.');
  return read.output.data.slice(0, mostModels).flatMap((item) => {
    const one = v.safeParse(entry, item);
    return one.success ? [one.output] : [];
  });
}

/** The program that answers, as far as its list of models tells. */
export function engineOf(entries: readonly ListedModel[]): Engine {
  if (entries.some(({ owned_by }) => owned_by === 'llamacpp')) return 'llama.cpp';
  return entries.some(({ owned_by }) => owned_by === 'vllm') ? 'vllm' : 'unknown';
}

/** The context that every provider of a router has: one may answer as well as another. */
function smallest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** Tokens that one conversation can use. */
export function contextOf({ meta, max_model_len, context_length, providers }: ListedModel): number | null {
  return meta?.n_ctx ?? max_model_len ?? context_length ?? smallest((providers ?? []).map((one) => one.context_length));
}

/** `null` where the server does not tell. */
export const readsImagesOf = ({ architecture }: ListedModel): boolean | null => architecture?.input_modalities?.includes('image') ?? null;

export function offeredModels(entries: readonly ListedModel[], catalog: Catalog): readonly OfferedModel[] {
  return entries.map((listed) => {
    const catalogId = matchModel(catalog, listed.id);
    const readsImages = readsImagesOf(listed);
    return {
      id: listed.id,
      name: shownName(listed.id, catalogId, catalog),
      catalogId,
      contextTokens: contextOf(listed),
      bytes: null,
      ...(readsImages === null ? {} : { readsImages }),
    };
  });
}
