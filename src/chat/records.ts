import type { FilledFact } from '#catalog/guide/filled-fact.ts';
import type { ComparisonRecord, ItemRecord } from './item-records.ts';
import type { BackendKind, FinishReason, ProviderError, SamplingParameters, Served, Usage } from '#providers/provider.ts';

/**
 * Records that last. Ids are made here and sort by time; a message is written once and never changed after it is settled; a conversation
 * is a tree of messages through `parentId`; what changes (title, deletion) lives in the small conversation record, last writer wins per field.
 * No record holds a token or the URL of a backend.
 */
export const schemaVersion = 1;

export interface Stamped<T> {
  readonly value: T;
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
}

/** Where a person put it in the list. Absent: nowhere yet. */
export interface Organised {
  readonly pinned?: Stamped<boolean>;
  readonly archived?: Stamped<boolean>;
  /** Name of the folder that it lies in; `null` = in none. */
  readonly folder?: Stamped<string | null>;
  readonly tags?: Stamped<readonly string[]>;
}

export interface ConversationRecord extends Organised {
  readonly kind: 'conversation';
  readonly schemaVersion: number;
  readonly id: string;
  readonly createdAt: number;
  /** `null` until the first question gives it a title. */
  readonly title: Stamped<string | null>;
  /** The model of the next answer: "backend id/model id". */
  readonly model: Stamped<string | null>;
  /** What the model is told before the first turn. Absent in records of older builds. */
  readonly system?: Stamped<string | null>;
  /** It is only in this tab's memory: nothing of it is written, told to other tabs, listed, exported or found. Never in a kept record. */
  readonly temporary?: true;
  /** Id of the leaf whose branch is shown. */
  readonly head: Stamped<string | null>;
  /** Tombstone: time of deletion, `null` while it lives. */
  readonly deleted: Stamped<number | null>;
  /** Parameters of this conversation alone, over those of all; `null` = none of its own. */
  readonly parameters?: Stamped<SamplingParameters | null>;
  /** Messages whose branch, from them down, was removed (`true`) or brought back, by id. */
  readonly removed?: Readonly<Record<string, Stamped<boolean>>>;
  /** The comparison or run that it is a column of: then it is not listed by itself. */
  readonly comparisonId?: string;
  /** Where it was copied from. The other may be gone; its title is as it was then. */
  readonly origin?: { readonly conversationId: string; readonly messageId: string; readonly title: string | null };
}

/** What a person gave with a question, kept within it, so that no question is ever without what it speaks of. */
export type Attachment =
  /** `text` is what was read from the file, and what the model is sent; `bytes` the size of the file itself; `pages` of a PDF. */
  | {
      readonly kind: 'text';
      readonly name: string;
      readonly mediaType: string;
      readonly bytes: number;
      readonly text: string;
      readonly pages?: number;
    }
  /** `data` is the picture as it is sent, in base64. */
  | { readonly kind: 'image'; readonly name: string; readonly mediaType: string; readonly bytes: number; readonly data: string };

export interface QuestionRecord {
  readonly kind: 'question';
  readonly schemaVersion: number;
  readonly id: string;
  readonly conversationId: string;
  /** The answer it follows; `null` at the start. */
  readonly parentId: string | null;
  readonly createdAt: number;
  readonly text: string;
  readonly attachments?: readonly Attachment[];
}

/** `waiting` and `streaming` are live; a live answer found at start whose writer is gone becomes `interrupted`. */
export type AnswerStatus = 'waiting' | 'streaming' | 'done' | 'stopped' | 'interrupted' | 'failed';

export interface FilledSpan extends FilledFact {
  /** UTF-16 offsets into the answer's text. */
  readonly start: number;
  readonly end: number;
}

/** What of the conversation was sent for an answer. */
export interface SentContext {
  /** Ids of messages that stand before the question and were not sent, oldest first. */
  readonly leftOut: readonly string[];
  /** Tokens of the prompt, counted before it was sent: by the model's own tokenizer if `isExact`, else estimated. */
  readonly tokens: number;
  readonly isExact: boolean;
  /** UTF-8 bytes of the prompt, as far as it was written here. */
  readonly bytes: number;
  /** Tokens that the conversation could use; `null` = nobody told. */
  readonly windowTokens: number | null;
  /** Pictures of the questions that were sent. `withheld`: the model reads no pictures, and was told only that there were some. */
  readonly images?: { readonly sent: number; readonly withheld: number };
  /**
   * Whose template wrote the prompt, where the server wrote it and tells: the model's own, or one of the server's in its place that the
   * model never saw.
   */
  readonly template?: 'model' | 'fallback';
}

/** A stretch at the beginning of an answer that was taken over from an earlier one. */
export interface ContinuedPart {
  readonly answerId: string;
  /** Where it ends in the answer's text: UTF-16 units from the start. It begins where the part before it ends. */
  readonly end: number;
  /** Who wrote it: "backend id/model id" that was asked, and the catalog id of what answered. */
  readonly model: string;
  readonly catalogId: string | null;
}

/** What was true when this answer was written; a later catalog does not change it. */
export interface Provenance {
  readonly asked: {
    readonly backendId: string;
    readonly backendKind: BackendKind;
    readonly backendLabel: string;
    readonly modelId: string;
    readonly catalogId: string | null;
    /** The person said which card it is; the catalog's own match may be another. */
    readonly saidByPerson?: true;
  };
  readonly served: Served;
  readonly parameters: SamplingParameters;
  readonly usage: Usage;
  readonly timing: {
    readonly startedAt: number;
    readonly firstTokenMs: number | null;
    readonly totalMs: number | null;
    /** From the first word of the reasoning to the end of it. Absent where there was none, and in answers of older builds. */
    readonly reasonedMs?: number;
  };
  /** Absent until the request was made ready, and in answers of older builds. */
  readonly context?: SentContext;
  /** The system text as it was sent; absent if there was none. */
  readonly system?: string;
  /** Set where the answer goes on from one that was cut: its text begins with these parts, and only the rest was written for it. */
  readonly continues?: readonly ContinuedPart[];
  /** The answer whose record it was asked from: with its model, system text, parameters and messages, to the letter. */
  readonly reproduces?: string;
}

export interface AnswerRecord {
  readonly kind: 'answer';
  readonly schemaVersion: number;
  readonly id: string;
  readonly conversationId: string;
  /** The question it answers. */
  readonly parentId: string;
  readonly createdAt: number;
  readonly status: AnswerStatus;
  readonly text: string;
  readonly reasoning: string;
  readonly filled: readonly FilledSpan[];
  readonly finishReason: FinishReason | null;
  readonly error: ProviderError | null;
  /**
   * While loading: what the backend is doing. Not stored once settled. `queued`: `done` is the place in the queue, 0 if it is not known;
   * `held`: the server asked for a pause of which `done` milliseconds are left.
   */
  readonly progress: {
    readonly stage: 'queued' | 'held' | 'download' | 'load' | 'prompt';
    readonly done: number;
    readonly total: number | null;
  } | null;
  readonly provenance: Provenance;
  /** The drafts that were asked for together have one. */
  readonly draftSet?: string;
}

export type MessageRecord = QuestionRecord | AnswerRecord;
/** What stands in the list of conversations as a row of its own. */
export type ListedRecord = ConversationRecord | ComparisonRecord;
export type StoredRecord = ConversationRecord | MessageRecord | ItemRecord;

const itemKinds: Readonly<Record<ItemRecord['kind'], true>> = { preset: true, prompt: true, comparison: true, vote: true, run: true };

/** Whether it is one of the small records beside the conversations. */
export function isItem(record: StoredRecord): record is ItemRecord {
  return Object.hasOwn(itemKinds, record.kind);
}
