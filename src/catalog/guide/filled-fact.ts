/** A stretch of an answer that the catalog filled in for the guide model: which field of which card, and where the fact comes from. */
export interface FilledFact {
  /** The slot that the model wrote, for example `maker`. */
  readonly slot: string;
  /** Catalog id of the model the fact is about; `null` for facts about Stemma itself. */
  readonly modelId: string | null;
  /** Source string of the fact; `null` where the text is the name the person used. */
  readonly source: string | null;
}
