import type { LicenseSnapshot } from '#catalog/license-snapshot.ts';
import type { PromptFormat } from '#catalog/schema.ts';
import type { GenerationRequest, Provider, SamplingParameters } from '#providers/provider.ts';
import type { Pace, Schedule } from './frame.ts';
import type { Provenance, StoredRecord } from './records.ts';

/** What is known of a model before it is asked. */
export interface ModelDescription {
  readonly asked: Provenance['asked'];
  readonly promptFormat: PromptFormat | null;
  /** Tokens of its window by the configuration or the catalog; `null` = neither tells. */
  readonly contextTokens: number | null;
  /** It reads what it needs of a conversation, so nothing is left out for it. */
  readonly cutsItself: boolean;
  /** Whether it reads pictures by the configuration; absent where that says nothing. */
  readonly readsImages?: boolean;
  readonly licenseOf: (catalogId: string | null) => LicenseSnapshot | null;
  /** The model's usual parameters; the person's own go over them. */
  readonly parameters: SamplingParameters;
}

export interface ChatDependencies {
  /** Rejects, with words for the person, if there is no such backend. */
  readonly findProvider: (backendId: string) => Promise<Provider>;
  /** "backend id/model id" as far as the configuration goes, at once: the answer is shown with it until it is described. */
  readonly nameModel: (model: string) => Provenance['asked'];
  /**
   * Describes a model before it is asked; it may wait for the catalog. An unknown one is described as far as its name goes; asking it then
   * fails in `findProvider`. Rejects, with words for the person, if it cannot be described now: then nothing is sent.
   */
  readonly describeModel: (model: string, said?: string | null) => Promise<ModelDescription>;
  readonly locale: () => GenerationRequest['locale'];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly schedule: Schedule;
  /** How often the words of answers are shown, as the person wants it now. */
  readonly pace?: () => Pace;
  /** Keeps the question and the empty answer; nothing is sent before it is done. If it rejects the question is asked all the same. */
  readonly beforeRequest?: (records: readonly StoredRecord[]) => Promise<void>;
  /** Asks the tab that writes this answer to stop. */
  readonly stopElsewhere?: (answerId: string) => void;
}
