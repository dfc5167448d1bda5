import * as v from 'valibot';
import type { CatalogParts } from '#catalog/catalog.ts';
import type { BackendSettings, ModelSettings } from '#providers/backend-settings.ts';
import { type ConfigurationProblems, createProblems, isObject } from './configuration-problems.ts';

/**
 * `config.json` beside `index.html`: what an operator sets. It is read once at start. A wrong value is named with its path and left out;
 * an unknown key is named; the app starts with what is valid. `config.schema.json` says the same for an editor.
 */
const identifier = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]*$/i, 'must be letters, digits, ".", "_" or "-"'));
const text = v.pipe(v.string(), v.minLength(1, 'must not be empty'));

/** Any address that the page can reach: absolute, or relative to the page. The base only makes relative ones readable. */
const address = v.pipe(
  text,
  v.check((value) => !/[?#]/.test(value), 'must have no query and no fragment'),
  v.check((value) => {
    if (!URL.canParse(value, 'http://page.invalid/')) return false;
    const read = new URL(value, 'http://page.invalid/');
    return /^https?:$/.test(read.protocol) && read.username === '' && read.password === '';
  }, 'must be an address with http or https, or one relative to the page, without a user name'),
);
/** An address on the page's own origin: a name from elsewhere would be nobody's word. */
const ownAddress = v.pipe(
  address,
  v.regex(/^(?![A-Za-z][A-Za-z0-9+.-]*:|[\\/]{2})/, 'must be an address on the page’s own origin, such as "whoami"'),
);
/** A value that another version may know is named as such: configurations travel between versions. */
const known = <const Values extends readonly string[]>(what: string, values: Values) =>
  v.picklist(
    values,
    ({ received }) => `the ${what} ${received} is not known to this version, which knows ${values.map((value) => `"${value}"`).join(', ')}`,
  );

const modelEntries = {
  id: text,
  name: v.optional(text),
  catalog: v.optional(identifier),
  promptFormat: v.optional(identifier),
  contextTokens: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  images: v.optional(v.boolean()),
  file: v.optional(address),
  bytes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  sha256: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits'))),
};
const model = v.object(modelEntries);

const backendEntries = {
  id: identifier,
  kind: known('kind', ['in-browser', 'openai-compatible', 'hugging-face', 'ollama', 'text-generation-inference']),
  label: v.optional(text),
  url: v.optional(address),
  auth: v.optional(known('auth', ['none', 'proxy', 'user-token', 'hugging-face-login'])),
  headers: v.optional(
    v.pipe(
      v.unknown(),
      // A list counts as a record of its places otherwise.
      v.check(isObject, 'must be an object'),
      v.record(
        v.pipe(
          v.string(),
          v.regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'is not a name of a header'),
          v.regex(/^(?!(?:authorization|cookie)$)/i, 'everyone can read config.json: let a proxy add the key (auth "proxy")'),
        ),
        v.pipe(v.string(), v.regex(/^[\x20-\x7e]*$/, 'must be printable ASCII on one line')),
      ),
    ),
  ),
  models: v.optional(v.array(v.unknown())),
  billTo: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]+$/, 'must be the name of an organization or the id of a resource group'))),
  clientId: v.optional(v.pipe(v.string(), v.regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without blanks'))),
  loginUrl: v.optional(v.pipe(address, v.regex(/^https?:/i, 'must be an absolute address'))),
};
const backend = v.object(backendEntries);

const topEntries = {
  title: text,
  defaultModel: v.pipe(v.string(), v.regex(/^[^/]+\/.+$/, 'must be "backend id/model id"')),
  notice: text,
  allowUserBackends: v.boolean(),
  hubUrl: address,
  userUrl: ownAddress,
};
/** What contradicts itself in an entry: the key and why; `null` if nothing does. */
function misplacedIn({ kind, url, auth, billTo, clientId, loginUrl }: v.InferOutput<typeof backend>): string | null {
  if (kind === 'hugging-face') {
    const isKeyless = auth === 'proxy' || auth === 'none';
    return isKeyless && url === undefined ? `url: with auth "${auth}" it must be the address of what adds the key` : null;
  }
  if (auth === 'hugging-face-login') return `auth: a backend of the kind "${kind}" has no sign-in`;
  const [only] = Object.entries({ billTo, clientId, loginUrl }).find(([, value]) => value !== undefined) ?? [];
  return only === undefined ? null : `${only}: it is for backends of the kind "hugging-face"`;
}

/** Every key that has an effect, by the object that it stands in; those of `catalog` are `operatorCatalogKeys`. */
export const configurationKeys = {
  top: ['$schema', ...Object.keys(topEntries), 'backends', 'catalog'],
  backend: Object.keys(backendEntries),
  model: Object.keys(modelEntries),
};

export interface ModelConfiguration extends ModelSettings {
  /** Id of a prompt format of the catalog, or `server`: the server writes the prompt. */
  readonly promptFormat?: string | undefined;
}
export interface BackendConfiguration extends BackendSettings {
  readonly models: readonly ModelConfiguration[];
}

export interface Configuration {
  readonly title: string;
  readonly defaultModel: string | null;
  readonly notice: string | null;
  readonly backends: readonly BackendConfiguration[];
  /** Whether a person may add backends of their own. */
  readonly allowUserBackends: boolean;
  /** Where links to models lead: the Hugging Face Hub or a mirror of it. */
  readonly hubUrl: string;
  /** What tells who is signed in at the proxy in front, relative to the page. `null`: nobody signs in. */
  readonly userUrl: string | null;
  /** The operator's own models and licenses. Their references are not checked here. */
  readonly catalog: CatalogParts;
  /** Sentences for the operator: what is wrong in the file, with its path. Empty when all is well. */
  readonly problems: readonly string[];
}

const noEntries: CatalogParts = { models: [], licenses: [], dataSets: [], organisations: [], promptFormats: [] };
const defaults: Omit<Configuration, 'problems'> = {
  title: 'Stemma',
  defaultModel: null,
  notice: null,
  backends: [],
  allowUserBackends: true,
  hubUrl: 'https://huggingface.co',
  userUrl: null,
  catalog: noEntries,
};

/** Reads the parsed content of config.json. Never throws: what cannot be used is left out and named in `problems`. */
export async function readConfiguration(input: unknown): Promise<Configuration> {
  const found = createProblems();
  const { check, nameUnknownKeys, sentences: problems } = found;

  function readBackend(value: unknown, path: string): BackendConfiguration | null {
    const read = check(backend, value, path);
    if (read === null) return null;
    if (isObject(value)) nameUnknownKeys(value, Object.keys(backendEntries), `${path}.`);
    const misplaced = misplacedIn(read);
    if (misplaced !== null) {
      problems.push(`config.json: ${path}.${misplaced}`);
      return null;
    }
    if (read.kind !== 'in-browser' && read.kind !== 'hugging-face' && read.url === undefined) {
      problems.push(`config.json: ${path}.url: a backend of the kind "${read.kind}" needs the address of its server`);
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
    const taken = new Set<string>();
    for (const { id } of models) {
      if (taken.has(id)) problems.push(`config.json: ${path}.models: "${id}" is there twice`);
      taken.add(id);
    }
    return { ...read, label: read.label ?? read.id, models };
  }

  if (!isObject(input)) {
    problems.push('config.json: it must hold one object');
    return { ...defaults, problems };
  }
  nameUnknownKeys(input, configurationKeys.top, '');
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
  const defaultModel = optional(topEntries.defaultModel, 'defaultModel');
  const backendOfDefault = defaultModel?.split('/')[0] ?? '';
  const isOffered = defaultModel === null || backends.has(backendOfDefault);
  if (!isOffered) problems.push(`config.json: defaultModel: there is no backend "${backendOfDefault}"`);
  return {
    title: optional(topEntries.title, 'title') ?? defaults.title,
    defaultModel: isOffered ? defaultModel : null,
    notice: optional(topEntries.notice, 'notice'),
    backends: [...backends.values()],
    allowUserBackends: optional(topEntries.allowUserBackends, 'allowUserBackends') ?? defaults.allowUserBackends,
    hubUrl: optional(topEntries.hubUrl, 'hubUrl') ?? defaults.hubUrl,
    userUrl: optional(topEntries.userUrl, 'userUrl'),
    catalog: input['catalog'] === undefined ? noEntries : await readCatalog(input['catalog'], found),
    problems,
  };
}

async function readCatalog(value: unknown, found: ConfigurationProblems): Promise<CatalogParts> {
  try {
    const { readOperatorCatalog } = await import('./operator-catalog.ts');
    return readOperatorCatalog(value, found) ?? noEntries;
  } catch {
    found.sentences.push('config.json: catalog: the part of Stemma that reads it could not be fetched; reload the page');
    return noEntries;
  }
}

/** Fetches config.json without a cache. A missing or broken file gives the defaults and a sentence that says so. */
export async function loadConfiguration(address: URL): Promise<Configuration> {
  const nothing = (problem: string): Configuration => ({ ...defaults, problems: [problem] });
  let body: string;
  try {
    const response = await fetch(address, { cache: 'no-store' });
    if (!response.ok) return nothing(`config.json: the server answered ${response.status}; Stemma runs with its defaults`);
    body = await response.text();
  } catch {
    return nothing('config.json: it could not be fetched; Stemma runs with its defaults');
  }
  try {
    return await readConfiguration(JSON.parse(body));
  } catch {
    return nothing('config.json: it is not JSON; Stemma runs with its defaults');
  }
}
