import * as v from 'valibot';

/**
 * Shapes of the catalog's files. A fact carries its source; `unverified` means that no text was read which confirms it, and such a fact is
 * shown as unverified. Source strings: `gh:` a file on GitHub, `hf:` a Hugging Face page, `paper:`, `web:` a page's title.
 */
const source = v.pipe(
  v.string(),
  v.minLength(1),
  v.description('Where this was read: "gh:owner/repository:path", "hf:owner/name", "paper:title (arXiv:id)", "web:title of the page".'),
);
const unverified = v.optional(
  v.pipe(v.literal(true), v.description('No text was read that confirms this. It is shown so, and makes verdicts unclear.')),
);
const link = v.pipe(v.string(), v.url(), v.startsWith('https://'));
const identifier = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]*$/), v.description('Lower case letters, digits, dots, hyphens.'));
const fact = <Value extends v.GenericSchema>(value: Value) => v.strictObject({ value, source, unverified, note: v.optional(v.string()) });
const described = <Schema extends v.GenericSchema>(schema: Schema, words: string) => v.pipe(schema, v.description(words));

export const relations = [
  'finetune',
  'rlhf',
  'delta-on',
  'merge',
  'quantized',
  'adapter',
  'distilled-from',
  'recipe-follows',
  'served-by',
] as const;

const edge = v.strictObject({
  target: described(identifier, 'Id of the model that this one was made from.'),
  relation: described(
    v.picklist(relations),
    'finetune, rlhf, delta-on, merge, quantized and adapter carry the license on; the others are history only.',
  ),
  source,
  unverified,
  note: v.optional(v.string()),
});

const dataEdge = v.strictObject({
  target: described(identifier, 'Id of a data set.'),
  stage: v.picklist(['pretraining', 'sft', 'preference', 'rl', 'sft-or-rl']),
  source,
  unverified,
  note: v.optional(v.string()),
});

export const modelSchema = v.strictObject({
  id: identifier,
  name: v.string(),
  kind: described(
    v.picklist(['base', 'chat', 'delta', 'closed', 'service', 'image', 'guide']),
    'A base model continues text; a chat model answers.',
  ),
  organisation: described(identifier, 'Id of the organisation that published it.'),
  hubId: described(v.nullable(v.string()), 'Repository on the Hugging Face Hub, "owner/name".'),
  aliases: described(v.array(v.string()), 'Other names by which servers and people call it.'),
  released: fact(v.nullable(v.string())),
  parametersBillion: fact(v.nullable(v.number())),
  contextTokens: fact(v.nullable(v.number())),
  /** Name of the architecture in llama.cpp, and whether it runs there. */
  architecture: v.strictObject({ llamaCpp: fact(v.nullable(v.string())), runsOnLlamaCpp: fact(v.nullable(v.boolean())) }),
  weights: v.strictObject({
    form: fact(v.picklist(['full', 'delta', 'xor', 'closed', 'not-published'])),
    gated: fact(v.string()),
    needsBaseWeights: v.optional(identifier),
    note: v.optional(v.string()),
  }),
  license: v.strictObject({
    declared: described(fact(v.nullable(identifier)), 'Id of the license that its publisher declares; null if there is none.'),
    history: v.array(v.strictObject({ license: identifier, when: v.string(), source, note: v.optional(v.string()) })),
    conflicts: v.array(v.string()),
    /** License of the published code, where it differs from the weights'. */
    code: v.optional(fact(identifier)),
  }),
  parents: described(v.array(edge), 'What it was made from. Empty for a model trained from nothing.'),
  dataSets: described(v.array(dataEdge), 'What it was trained on.'),
  dataDisclosure: v.picklist(['disclosed', 'partly', 'undisclosed', 'n/a']),
  promptFormat: described(v.nullable(identifier), 'Id of the prompt format that it was trained with; null if it has none.'),
  /** Values of the authors' own code. */
  sampling: v.nullable(
    v.strictObject({
      values: v.record(v.string(), v.union([v.number(), v.boolean(), v.string(), v.null()])),
      source,
      unverified,
      note: v.optional(v.string()),
    }),
  ),
  notes: v.array(v.string()),
});

export const answers = ['allowed', 'conditional', 'not-allowed', 'unclear', 'silent'] as const;
const termAnswer = described(fact(v.picklist(answers)), 'What the text says, with the place that says it; "silent" where it says nothing.');
const words = fact(v.nullable(v.string()));

/** What somebody does who is bound: shows answers to others (an app, a hosted service, a text passed on), or passes on weights, changed or not. */
export const acts = ['answers', 'weights'] as const;

/** `explanation` says what a license means by a word and asks for nothing; `other` is told in the condition's own words only. */
export const conditionKinds = [
  'credit',
  'keep-notices',
  'license-copy',
  'state-changes',
  'notice-text',
  'display',
  'display-if-trained',
  'pass-on-restrictions',
  'share-alike',
  'no-other-terms',
  'non-commercial',
  'use-limits',
  'no-training',
  'no-hosting',
  'registration',
  'latest-version',
  'terms-unknown',
  'other',
  'explanation',
] as const;

const condition = v.strictObject({
  ...fact(v.string()).entries,
  kind: v.optional(v.picklist(conditionKinds)),
  /** Acts that it binds; both if nothing is said. */
  acts: v.optional(v.array(v.picklist(acts))),
  /** It binds who offers the model to others in an app or as a service; of an answer that is passed on by itself it says nothing. */
  asService: v.optional(v.literal(true)),
  /** The exact words that must be shown or kept. */
  text: v.optional(v.string()),
  link: v.optional(link),
});

export const licenseSchema = v.strictObject({
  id: identifier,
  name: v.string(),
  kind: v.string(),
  layer: v.array(v.string()),
  spdx: v.nullable(v.string()),
  licenseRef: v.nullable(v.string()),
  hubId: v.nullable(v.string()),
  nameSource: v.optional(v.string()),
  deferToBase: v.optional(v.literal(true)),
  terms: v.strictObject({
    nonCommercialUse: termAnswer,
    commercialUse: termAnswer,
    derivatives: termAnswer,
    redistribution: termAnswer,
    trainOtherModelsOnOutputs: termAnswer,
    attribution: words,
    shareAlike: words,
    conditions: v.array(condition),
    acceptableUsePolicy: v.strictObject({ ...words.entries, link: v.optional(link) }),
    /** Above the limit the license does not give the rights by itself. */
    userThreshold: v.strictObject({
      ...words.entries,
      limit: v.optional(v.strictObject({ amount: v.number(), of: v.picklist(['monthly-users', 'yearly-revenue-in-dollars']) })),
    }),
    /** `text`: how the name of a model made with it must begin. */
    namingRule: v.strictObject({ ...words.entries, text: v.optional(v.string()) }),
    patentGrant: words,
    territory: words,
    revocation: words,
    onTermination: words,
  }),
  notes: v.array(v.string()),
});

export const dataSetSchema = v.strictObject({
  id: identifier,
  name: v.string(),
  hubId: v.nullable(v.string()),
  organisation: identifier,
  license: fact(v.nullable(identifier)),
  textOrigins: v.array(
    v.strictObject({
      kind: v.string(),
      source,
      fromModel: v.optional(identifier),
      /** Terms of the service whose output this text is. */
      termsOf: v.optional(identifier),
      unverified,
      note: v.optional(v.string()),
    }),
  ),
  contains: v.array(identifier),
  status: fact(v.string()),
  size: v.optional(fact(v.string())),
  notes: v.array(v.string()),
});

export const organisationSchema = v.strictObject({
  id: identifier,
  name: fact(v.string()),
  kind: fact(v.string()),
  role: fact(v.string()),
  status: fact(v.string()),
  partOf: v.optional(identifier),
});

const wrapping = v.strictObject({ prefix: v.string(), suffix: v.string() });

/** How turns become the exact text that a model was trained on. A null `bos` is left to the tokenizer; it is never sent twice. */
export const promptFormatSchema = v.strictObject({
  id: identifier,
  name: v.string(),
  system: v.strictObject({
    supported: v.boolean(),
    template: v.nullable(v.string()),
    default: v.nullable(v.string()),
    placement: v.nullable(v.picklist(['before-turns', 'inside-first-user-turn'])),
  }),
  /** Already rendered system text that is used when none is given. */
  preamble: v.string(),
  user: wrapping,
  assistant: wrapping,
  generationPrompt: v.string(),
  stop: v.array(v.string()),
  stopTokenIds: v.array(v.number()),
  bos: v.nullable(v.string()),
  eos: v.nullable(v.string()),
  trainedMultiTurn: v.boolean(),
  source,
  checkedAgainst: v.array(v.string()),
  conflicts: v.array(v.string()),
  notes: v.array(v.string()),
});

export interface Fact<Value> {
  readonly value: Value;
  readonly source: string;
  readonly unverified?: true | undefined;
  readonly note?: string | undefined;
}
export type Model = v.InferOutput<typeof modelSchema>;
export type License = v.InferOutput<typeof licenseSchema>;
export type DataSet = v.InferOutput<typeof dataSetSchema>;
export type Organisation = v.InferOutput<typeof organisationSchema>;
export type PromptFormat = v.InferOutput<typeof promptFormatSchema>;
export type Act = (typeof acts)[number];
export type Condition = License['terms']['conditions'][number];
export type Relation = (typeof relations)[number];
export type Answer = (typeof answers)[number];
export type Edge = Model['parents'][number];
