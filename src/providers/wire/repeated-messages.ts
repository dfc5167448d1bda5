import type { AnswerMessage } from './answer-message.ts';

/** How a dialect reads the JSON of one message. */
export interface MessageForm {
  /** Throws a `ProviderFailure` for what is no message of the dialect. The words of a message are one string of it, as it stands. */
  readonly read: (content: unknown) => AnswerMessage;
  /** Names of fields that it never looks at, wherever they stand, and that servers change with each message. */
  readonly unread: readonly string[];
}

/** A message that was read whole, and what another is that differs from it in its words alone. */
interface Frame {
  /** Finds the inside of the JSON string that holds the words. */
  readonly pattern: RegExp;
  readonly message: AnswerMessage;
  readonly isReasoning: boolean;
}

type GrowingMessage = { -readonly [Field in keyof AnswerMessage]: AnswerMessage[Field] };

/** Characters around the words of a message that is learned from. A frame that is longer than this has more in it than words. */
const longestFrame = 4096;
/** Places of the words that are tried: the same string may stand elsewhere too, as the name of the model. */
const mostPlaces = 4;
/** Messages that are read whole before a frame is looked for again, at most. */
const longestRest = 256;

/** Text that stands in a JSON string for itself (RFC 8259, section 7); and the same with escapes, which are looked at when it was found. */
const plain = String.raw`[ !#-[\]-\uffff]*`;
const inside = String.raw`[ !#-\uffff]*(?:\\"[ !#-\uffff]*)*`;
const scalar = String.raw`(?:"${plain}"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)`;
const isPlain = new RegExp(`^${plain}$`);

/**
 * Almost every message of an answer is the JSON of the one before it with other words, and to parse each anew costs more than all the rest
 * of its way. So the place of the words is learned from a message that was read whole. Where the next one is the same around that place,
 * but for fields that nobody reads, and what stands there is the inside of one string, it is the same message with other words.
 */
export class RepeatedMessages {
  private readonly readWhole: (data: string) => AnswerMessage | null;
  private readonly unread: RegExp;
  private frame: Frame | null = null;
  /** The last message that was in the frame; it grows until it is taken. */
  private last: GrowingMessage | null = null;
  /** Some servers repeat no message, for they count something in each: the longer that is so, the rarer a frame is looked for. */
  private rest = 0;
  private nextRest = 1;

  /** `readWhole` parses and reads a message; `null` if it is none of the answer. */
  constructor({ unread }: MessageForm, readWhole: (data: string) => AnswerMessage | null) {
    this.readWhole = readWhole;
    this.unread = new RegExp(String.raw`([{,]\s*"(?:${unread.join('|')})"\s*:\s*)${scalar}`, 'g');
  }

  /** Puts what `readWhole` gives behind what was found before; repeated messages in a row become one with all of their words. */
  read(data: string, found: AnswerMessage[]): void {
    const words = this.frame === null ? null : wordsIn(this.frame, data);
    if (this.frame !== null && words !== null) {
      this.nextRest = 1;
      this.repeat(this.frame, words, found);
      return;
    }
    const message = this.readWhole(data);
    if (message === null) return;
    found.push(message);
    if (this.rest > 0) this.rest -= 1;
    else if (isOnlyWords(message)) this.learn(data, message);
  }

  private repeat({ message, isReasoning }: Frame, words: string, found: AnswerMessage[]): void {
    if (this.last !== null && this.last === found.at(-1)) this.last[isReasoning ? 'reasoning' : 'text'] += words;
    else {
      this.last = withWords(message, isReasoning, words);
      found.push(this.last);
    }
  }

  private learn(data: string, message: AnswerMessage): void {
    this.rest = this.nextRest - 1;
    this.nextRest = Math.min(this.nextRest * 2, longestRest);
    this.frame = this.frameOf(data, message) ?? this.frame;
  }

  /**
   * The proof of a place: with one letter more there, the message is the same but for that letter in its words. The letter is one that JSON
   * knows in strings alone, so it cannot have come anywhere else.
   */
  private frameOf(data: string, message: AnswerMessage): Frame | null {
    const isReasoning = message.text === '';
    const words = isReasoning ? message.reasoning : message.text;
    if (data.length - words.length > longestFrame || !isPlain.test(words)) return null;
    let place = data.indexOf(`"${words}"`) + 1;
    for (let tries = 0; place > 0 && tries < mostPlaces; tries += 1) {
      const end = place + words.length;
      if (this.reads(`${data.slice(0, end)}x${data.slice(end)}`, withWords(message, isReasoning, `${words}x`))) {
        const pattern = new RegExp(`^${this.around(data.slice(0, place))}(${inside})${this.around(data.slice(end))}$`);
        return { pattern, message, isReasoning };
      }
      place = data.indexOf(`"${words}"`, place) + 1;
    }
    return null;
  }

  private reads(data: string, wanted: AnswerMessage): boolean {
    try {
      const read = this.readWhole(data);
      return read !== null && isOnlyWords(read) && sameFields.every((field) => read[field] === wanted[field]);
    } catch {
      // No JSON any more, or no message: what was changed is not the words.
      return false;
    }
  }

  /** A pattern for JSON that differs from this in unread fields alone. */
  private around(json: string): string {
    let pattern = '';
    let at = 0;
    for (const { 0: field, 1: name = '', index } of json.matchAll(this.unread)) {
      pattern += `${literal(json.slice(at, index) + name)}${scalar}`;
      at = index + field.length;
    }
    return pattern + literal(json.slice(at));
  }
}

const literal = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);

const sameFields = ['model', 'provider', 'text', 'reasoning'] as const;

const isOnlyWords = ({ text, reasoning, finishReason, usage, promptProgress }: AnswerMessage): boolean =>
  (text === '') !== (reasoning === '') && finishReason === null && usage === null && promptProgress === null;

/** Written out, because a copy of an object takes longer than all the rest. */
const withWords = ({ model, provider }: AnswerMessage, isReasoning: boolean, words: string): GrowingMessage => ({
  model,
  provider,
  text: isReasoning ? '' : words,
  reasoning: isReasoning ? words : '',
  finishReason: null,
  usage: null,
  promptProgress: null,
});

/** The words of a message in this frame; `null` if it is in none. */
function wordsIn({ pattern }: Frame, data: string): string | null {
  const raw = pattern.exec(data)?.[1];
  if (raw === undefined) return null;
  if (!raw.includes('\\')) return raw;
  try {
    // A text that begins with a quote is JSON only if it is one string.
    return JSON.parse(`"${raw}"`);
  } catch {
    return null;
  }
}
