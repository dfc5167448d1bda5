import type { SamplingParameters } from '#providers/provider.ts';
import type { Organised, Stamped } from './records.ts';

/**
 * Small records beside the conversations. All of them are in memory from the start; they are kept, told to other tabs, exported and
 * imported like everything else. A field that may change is stamped, and the last writer of each field wins.
 */
interface Item {
  readonly schemaVersion: number;
  readonly id: string;
  readonly createdAt: number;
  /** Tombstone: time of deletion, `null` while it lives. */
  readonly deleted: Stamped<number | null>;
}

/** A system text with parameters under a name. */
export interface PresetRecord extends Item {
  readonly kind: 'preset';
  readonly name: Stamped<string>;
  readonly system: Stamped<string | null>;
  readonly parameters: Stamped<SamplingParameters>;
}

/** A text of the prompt library; it may have variables. */
export interface PromptRecord extends Item {
  readonly kind: 'prompt';
  readonly name: Stamped<string>;
  readonly text: Stamped<string>;
}

/** Who answers in a column: a model with its own system text and parameters. */
export interface ColumnSetup {
  /** "backend id/model id". */
  readonly model: string;
  readonly system: string | null;
  readonly parameters: SamplingParameters;
}

/** What all columns are held to, whatever their own parameters say. */
export interface SharedTerms {
  /** Most tokens of an answer. */
  readonly maxTokens: number;
  /** `drawn`: another one for each question, the same for all columns; `none`: none is sent, for servers that refuse a request with one. */
  readonly seed: number | 'drawn' | 'none';
}

/** The person does not know who answers in the columns, until they vote. */
export interface BlindRound {
  /** `open`: nothing may tell who is who; `void`: it was revealed before a vote, and there will be none. */
  readonly state: 'open' | 'voted' | 'void';
  /** All of whom two were drawn; the next round draws among them again. */
  readonly contenders: readonly ColumnSetup[];
}

/** Several conversations side by side, each of them a column that is asked the same. It is listed and put in order like a conversation. */
export interface ComparisonRecord extends Item, Organised {
  readonly kind: 'comparison';
  readonly title: Stamped<string | null>;
  /** Ids of its conversations, from left to right. */
  readonly columns: Stamped<readonly string[]>;
  readonly terms?: Stamped<SharedTerms>;
  /** Absent: the names were never hidden. One comparison is one round. */
  readonly blind?: Stamped<BlindRound>;
}

/** One of the answers that a vote was about, with all that a board needs: it counts also when the conversation is gone. */
export interface VotedSide {
  readonly answerId: string;
  /** The model that was asked: "backend id/model id". */
  readonly model: string;
  /** Catalog id of the model that answered; `null` = not in the catalog. */
  readonly catalogId: string | null;
}

/** A judgement. It is never changed, only deleted. */
export interface VoteRecord extends Item {
  readonly kind: 'vote';
  readonly questionId: string;
  /** Where the answers stood side by side; absent if they did not. */
  readonly comparisonId?: string;
  /** `drafts`: several answers of one model in a conversation; `blind`: the names were hidden; `open`: they were seen. */
  readonly how: 'drafts' | 'open' | 'blind';
  /** In the order in which they were shown, left first. */
  readonly sides: readonly VotedSide[];
  /** Place of the best in `sides`, counted from 0. */
  readonly choice: number | 'tie' | 'both-bad';
}

/** A set of prompts that several models are asked, one conversation for each model. What was answered stands in the conversations. */
export interface RunRecord extends Item {
  readonly kind: 'run';
  readonly title: Stamped<string>;
  readonly prompts: readonly { readonly id: string; readonly text: string }[];
  /** Ids of its conversations, in the order of the columns. */
  readonly columns: readonly string[];
  readonly seed: number;
}

export type ItemRecord = PresetRecord | PromptRecord | ComparisonRecord | VoteRecord | RunRecord;
