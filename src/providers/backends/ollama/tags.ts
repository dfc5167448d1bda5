import * as v from 'valibot';
import type { Catalog } from '#catalog/catalog.ts';
import { matchModel } from '#catalog/match.ts';
import { shownName } from '../../configured-models.ts';
import { ProviderFailure } from '../../failure.ts';
import type { OfferedModel } from '../../provider.ts';
import { boundedName, lenient } from '../../wire/lenient.ts';
import { hostOf } from './host.ts';

const mostModels = 5000;

/** An entry of `/api/tags` (what is on the disk) or of `/api/ps` (what is in memory). */
const entry = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
  digest: lenient(v.string()),
  // Only in memory: the window that a conversation gets.
  context_length: lenient(v.pipe(v.number(), v.integer(), v.minValue(1))),
  capabilities: lenient(v.array(v.string())),
  // Only of a cloud model: this server passes the words on.
  remote_host: lenient(v.string()),
});
const list = v.object({ models: v.array(v.unknown()) });

export type TaggedModel = v.InferOutput<typeof entry>;

function entriesOf(content: unknown): readonly TaggedModel[] | null {
  const read = v.safeParse(list, content);
  if (!read.success) return null;
  return read.output.models.slice(0, mostModels).flatMap((item) => {
    const one = v.safeParse(entry, item);
    return one.success ? [{ ...one.output, digest: boundedName(one.output.digest) }] : [];
  });
}

/** The entry of a model in either list; a name without a tag means the tag "latest". */
export function loadedModel(content: unknown, modelId: string): TaggedModel | null {
  return entriesOf(content)?.find(({ name }) => name === modelId || name === `${modelId}:latest`) ?? null;
}

/** The models that can write, with the window of those that are in memory. Throws a `ProviderFailure`. */
export function readTags(tags: unknown, loaded: unknown, catalog: Catalog): readonly OfferedModel[] {
  const entries = entriesOf(tags);
  if (entries === null) throw new ProviderFailure('malformed', 'The server answered with something that is no list of models.');
  return entries
    .filter(({ capabilities }) => capabilities === null || capabilities.length === 0 || capabilities.includes('completion'))
    .map(({ name, remote_host, capabilities }) => {
      const catalogId = matchModel(catalog, name);
      const remoteHost = hostOf(remote_host);
      return {
        id: name,
        name: shownName(name, catalogId, catalog),
        catalogId,
        contextTokens: loadedModel(loaded, name)?.context_length ?? null,
        // Its file is loaded by the server, not by the page.
        bytes: null,
        ...(capabilities === null || capabilities.length === 0 ? {} : { readsImages: capabilities.includes('vision') }),
        ...(remoteHost === null ? {} : { remoteHost }),
      };
    });
}
