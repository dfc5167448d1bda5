import { ProviderFailure } from '../failure.ts';
import type { FinishReason, Served, StreamPart } from '../provider.ts';
import type { AnswerMessage } from './answer-message.ts';
import { StopStrings } from './stop-strings.ts';

/** Who answers, in the words of the server. */
export interface StatedServer {
  readonly model: string | null;
  readonly provider: string | null;
}

export interface AnswerExpectation {
  /** Stop strings of a prompt that was written here; empty when the server applies its own template. */
  readonly stop: readonly string[];
  /** The answer goes on from words that stand already: the blank that it begins with is part of it. */
  readonly goesOn?: boolean;
  /** Who answers, by what the server states; asked again whenever that changes. */
  readonly servedBy: (model: string | null, provider: string | null) => Served;
}

/** Names of finish reasons beyond OpenAI's: text-generation-inference, Mistral, Cohere. A map, because an object has names of its own. */
const finishReasons: ReadonlyMap<string, FinishReason> = new Map([
  ['stop', 'stop'],
  ['eos', 'stop'],
  ['eos_token', 'stop'],
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop-string'],
  ['length', 'length'],
  ['max_tokens', 'length'],
  ['model_length', 'length'],
  ['content_filter', 'content-filter'],
  ['safety', 'content-filter'],
]);
/** Reasons that say that the answer did not come to its end: vLLM and SGLang abort, DeepSeek runs out of resources, Cohere has several. */
const brokenOff = /error|abort|cancel|time_?out|fail|insufficient|interrupt|incomplete/i;

/** Messages of one answer become parts. Knows no connection: the same messages always give the same parts. */
export class AnswerReader {
  private readonly expectation: AnswerExpectation;
  private readonly stops: StopStrings;
  private served: StatedServer | null = null;
  private begun = false;
  private written = false;
  private ready: StreamPart[] = [];
  private stated: FinishReason | null = null;

  constructor(expectation: AnswerExpectation) {
    this.expectation = expectation;
    this.stops = new StopStrings(expectation.stop);
    this.begun = expectation.goesOn === true;
  }

  /** Why the answer is complete; `null` as long as nothing proves it. */
  get reason(): FinishReason | null {
    return this.stops.isStopped ? 'stop-string' : this.stated;
  }

  /** `null` before the first message. */
  get statedServer(): StatedServer | null {
    return this.served;
  }

  /** A stop string was found here: the server may write on, and nothing of it is wanted. */
  get isStopped(): boolean {
    return this.stops.isStopped;
  }

  /** Takes a message in; `parts` gives what came of it. Throws a `ProviderFailure` when the server ends with a reason that is a failure. */
  message(message: AnswerMessage): void {
    const model = message.model ?? this.served?.model ?? null;
    const provider = message.provider ?? this.served?.provider ?? null;
    if (this.served === null || this.served.model !== model || this.served.provider !== provider) {
      this.served = { model, provider };
      this.ready.push({ type: 'served', ...this.expectation.servedBy(model, provider) });
    }
    if (message.promptProgress !== null && !this.written) this.ready.push({ type: 'progress', stage: 'prompt', ...message.promptProgress });
    if (message.reasoning !== '') this.put('reasoning-delta', message.reasoning);
    if (message.text !== '') this.text(this.stops.push(message.text));
    if (message.usage !== null) this.ready.push({ type: 'usage', ...message.usage });
    if (message.finishReason !== null) this.finish(message.finishReason);
  }

  /** What is ready to be given, in order, and given once. */
  parts(): readonly StreamPart[] {
    const { ready } = this;
    this.ready = [];
    return ready;
  }

  /** The same with the text that was held back for a stop string that did not come. */
  rest(): readonly StreamPart[] {
    this.text(this.stops.rest());
    return this.parts();
  }

  /** SentencePiece models begin with a space that belongs to the marker before it. */
  private text(text: string): void {
    const shown = this.begun ? text : text.trimStart();
    if (shown === '') return;
    this.begun = true;
    this.written = true;
    this.put('text-delta', shown);
  }

  /** Words that arrived together are one part. */
  private put(type: 'text-delta' | 'reasoning-delta', text: string): void {
    const last = this.ready.at(-1);
    if (last?.type === type) this.ready[this.ready.length - 1] = { type, text: last.text + text };
    else this.ready.push({ type, text });
  }

  private finish(reason: string): void {
    if (brokenOff.test(reason)) {
      throw new ProviderFailure('interrupted', `The server broke the answer off and calls the reason "${reason}".`);
    }
    this.stated = finishReasons.get(reason.toLowerCase()) ?? 'stop';
  }
}
