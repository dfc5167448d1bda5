import type { AnswerRecord, Attachment, MessageRecord, Provenance } from './records.ts';
import { imagesIn, turnsOf } from './turns.ts';

/** Tokens of a prompt, and whether the model's own tokenizer counted them. */
export interface TokenCount {
  readonly tokens: number;
  readonly isExact: boolean;
}

/** Tokens per UTF-8 byte of ordinary text, on the safe side: English takes about a quarter, Chinese a third, dense code a half. */
const usualTokensPerByte = 1 / 3;
/** An estimate has to leave room for what it does not know. */
const marginShare = 1 / 10;
/** What a chat template writes around one turn. Bytes, on the safe side. */
const bytesAroundTurn = 24;
/** Kept free for an answer when nobody said how long it may be. Tokens. */
const usualReserve = 512;
/**
 * What a picture takes of the window, on the safe side of what models of the LLaVA and Qwen-VL families use for one of the size that is sent
 * here; no server tells it beforehand. Tokens.
 */
const tokensOfImage = 1500;
/** Answers whose usage calibrates the estimate. */
const calibratedBy = 5;
/** A limit that a server named is believed this long: the person may have started it anew with more. Milliseconds. */
const limitHolds = 60 * 60 * 1000;
/** Under this share of what was counted, the server read less than it was sent. An estimate may be off by more than a count. */
const suspicious = { exact: 0.9, estimated: 0.5 };

const encoder = new TextEncoder();

export function utf8Bytes(text: string): number {
  return encoder.encode(text).byteLength;
}

/** Bytes of a conversation that the server's template will write. */
export function bytesOfTurns(system: string | null, path: readonly MessageRecord[]): number {
  const texts = [...(system === null ? [] : [system]), ...turnsOf(path).map(({ text }) => text)];
  return texts.reduce((sum, text) => sum + utf8Bytes(text) + bytesAroundTurn, 0);
}

/** The count with the pictures of these messages, which only the model itself could count. */
export function withImageTokens(count: TokenCount, kept: readonly MessageRecord[]): TokenCount {
  const images = imagesIn(kept);
  return images === 0 ? count : { tokens: count.tokens + images * tokensOfImage, isExact: false };
}

/** An estimate; `tokensPerByte` comes from earlier answers of the same model. */
export function estimateTokens(bytes: number, tokensPerByte: number | null): TokenCount {
  return { tokens: Math.ceil(bytes * (tokensPerByte ?? usualTokensPerByte)), isExact: false };
}

/** Tokens kept free for the answer: what the person allows, but never more than half of the window, as a question must fit too. */
export function reservedTokens(maxTokens: number | undefined, windowTokens: number | null): number {
  const wanted = maxTokens ?? usualReserve;
  return windowTokens === null ? wanted : Math.min(wanted, Math.floor(windowTokens / 2));
}

/** Whether a prompt fits into the window beside the answer; an estimate only with its margin. */
export function fits({ tokens, isExact }: TokenCount, windowTokens: number | null, reserve: number): boolean {
  return windowTokens === null || (isExact ? tokens : tokens + tokens * marginShare) + reserve <= windowTokens;
}

export interface FittedContext {
  /** What is sent, oldest first; the question is always its last. */
  readonly kept: readonly MessageRecord[];
  /** What has words and is not sent, oldest first. */
  readonly leftOut: readonly MessageRecord[];
  readonly count: TokenCount;
  /** Even the question alone does not fit: it is sent whole, and the backend decides. */
  readonly isTooLong: boolean;
}

/**
 * Leaves out as few of the oldest messages as the window asks for, always whole questions with their answers. The system text is not part
 * of the path and stays. `path` ends with the question. `count` tells the tokens of the prompt that the kept messages give; fewer messages
 * never give more.
 */
export async function fitContext(
  path: readonly MessageRecord[],
  windowTokens: number | null,
  reserve: number,
  count: (kept: readonly MessageRecord[]) => Promise<TokenCount>,
): Promise<FittedContext> {
  const starts = path.flatMap((message, place) => (place === 0 || message.kind === 'question' ? [place] : []));
  const cutAt = async (cut: number): Promise<FittedContext> => {
    const start = starts[cut] ?? 0;
    const kept = path.slice(start);
    const counted = await count(kept);
    const leftOut = path.slice(0, start).filter((message) => turnsOf([message]).length > 0);
    return { kept, leftOut, count: counted, isTooLong: !fits(counted, windowTokens, reserve) };
  };
  const whole = await cutAt(0);
  if (!whole.isTooLong || starts.length <= 1) return whole;
  // The fewest cuts that fit lie between one and all but the question.
  let best = await cutAt(starts.length - 1);
  if (best.isTooLong) return best;
  let low = 1;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const tried = await cutAt(middle);
    if (tried.isTooLong) low = middle + 1;
    else {
      best = tried;
      high = middle;
    }
  }
  return best;
}

/** What earlier answers of a model teach about its tokens. */
export interface Experience {
  /** `null` until an answer told its usage. */
  readonly tokensPerByte: number | null;
  /** Tokens that fitted when the server last refused a prompt as too long; `null` if it did not lately. */
  readonly limit: number | null;
}

/** Reads the newest answers of one model, whatever conversation they are in. */
export function experienceWith(
  messages: Iterable<MessageRecord>,
  model: { readonly backendId: string; readonly modelId: string },
  now: number,
): Experience {
  const answers: AnswerRecord[] = [];
  for (const message of messages) {
    if (message.kind !== 'answer') continue;
    const { asked } = message.provenance;
    if (asked.backendId === model.backendId && asked.modelId === model.modelId) answers.push(message);
  }
  answers.sort((left, right) => right.createdAt - left.createdAt);
  const ratios = answers.flatMap(ratioOf).slice(0, calibratedBy);
  const refused = answers.find(({ error }) => error?.code === 'context-exceeded');
  return {
    tokensPerByte: ratios.length === 0 ? null : Math.max(...ratios),
    limit: refused !== undefined && now - refused.createdAt < limitHolds ? limitFrom(refused) : null,
  };
}

function ratioOf({ provenance, error }: Pick<AnswerRecord, 'provenance' | 'error'>): readonly number[] {
  const { context, usage } = provenance;
  const tokens = error?.needed ?? usage.promptTokens;
  if (context === undefined || context.bytes === 0 || tokens === undefined) return [];
  const ratio = tokens / context.bytes;
  // Outside of this the server counted something else: only what was not in its cache, or a prompt of its own.
  return ratio > 1 / 12 && ratio <= 1 ? [ratio] : [];
}

/** Tokens that fit, in the measure of our own count; without a number from the server, three quarters of what it refused. */
function limitFrom(refused: AnswerRecord): number | null {
  const { error, provenance } = refused;
  const { context } = provenance;
  if (error?.limit === undefined) return context === undefined ? null : Math.floor(context.tokens * 0.75);
  // The server counts what nobody here knows of, such as a text of its own: only the proportion can be believed.
  const isOtherMeasure = context !== undefined && error.needed !== undefined && ratioOf(refused).length === 0;
  return isOtherMeasure ? Math.floor((context.tokens * error.limit) / error.needed) : error.limit;
}

/** The smallest of the windows that are known; `null` if none is. */
export function smallestWindow(...windows: readonly (number | null)[]): number | null {
  const known = windows.filter((window): window is number => window !== null && window > 0);
  return known.length === 0 ? null : Math.min(...known);
}

/** A prompt of so few tokens fits into every window: nobody had a reason to cut it, and an estimate of it is far off in its share. */
const tooShortToCut = 256;

/**
 * True if the backend reported so few prompt tokens that it must have left out a part of what it was sent, or have counted only a part. The
 * engine in the page refuses what does not fit and never cuts.
 */
export function readLess({ asked, context, usage: { promptTokens } }: Pick<Provenance, 'asked' | 'context' | 'usage'>): boolean {
  if (asked.backendKind === 'in-browser' || context === undefined || promptTokens === undefined || promptTokens === 0) return false;
  if (context.tokens < tooShortToCut) return false;
  return promptTokens < context.tokens * (context.isExact ? suspicious.exact : suspicious.estimated);
}

const attachedBytes = new WeakMap<readonly Attachment[], number>();

/** Bytes of what is attached, pictures by what they are taken for. Counted once: it is asked for with every letter that is typed. */
function bytesOf(attachments: readonly Attachment[]): number {
  const known = attachedBytes.get(attachments);
  if (known !== undefined) return known;
  const bytes = attachments.reduce(
    (sum, attachment) => sum + (attachment.kind === 'text' ? utf8Bytes(attachment.text) : tokensOfImage / usualTokensPerByte),
    0,
  );
  attachedBytes.set(attachments, bytes);
  return bytes;
}

/** Share of the window that the next question fills, after this answer; `null` if the window is not known. May be over 1. */
export function contextFill({ provenance, text }: AnswerRecord, draft: string, attachments: readonly Attachment[] = []): number | null {
  const { context, usage } = provenance;
  if (context === undefined || context.windowTokens === null) return null;
  const [learned = null] = ratioOf({ provenance, error: null });
  const prompt = learned === null ? context.tokens : (usage.promptTokens ?? context.tokens);
  const answer = usage.outputTokens ?? estimateTokens(utf8Bytes(text), learned).tokens;
  return (prompt + answer + estimateTokens(utf8Bytes(draft) + bytesOf(attachments), learned).tokens) / context.windowTokens;
}
