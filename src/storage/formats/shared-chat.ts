import * as v from 'valibot';
import type { Catalog } from '#catalog/catalog.ts';
import type { MessageRecord } from '#chat/records.ts';
import { servedCatalogId } from '#chat/served-model.ts';
import { modelFacts } from './model-facts.ts';
import { namedFile, type ReadSource, type SourceMessage } from './source.ts';

/** Who answered, as a link tells it: all of it claims. */
export interface SharedModel {
  readonly name: string;
  /** Id that was asked for, and the id that the backend told; `null` = it told none. */
  readonly asked: string;
  readonly served: string | null;
  /** Label of the backend, never its address. */
  readonly backend: string;
  readonly catalogId: string | null;
  /** Names of what it stands on. */
  readonly ancestors: readonly string[];
  readonly declaredLicense: string | null;
  readonly effectiveLicenses: readonly string[];
}

export type SharedMessage =
  | { readonly kind: 'question'; readonly text: string; readonly createdAt: number; readonly files: readonly string[] }
  | {
      readonly kind: 'answer';
      readonly text: string;
      readonly reasoning: string;
      readonly createdAt: number;
      readonly model: SharedModel;
      readonly isWhole: boolean;
    };

/** A branch of a chat, or some of its messages, on its way in a link. */
export interface SharedChat {
  readonly title: string | null;
  readonly createdAt: number;
  readonly system: string | null;
  readonly messages: readonly SharedMessage[];
}

const mostMessages = 5000;
const text = v.string();
const nullable = v.nullable(v.string());
const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));
const names = v.pipe(v.array(text), v.maxLength(200));
const model = v.tuple([text, text, nullable, text, nullable, names, nullable, names]);
const question = v.tuple([v.literal(0), text, time, names]);
const answer = v.tuple([v.literal(1), text, time, v.pipe(v.number(), v.integer(), v.minValue(0)), v.boolean(), text]);
/** As short as JSON can be: each character of a link counts. */
const wire = v.object({
  t: nullable,
  c: time,
  s: nullable,
  m: v.pipe(v.array(model), v.maxLength(mostMessages)),
  e: v.pipe(v.array(v.union([question, answer])), v.minLength(1), v.maxLength(mostMessages)),
});
type Wire = v.InferOutput<typeof wire>;

export interface ShareChoice {
  readonly withSystem: boolean;
  readonly withReasoning: boolean;
  /** Names of attached files; what is in them never goes into a link. */
  readonly withFileNames: boolean;
}

/** What a link of these messages would hold. */
export function sharedChat(
  about: { readonly title: string | null; readonly createdAt: number; readonly system: string | null },
  messages: readonly MessageRecord[],
  choice: ShareChoice,
  catalog: Catalog | null,
): SharedChat {
  return {
    title: about.title,
    createdAt: about.createdAt,
    system: choice.withSystem ? about.system : null,
    messages: messages.map((message) =>
      message.kind === 'question'
        ? {
            kind: 'question',
            text: message.text,
            createdAt: message.createdAt,
            files: choice.withFileNames ? (message.attachments ?? []).map(({ name }) => name) : [],
          }
        : {
            kind: 'answer',
            text: message.text,
            reasoning: choice.withReasoning ? message.reasoning : '',
            createdAt: message.createdAt,
            model: sharedModel(message, catalog),
            isWhole: message.status === 'done',
          },
    ),
  };
}

function sharedModel({ provenance }: Extract<MessageRecord, { kind: 'answer' }>, catalog: Catalog | null): SharedModel {
  const { asked, served } = provenance;
  const catalogId = servedCatalogId(provenance);
  const facts = catalog === null || catalogId === null ? null : modelFacts(catalog, catalogId);
  return {
    name: facts?.name ?? served.stated?.name ?? served.model ?? asked.modelId,
    asked: asked.modelId,
    served: served.model ?? null,
    backend: asked.backendLabel,
    catalogId,
    ancestors: facts?.ancestors.map(({ name }) => name) ?? served.stated?.baseModels.map(({ name }) => name) ?? [],
    declaredLicense: facts?.declaredLicense ?? served.stated?.license ?? null,
    effectiveLicenses: facts?.effectiveLicenses ?? [],
  };
}

/** A shared chat as the JSON of a link. */
export function sharedWords(chat: SharedChat): string {
  return JSON.stringify(wireOf(chat));
}

/** Each model once, answers name it by its place. */
function wireOf({ title, createdAt, system, messages }: SharedChat): Wire {
  const models = new Map<string, number>();
  const told: Wire['m'] = [];
  const placeOf = (one: SharedModel): number => {
    const entry: Wire['m'][number] = [
      one.name,
      one.asked,
      one.served,
      one.backend,
      one.catalogId,
      [...one.ancestors],
      one.declaredLicense,
      [...one.effectiveLicenses],
    ];
    const key = JSON.stringify(entry);
    const place = models.get(key) ?? told.push(entry) - 1;
    models.set(key, place);
    return place;
  };
  const e = messages.map((one): Wire['e'][number] =>
    one.kind === 'question'
      ? [0, one.text, one.createdAt, [...one.files]]
      : [1, one.text, one.createdAt, placeOf(one.model), one.isWhole, one.reasoning],
  );
  return { t: title, c: createdAt, s: system, m: told, e };
}

/** `null`: it is not what a link holds. */
export function parseWire(json: string): SharedChat | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  const parsed = v.safeParse(wire, value);
  if (!parsed.success) return null;
  const { t, c, s, m, e } = parsed.output;
  const models = m.map(
    ([name, asked, served, backend, catalogId, ancestors, declaredLicense, effectiveLicenses]): SharedModel => ({
      name,
      asked,
      served,
      backend,
      catalogId,
      ancestors,
      declaredLicense,
      effectiveLicenses,
    }),
  );
  const messages: SharedMessage[] = [];
  for (const entry of e) {
    if (entry[0] === 0) {
      const [, words, createdAt, files] = entry;
      messages.push({ kind: 'question', text: words, createdAt, files });
      continue;
    }
    const [, words, createdAt, place, isWhole, reasoning] = entry;
    const by = models[place];
    if (by === undefined) return null;
    messages.push({ kind: 'answer', text: words, reasoning, createdAt, model: by, isWhole });
  }
  return { title: t, createdAt: c, system: s, messages };
}

/** A shared chat as a file that can be imported: how it is saved. */
export function sharedAsFile(chat: SharedChat): Blob {
  return new Blob([JSON.stringify({ sharedChat: wireOf(chat) })]);
}

/** Reads such a file. */
export const readShared: ReadSource = (value) => {
  if (typeof value !== 'object' || value === null || !('sharedChat' in value)) return null;
  const chat = parseWire(JSON.stringify(value.sharedChat));
  if (chat === null) return { problem: 'it is no shared chat' };
  const messages: SourceMessage[] = [];
  for (const [place, one] of chat.messages.entries()) {
    const shared = { id: String(place), parentId: place === 0 ? null : String(place - 1), text: one.text, createdAt: one.createdAt };
    if (one.kind === 'question') {
      messages.push({ ...shared, role: 'user', attachments: one.files.map((name) => namedFile(name, null)) });
      continue;
    }
    const { served, asked, catalogId } = one.model;
    const said = { reasoning: one.reasoning, model: served, asked, ...(catalogId === null ? {} : { card: catalogId }) };
    messages.push({ ...shared, ...said, role: 'assistant', ...(one.isWhole ? {} : { end: 'cut' as const }) });
  }
  return {
    // The words stand for it: the same link saved twice is one chat.
    id: sharedWords(chat),
    title: chat.title,
    createdAt: chat.createdAt,
    model: null,
    system: chat.system,
    head: messages.at(-1)?.id ?? null,
    messages,
    leftOut: [],
  };
};
