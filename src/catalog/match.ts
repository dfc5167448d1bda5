import type { Catalog } from './catalog.ts';
import { nameIndex, nameKey, type Piece, pieces } from './name-index.ts';

/** A model named in a text. Offsets are UTF-16, `end` exclusive. */
export interface NamedModel {
  readonly modelId: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A name that looks like a model's and is in no card: nothing may be said about it. */
export interface UnknownName {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Longest name in pieces: "DeepSeek-R1-Distill-Qwen-1.5B" has six, some Hub ids more. */
const longestName = 12;
/** What follows a name and makes another model of it. */
const variantWord = /^(turbo|mini|nano|ultra|vl|omni|coder|scout|maverick|behemoth|opus|sonnet|haiku|o|moe)$/;
/** The same, but these are words of every day as well: "Qwen3-Next" is a model, "alpaca next to dolly" is not. */
const variantAfterHyphen = /^(plus|pro|max|large|small|tiny|medium|vision|code|math|preview|next|air|flash|guard)$/;
/** Makers' names for models that are not in the catalog; a name here is never taken for a card's. */
const foreignNames =
  /^(mixtral|claude|gemini|grok|phi|falcon|mpt|bloom|bloomz|palm|lamda|wizardlm|wizardcoder|guanaco|koala|chatglm|glm|baichuan|internlm|ernie|kimi|minimax|codellama|starcoder|santacoder|codegen|rwkv|redpajama|opt|flan|bert|roberta|xlnet|jurassic|cohere|nemotron|granite|jamba|dbrx|yi|solar|orca|nous|hermes|vicunia|galactica|copilot|codestral|devstral|magistral|pixtral|midjourney|dalle|sora|whisper|titan|nova|inflection|pi|perplexity|sonar)$/;
/** The same in Chinese: Han characters have no spaces to cut at. */
const foreignHanNames = /^(文心一言|文心|豆包|混元|讯飞星火|盘古大模型|智谱清言|百川|书生浦语)/;
/** Names of more than one word; some begin as a card's name does and mean another model. */
const foreignPhrases =
  /^(command[\s-]?r(\+|[\s-]plus\b)?(?![a-z])|mi[sx]tral[\s-](large|small|medium|nemo|saba)\b|flan-t5(-\w+)?|step-\d)/iu;
/** A word that is a model's name only with a number behind it. */
const needsNumber =
  /^(phi|falcon|opt|yi|solar|orca|nova|pi|titan|palm|bloom|koala|hermes|nous|glm|sonar|granite|flan|whisper|cohere|copilot|sora)$/;

const adjacent = (text: string, left: Piece, right: Piece): boolean => /^[\s\-_.]{0,2}$/.test(text.slice(left.end, right.start));

/** A version, a size or a variant that the match left behind: "Llama" + "4", "GPT-4" + "o". Then it names another model. */
function continuesAsAnotherModel(text: string, last: Piece, next: Piece | undefined): boolean {
  if (next === undefined) return false;
  const between = text.slice(last.end, next.start);
  if (between === '' && /^[a-z]/.test(next.text)) return true;
  if (!/^[\s\-_]?$/.test(between)) return between === '.' && next.text === 'cpp';
  if (/^\d/.test(next.text)) return !/^(19|20)\d\d$/.test(next.text);
  // "llama-server" is a program, as "llama.cpp" is.
  if (between === '-' && (next.text === 'server' || variantAfterHyphen.test(next.text))) return true;
  return variantWord.test(next.text);
}

interface Scan {
  readonly named: readonly NamedModel[];
  readonly unknown: readonly UnknownName[];
}

interface Names {
  /** Catalog ids by key. */
  readonly index: ReadonlyMap<string, string>;
  /** What keys begin with. Almost no word of a text is among it, so almost none is looked at twice. */
  readonly beginnings: ReadonlySet<string>;
}

const knownNames = new WeakMap<Catalog, Names>();

function namesOf(catalog: Catalog): Names {
  const known = knownNames.get(catalog);
  if (known !== undefined) return known;
  const index = nameIndex(catalog);
  const beginnings = new Set<string>();
  for (const key of index.keys()) for (let end = 1; end <= key.length; end += 1) beginnings.add(key.slice(0, end));
  const names = { index, beginnings };
  knownNames.set(catalog, names);
  return names;
}

function scan(catalog: Catalog, text: string): Scan {
  const names = namesOf(catalog);
  const all = pieces(text);
  const named: NamedModel[] = [];
  const unknown: UnknownName[] = [];
  for (let at = 0; at < all.length; ) {
    const first = all[at];
    if (first === undefined) break;
    const phrase = foreignPhrases.exec(text.slice(first.start));
    if (phrase !== null) {
      const end = first.start + phrase[0].length;
      unknown.push({ start: first.start, end, text: phrase[0] });
      while ((all[at]?.start ?? end) < end) at += 1;
      continue;
    }
    const length = longestMatch(names, text, all, at);
    const last = all[at + length - 1];
    if (length > 0 && last !== undefined) {
      const modelId = names.index.get(nameKey(text.slice(first.start, last.end)));
      const next = all[at + length];
      if (modelId !== undefined && !continuesAsAnotherModel(text, last, next)) {
        named.push({ modelId, start: first.start, end: last.end, text: text.slice(first.start, last.end) });
        at += length;
        continue;
      }
      if (next?.text !== 'cpp' && next?.text !== 'server') {
        const end = next?.end ?? last.end;
        unknown.push({ start: first.start, end, text: text.slice(first.start, end) });
      }
      at += length + 1;
      continue;
    }
    const foreign = foreignLength(text, all, at);
    const foreignEnd = all[at + foreign - 1];
    if (foreign > 0 && foreignEnd !== undefined) {
      unknown.push({ start: first.start, end: foreignEnd.end, text: text.slice(first.start, foreignEnd.end) });
    }
    at += Math.max(1, foreign);
  }
  return { named, unknown };
}

/** Number of pieces of the longest known name that begins at `at`; 0 if there is none. */
function longestMatch({ index, beginnings }: Names, text: string, all: readonly Piece[], at: number): number {
  const first = all[at];
  if (first === undefined || !beginnings.has(first.text)) return 0;
  let best = 0;
  for (let length = 1; length <= longestName; length++) {
    const last = all[at + length - 1];
    const before = all[at + length - 2];
    if (last === undefined) break;
    if (length > 1 && before !== undefined && !/^[\s\-_./:(]{0,2}$/.test(text.slice(before.end, last.start))) break;
    const key = nameKey(text.slice(first.start, last.end));
    // The key of a longer stretch begins with that of a shorter one.
    if (!beginnings.has(key)) break;
    if (index.has(key)) best = length;
  }
  return best;
}

/** Number of pieces of a name that belongs to no card: a maker's known name, "GPT-5", or a word with a size ("Foo-7B"). */
function foreignLength(text: string, all: readonly Piece[], at: number): number {
  const first = all[at];
  const next = all[at + 1];
  if (first === undefined) return 0;
  const han = foreignHanNames.exec(text.slice(first.start));
  if (han !== null) return han[0].length;
  const joined = next !== undefined && adjacent(text, first, next);
  const numbered = joined && /^\d/.test(next.text);
  if (first.text === 'gpt' && numbered) return 2;
  if (foreignNames.test(first.text)) return numbered ? 2 : needsNumber.test(first.text) ? 0 : 1;
  const hyphenated = joined && text.slice(first.end, next.start) === '-';
  return hyphenated && /^\d+(\.\d+)?b$/.test(next.text) && /^\p{Script=Latin}{2,}$/u.test(first.text) ? 2 : 0;
}

/**
 * Models of the catalog that a text names, in order, without overlaps. A name followed by a version, size or variant that has no card
 * ("Llama-4", "GPT-4o") is no match. A family's name without a size stands for the family's flagship.
 */
export function findModels(catalog: Catalog, text: string): readonly NamedModel[] {
  return scan(catalog, text).named;
}

/** Names of models that have no card here. */
export function unknownModelNames(catalog: Catalog, text: string): readonly UnknownName[] {
  return scan(catalog, text).unknown;
}

/** Whether the name that ends at `end` is part of a license's name: in "Does the Llama license hold for Vicuna?" no model LLaMA is meant. */
export function namesLicense(text: string, end: number): boolean {
  return /^[\s\d.]*(community\s+)?(licen[sc]e|许可证|协议)/i.test(text.slice(end));
}

const fileSuffix = /[.\-_](gguf|ggml|safetensors|bin)$/i;
const splitSuffix = /-\d{5}-of-\d{5}$/;
const quantization = /[.\-_:@]?(i?q\d(?:_[a-z0-9]+)*|f16|f32|bf16|fp16|fp8|int4|int8|awq|gptq|mxfp4|latest|gguf|hf)$/i;

/**
 * The card of a model that a server or a file names: catalog id, Hub id, alias, or a GGUF file's name with its quantisation. Exact after
 * the wrapping is taken off; a look-alike is `null`, never a guess.
 */
export function matchModel(catalog: Catalog, idFromServer: string): string | null {
  if (catalog.models.has(idFromServer)) return idFromServer;
  for (const model of catalog.models.values()) {
    if (model.hubId !== null && model.hubId.toLowerCase() === idFromServer.toLowerCase()) return model.id;
  }
  let name = idFromServer.split(/[\\/]/).at(-1) ?? idFromServer;
  name = name.replace(fileSuffix, '').replace(splitSuffix, '');
  for (let previous = ''; previous !== name; ) {
    previous = name;
    name = name.replace(quantization, '');
  }
  const key = nameKey(name);
  const families = new Set(['llama', 'gpt', 'qwen', 'mistral', 'gemma', 'deepseek']);
  if (families.has(key)) return null;
  const found = [...catalog.models.values()].find((model) =>
    [model.id, model.hubId?.split('/').at(-1), ...model.aliases].some((own) => own !== undefined && nameKey(own) === key),
  );
  return found?.id ?? null;
}
