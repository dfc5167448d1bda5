import * as v from 'valibot';
import { readCsvRows } from '../csv.ts';

export interface PromptOfSet {
  /** The file's own name for it, or its number. Unique within the set. */
  readonly id: string;
  readonly text: string;
}

export interface PromptSet {
  readonly prompts: readonly PromptOfSet[];
  /** What was left out and why: a line of the file and a reason, with that what it is about. */
  readonly problems: readonly PromptSetProblem[];
}

export interface PromptSetProblem {
  /** Counted from 1. */
  readonly line: number;
  readonly reason: 'not-json' | 'no-prompt' | 'too-many' | 'too-long' | 'only-first-turn';
}

/** More prompts than that are a job for a batch service, not for a page. */
export const mostPrompts = 2000;
/** UTF-16 units of one prompt. */
const longestPrompt = 100_000;

const text = v.pipe(
  v.string(),
  v.check((value) => value.trim() !== ''),
);
const turn = v.union([
  text,
  v.pipe(
    v.object({ content: text }),
    v.transform(({ content }) => content),
  ),
]);
const id = v.optional(v.union([v.string(), v.pipe(v.number(), v.transform(String))]));

/** The names under which published prompt files hold the prompt, the likeliest first. `turns` is MT-Bench's, `messages` the chat APIs'. */
const names = ['prompt', 'question', 'instruction', 'text', 'input', 'content', 'query'] as const;
const line = v.looseObject({ id, question_id: id, prompt_id: id });

/**
 * Reads a file of prompts: JSON Lines (strings, or objects with a `prompt`, `question`, `instruction`, `text` ...), a table of comma-separated
 * values with such a column, or plain text with a prompt on each line. Which one it is is seen by the content. What cannot be read is
 * named and left out; the rest is taken. Of several turns the first is taken.
 */
export function readPromptSet(file: string): PromptSet {
  const whole = file.replace(/^\uFEFF/, '');
  const content = whole.trim();
  if (content === '') return { prompts: [], problems: [] };
  const above = whole.slice(0, whole.length - whole.trimStart().length).split(newLine).length - 1;
  const read = readLines(content).map((one) => ({ ...one, line: one.line + above }));
  const prompts: PromptOfSet[] = [];
  const problems: PromptSetProblem[] = [];
  const taken = new Set<string>();
  for (const { line: number, prompt, name, problem } of read) {
    if (problem !== null) problems.push({ line: number, reason: problem });
    if (prompt === null) continue;
    if (prompt.length > longestPrompt) problems.push({ line: number, reason: 'too-long' });
    else if (prompts.length === mostPrompts) {
      problems.push({ line: number, reason: 'too-many' });
      break;
    } else {
      const wanted = name ?? String(prompts.length + 1);
      const unique = taken.has(wanted) ? `${wanted} (${prompts.length + 1})` : wanted;
      taken.add(unique);
      prompts.push({ id: unique, text: prompt });
    }
  }
  return { prompts, problems };
}

interface ReadLine {
  readonly line: number;
  readonly prompt: string | null;
  readonly name: string | null;
  readonly problem: PromptSetProblem['reason'] | null;
}

const newLine = /\r\n|[\r\n]/;
/** An object or an array begins so. A prompt may begin with a bracket or a brace as well: "[Task] Sum up". */
const json = /^(?:\{\s*["}]|\[\s*(?:["{[\]]|$))/;

function readLines(content: string): readonly ReadLine[] {
  if (json.test(content)) return fromJson(content);
  const table = fromTable(content);
  if (table !== null) return table;
  if (!content.startsWith('"')) return fromLines(content);
  // Strings of JSON, or a prompt that begins with a quotation.
  const strings = fromJson(content);
  return strings.some(({ prompt }) => prompt !== null) ? strings : fromLines(content);
}

function fromLines(content: string): readonly ReadLine[] {
  return content.split(newLine).map((prompt, place) => ({
    line: place + 1,
    prompt: prompt.trim() === '' ? null : prompt.trim(),
    name: null,
    problem: null,
  }));
}

/** `null`: it is no table with a column of prompts, or there is none in that column. */
function fromTable(content: string): readonly ReadLine[] | null {
  const [{ cells: head } = { cells: [] }, ...rows] = readCsvRows(content);
  const column = columnOf(head);
  if (column === -1 || rows.every(({ cells }) => (cells[column] ?? '').trim() === '')) return null;
  const nameColumn = head.findIndex((name) => /^(?:id|prompt_id|question_id)$/i.test(name.trim()));
  return rows.map(({ line: number, cells }) => {
    const prompt = cells[column]?.trim() ?? '';
    const name = cells[nameColumn]?.trim() ?? '';
    const isEmpty = prompt === '';
    return { line: number, prompt: isEmpty ? null : prompt, name: name === '' ? null : name, problem: isEmpty ? 'no-prompt' : null };
  });
}

function columnOf(head: readonly string[]): number {
  for (const name of names) {
    const place = head.findIndex((cell) => cell.trim().toLowerCase() === name);
    if (place !== -1) return place;
  }
  return -1;
}

/** JSON Lines, or one JSON array. */
function fromJson(content: string): readonly ReadLine[] {
  const whole = content.startsWith('[') ? parsed(content) : null;
  if (Array.isArray(whole?.value)) return whole.value.map((value: unknown, place: number) => fromValue({ value }, place + 1));
  return content.split(newLine).flatMap((words, place) => (words.trim() === '' ? [] : [fromValue(parsed(words), place + 1)]));
}

function fromValue(json: { readonly value: unknown } | null, number: number): ReadLine {
  if (json === null) return { line: number, prompt: null, name: null, problem: 'not-json' };
  const name = v.is(line, json.value) ? (v.parse(line, json.value).id ?? nameOf(json.value)) : null;
  const { prompt, isCut } = promptOf(json.value);
  return { line: number, prompt, name: name ?? null, problem: prompt === null ? 'no-prompt' : isCut ? 'only-first-turn' : null };
}

function nameOf(value: unknown): string | undefined {
  const { question_id, prompt_id } = v.parse(line, value);
  return prompt_id ?? question_id;
}

function promptOf(value: unknown): { readonly prompt: string | null; readonly isCut: boolean } {
  if (v.is(text, value)) return { prompt: value, isCut: false };
  if (typeof value !== 'object' || value === null) return { prompt: null, isCut: false };
  for (const name of names) {
    const found: unknown = Reflect.get(value, name);
    if (v.is(text, found)) return { prompt: found, isCut: false };
  }
  for (const name of ['turns', 'messages', 'conversation'] as const) {
    const turns = v.safeParse(v.array(v.unknown()), Reflect.get(value, name));
    if (!turns.success) continue;
    const asked = turns.output.filter((one) => !v.is(v.looseObject({ role: v.literal('system') }), one));
    const first = v.safeParse(turn, asked[0]);
    if (first.success) return { prompt: first.output, isCut: asked.length > 1 };
  }
  return { prompt: null, isCut: false };
}

function parsed(words: string): { readonly value: unknown } | null {
  try {
    const value: unknown = JSON.parse(words);
    return { value };
  } catch {
    return null;
  }
}
