import * as v from 'valibot';
import type { SamplingParameters } from '#providers/provider.ts';
import type { ItemRecord, PresetRecord, PromptRecord } from '../item-records.ts';
import { newPreset, newPrompt } from './library.ts';

/** UTF-16 units. Far more than anybody writes by hand, far less than stops the page. */
const longestFile = 4 * 1024 * 1024;
const longestText = 200_000;
const longestName = 200;
const mostEntries = 2000;
const fileVersion = 1;

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longestName));
const number = (low: number, high: number) => v.exactOptional(v.pipe(v.number(), v.minValue(low), v.maxValue(high)));
const whole = (low: number, high: number) => v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high)));

const parameters = v.strictObject({
  temperature: number(0, 2),
  topP: number(0, 1),
  topK: whole(0, 1000),
  repetitionPenalty: number(0.5, 2),
  maxTokens: whole(1, 131_072),
  seed: whole(0, 4_294_967_295),
});
const preset = v.strictObject({ name, system: v.nullable(v.pipe(v.string(), v.maxLength(longestText))), parameters });
const prompt = v.strictObject({ name, text: v.pipe(v.string(), v.minLength(1), v.maxLength(longestText)) });

/** A file of presets and prompts, to be handed on. It has no ids, no times and nothing of any conversation. */
export const promptFileSchema = v.strictObject({
  $schema: v.exactOptional(v.string()),
  format: v.literal('stemma-prompts'),
  version: v.literal(fileVersion),
  presets: v.pipe(v.array(preset), v.maxLength(mostEntries)),
  prompts: v.pipe(v.array(prompt), v.maxLength(mostEntries)),
});

export function writePromptFile(presets: readonly PresetRecord[], prompts: readonly PromptRecord[]): string {
  const file: v.InferInput<typeof promptFileSchema> = {
    format: 'stemma-prompts',
    version: fileVersion,
    presets: presets.map((item) => ({ name: item.name.value, system: item.system.value, parameters: item.parameters.value })),
    prompts: prompts.map((item) => ({ name: item.name.value, text: item.text.value })),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

export interface PromptImport {
  readonly added: readonly (PresetRecord | PromptRecord)[];
  /** Those that are here already, under the same name with the same content. */
  readonly skipped: number;
  /** Why nothing was taken, with the place in the file; `null` = it was read. */
  readonly problem: string | null;
}

/** What a file adds to what is here. Nothing that is here changes: of two with one name the new one gets a number. */
export function planPromptImport(text: string, items: Iterable<ItemRecord>, makeId: () => string, now: number): PromptImport {
  const refused = (problem: string): PromptImport => ({ added: [], skipped: 0, problem });
  if (text.length > longestFile) return refused('The file is too large.');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refused('The file is not JSON.');
  }
  const parsed = v.safeParse(promptFileSchema, json);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    return refused(`${v.getDotPath(issue) ?? 'file'}: ${issue.message}`);
  }
  const living = [...items].filter(({ deleted }) => deleted.value === null);
  const presets = new Map(living.flatMap((item) => (item.kind === 'preset' ? [[item.name.value, contentOf(item)] as const] : [])));
  const prompts = new Map(living.flatMap((item) => (item.kind === 'prompt' ? [[item.name.value, item.text.value] as const] : [])));
  const added: (PresetRecord | PromptRecord)[] = [];
  let skipped = 0;
  for (const { name: wanted, system, parameters: values } of parsed.output.presets) {
    const content = inWords(system, values);
    const free = freeName(presets, wanted, content);
    if (free === null) skipped += 1;
    else {
      presets.set(free, content);
      added.push(newPreset(makeId(), now, free, { system, parameters: values }));
    }
  }
  for (const { name: wanted, text: words } of parsed.output.prompts) {
    const free = freeName(prompts, wanted, words);
    if (free === null) skipped += 1;
    else {
      prompts.set(free, words);
      added.push(newPrompt(makeId(), now, free, words));
    }
  }
  return { added, skipped, problem: null };
}

/** The name, or with a number if it is taken; `null` if the same content is here under it. */
function freeName(taken: ReadonlyMap<string, string>, wanted: string, content: string): string | null {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? wanted : `${wanted} (${number})`;
    const there = taken.get(candidate);
    if (there === undefined) return candidate;
    if (there === content) return null;
  }
}

const contentOf = (item: PresetRecord): string => inWords(item.system.value, item.parameters.value);

const inWords = (system: string | null, values: SamplingParameters): string =>
  JSON.stringify([system, Object.entries(values).toSorted(([left], [right]) => (left < right ? -1 : 1))]);
