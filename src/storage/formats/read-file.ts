import * as v from 'valibot';
import type { StoredRecord } from '#chat/records.ts';
import { parseRow, recordRow } from '../row-schemas.ts';
import { readChatGpt } from './chatgpt.ts';
import { readChatUi } from './chat-ui.ts';
import { jsonValues } from './json-values.ts';
import { readLibreChat } from './librechat.ts';
import { readOasst } from './oasst-read.ts';
import { readOpenWebUi } from './open-webui.ts';
import { readPlain } from './plain-form.ts';
import { readShared } from './shared-chat.ts';
import type { LeftOutKind, ReadSource, SourceConversation, SourceName } from './source.ts';
import { type ImportPlace, recordsOfSource } from './tree-records.ts';
import { UnreadableFileError, unpack } from './unpack.ts';

/** Bytes as given. What it becomes must fit in a tab's memory. */
const largestFile = 512 * 1024 ** 2;
const archiveVersion = 1;
/** Milliseconds of reading in one go; then the page gets its turn. */
const turnMs = 12;

/** In this order: the plain form fits what others hold too. */
const readers: readonly (readonly [source: SourceName, read: ReadSource])[] = [
  ['link', readShared],
  ['oasst', readOasst],
  ['chatgpt', readChatGpt],
  ['open-webui', readOpenWebUi],
  ['librechat', readLibreChat],
  ['chat-ui', readChatUi],
  ['plain', readPlain],
];

const archive = v.object({ format: v.literal('stemma-archive'), version: v.number() });
const recordLike = v.object({ kind: v.string(), schemaVersion: v.unknown() });

export interface FileContent {
  /** `null`: nothing in it was recognised. */
  readonly source: SourceName | null;
  /** Of an archive of Stemma, as they are; of anything else, made here under ids that are derived from it. */
  readonly records: readonly StoredRecord[];
  /** In words, one for each thing that could not be read. */
  readonly problems: readonly string[];
  /** What has no place here, counted. */
  readonly leftOut: Readonly<Partial<Record<LeftOutKind, number>>>;
}

export interface ReadOptions {
  readonly matchModel: ImportPlace['matchModel'];
  readonly now: number;
  readonly signal: AbortSignal;
  /** Told of the conversations read so far. */
  readonly progress: (conversations: number) => void;
}

/** Reads a file of any known form. One broken record or conversation does not stop the rest. Rejects only when `signal` is aborted. */
export async function readFile(file: Blob, name: string, options: ReadOptions): Promise<FileContent> {
  if (file.size > largestFile) return nothing(['The file is larger than 512 MB.']);
  const reading = startReading(options);
  const pause = createPause(options.signal);
  try {
    for (const part of await unpack(file, name)) {
      for await (const found of jsonValues(part.text)) {
        if (found.kind === 'damage') reading.problem(found.words);
        else reading.value(found.value, found.member);
        await pause();
      }
    }
  } catch (error) {
    options.signal.throwIfAborted();
    if (!(error instanceof UnreadableFileError)) throw error;
    reading.problem(error.message);
  }
  return reading.end();
}

const nothing = (problems: readonly string[]): FileContent => ({ source: null, records: [], problems, leftOut: {} });

function startReading({ matchModel, now, progress }: ReadOptions) {
  const own: StoredRecord[] = [];
  const made: StoredRecord[] = [];
  const problems: string[] = [];
  const leftOut: Partial<Record<LeftOutKind, number>> = {};
  const copies = new Map<string, number>();
  const seen = new Set<string>();
  let source: SourceName | null = null;
  let header: unknown = null;
  let conversations = 0;

  function take(found: SourceName, conversation: SourceConversation): void {
    source ??= found;
    conversations += 1;
    progress(conversations);
    for (const { kind, count } of conversation.leftOut) leftOut[kind] = (leftOut[kind] ?? 0) + count;
    let copy = 0;
    if (conversation.id === null) {
      const words = JSON.stringify([conversation.title, conversation.system, conversation.messages]);
      copy = copies.get(words) ?? 0;
      copies.set(words, copy + 1);
    }
    const { conversation: record, messages } = recordsOfSource(conversation, { source: found, matchModel, now, copy });
    if (seen.has(record.id)) {
      problems.push(`Conversation ${conversations} (${record.title.value ?? '?'}) is in the file more than once.`);
      return;
    }
    seen.add(record.id);
    made.push(record, ...messages);
  }

  return {
    problem(words: string) {
      problems.push(words);
    },
    value(value: unknown, member: string | null) {
      if (member === 'records' || (member === null && v.is(recordLike, value))) {
        const record = parseRow(recordRow, value);
        if (record.state === 'good') {
          if (record.row.kind === 'conversation') progress((conversations += 1));
          own.push(record.row);
        } else problems.push(record.detail);
        return;
      }
      if (typeof value === 'object' && value !== null && 'format' in value) {
        header = value;
        return;
      }
      for (const [found, read] of readers) {
        const result = read(value);
        if (result === null) continue;
        if ('problem' in result) problems.push(`Conversation ${(conversations += 1)}: ${result.problem}`);
        else take(found, result);
        return;
      }
      // The frame around a list says nothing by itself.
      if (member !== null || !isFrame(value))
        problems.push(`Part ${conversations + problems.length + 1} of the file is no conversation that is known here.`);
    },
    end(): FileContent {
      const known = v.safeParse(archive, header);
      if (own.length > 0 || known.success) {
        if (!known.success) return nothing([...problems, 'The file is neither a Stemma archive nor a list of conversations.']);
        if (known.output.version > archiveVersion) return nothing(['The file was made by a newer Stemma. Reload, then import it again.']);
        return { source: 'stemma', records: [...own, ...made], problems, leftOut };
      }
      if (source === null && problems.length === 0 && header !== null) {
        return nothing(['The file is neither a Stemma archive nor a list of conversations.']);
      }
      return { source, records: made, problems, leftOut };
    },
  };
}

function isFrame(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'conversations' in value;
}

function createPause(signal: AbortSignal): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < turnMs) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 0);
    });
    signal.throwIfAborted();
    since = performance.now();
  };
}
