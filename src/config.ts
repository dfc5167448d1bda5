import * as v from 'valibot';

/**
 * `config.json` beside `index.html`: what an operator sets. It is read once at start. A wrong value is named with its path and left out;
 * an unknown key is named; the app starts with what is valid. `config.schema.json` says the same for an editor.
 */
const identifier = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]*$/i, 'must be letters, digits, ".", "_" or "-"'));
const text = v.pipe(v.string(), v.minLength(1, 'must not be empty'));

const modelEntries = {
  id: text,
  name: v.optional(text),
  catalog: v.optional(identifier),
  promptFormat: v.optional(identifier),
  contextTokens: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  file: v.optional(text),
  bytes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  sha256: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits'))),
};
const model = v.object(modelEntries);

const backendEntries = {
  id: identifier,
  kind: v.picklist(['in-browser', 'openai-compatible'], 'must be "in-browser" or "openai-compatible"'),
  label: v.optional(text),
  url: v.optional(
    v.pipe(
      text,
      v.check((value) => !/[?#]/.test(value), 'must have no query and no fragment'),
    ),
  ),
  auth: v.optional(v.picklist(['none', 'proxy'], 'must be "none" or "proxy"')),
  headers: v.optional(v.record(v.string(), v.string())),
  models: v.optional(v.array(v.unknown())),
};
const backend = v.object(backendEntries);

const topEntries = {
  title: text,
  defaultModel: v.pipe(v.string(), v.regex(/^[^/]+\/.+$/, 'must be "backend id/model id"')),
  notice: text,
};
const topLevelKeys = new Set([...Object.keys(topEntries), 'backends', '$schema']);

export type ModelConfiguration = v.InferOutput<typeof model>;
export type BackendConfiguration = Omit<v.InferOutput<typeof backend>, 'models' | 'label'> & {
  readonly label: string;
  readonly models: readonly ModelConfiguration[];
};

export interface Configuration {
  readonly title: string;
  readonly defaultModel: string | null;
  readonly notice: string | null;
  readonly backends: readonly BackendConfiguration[];
  /** Sentences for the operator: what is wrong in the file, with its path. Empty when all is well. */
  readonly problems: readonly string[];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads the parsed content of config.json. Never throws: what cannot be used is left out and named in `problems`. */
export function readConfiguration(input: unknown): Configuration {
  const problems: string[] = [];

  /** The value, or `null` and a sentence. */
  function check<Schema extends v.GenericSchema>(schema: Schema, value: unknown, path: string): v.InferOutput<Schema> | null {
    const result = v.safeParse(schema, value);
    if (result.success) return result.output;
    for (const issue of result.issues) {
      const inner = v.getDotPath(issue);
      problems.push(`config.json: ${inner === null ? path : `${path}.${inner}`}: ${issue.message}`);
    }
    return null;
  }
  function nameUnknownKeys(value: Record<string, unknown>, known: Iterable<string>, path: string): void {
    const allowed = new Set(known);
    for (const key of Object.keys(value)) {
      if (!allowed.has(key)) problems.push(`config.json: ${path}${key}: this key is unknown and has no effect`);
    }
  }

  function readBackend(value: unknown, path: string): BackendConfiguration | null {
    const read = check(backend, value, path);
    if (read === null) return null;
    if (isObject(value)) nameUnknownKeys(value, Object.keys(backendEntries), `${path}.`);
    if (read.kind === 'openai-compatible' && read.url === undefined) {
      problems.push(`config.json: ${path}.url: an "openai-compatible" backend needs the address of its server`);
      return null;
    }
    const models = (read.models ?? []).flatMap((entry, index) => {
      const readModel = check(model, entry, `${path}.models.${index}`);
      if (readModel === null) return [];
      if (isObject(entry)) nameUnknownKeys(entry, Object.keys(modelEntries), `${path}.models.${index}.`);
      if (read.kind === 'in-browser' && readModel.file === undefined) {
        problems.push(`config.json: ${path}.models.${index}.file: a model that runs in the browser needs its file`);
        return [];
      }
      return [readModel];
    });
    return { ...read, label: read.label ?? read.id, models };
  }

  if (!isObject(input)) {
    problems.push('config.json: it must hold one object');
    return { title: 'Stemma', defaultModel: null, notice: null, backends: [], problems };
  }
  nameUnknownKeys(input, topLevelKeys, '');
  const optional = <Schema extends v.GenericSchema>(schema: Schema, key: string): v.InferOutput<Schema> | null =>
    input[key] === undefined ? null : check(schema, input[key], key);

  const list = check(v.optional(v.array(v.unknown()), []), input['backends'], 'backends') ?? [];
  const backends = new Map<string, BackendConfiguration>();
  list.forEach((entry, index) => {
    const read = readBackend(entry, `backends.${index}`);
    if (read === null) return;
    if (backends.has(read.id)) problems.push(`config.json: backends.${index}.id: "${read.id}" is taken by an earlier backend`);
    else backends.set(read.id, read);
  });
  return {
    title: optional(topEntries.title, 'title') ?? 'Stemma',
    defaultModel: optional(topEntries.defaultModel, 'defaultModel'),
    notice: optional(topEntries.notice, 'notice'),
    backends: [...backends.values()],
    problems,
  };
}

/** Fetches config.json without a cache. A missing or broken file gives the defaults and a sentence that says so. */
export async function loadConfiguration(address: URL): Promise<Configuration> {
  const nothing = (problem: string): Configuration => ({ ...readConfiguration({}), problems: [problem] });
  let body: string;
  try {
    const response = await fetch(address, { cache: 'no-store' });
    if (!response.ok) return nothing(`config.json: the server answered ${response.status}; Stemma runs with its defaults`);
    body = await response.text();
  } catch {
    return nothing('config.json: it could not be fetched; Stemma runs with its defaults');
  }
  try {
    return readConfiguration(JSON.parse(body));
  } catch {
    return nothing('config.json: it is not JSON; Stemma runs with its defaults');
  }
}
