import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAnswerLine, readAnyAnswerLine } from '#providers/backends/ollama/answer-line.ts';
import { readAnyGeneratedToken, readGeneratedToken } from '#providers/backends/text-generation-inference/generated-token.ts';
import { ProviderFailure } from '#providers/failure.ts';
import { readAnswerMessage, readAnyAnswerMessage } from '#providers/wire/answer-message.ts';

/** What a field may hold: mostly what a server sends, sometimes anything that JSON can write. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(null, '', 'x', 0, 1, -1, Number.POSITIVE_INFINITY, true, false, [], {}, [null], { content: 1 }, 'y'.repeat(300)),
  fc.jsonValue({ maxDepth: 2 }),
);
const mostly = (usual: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary: usual, weight: 12 }, { arbitrary: odd, weight: 1 });
const record = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<unknown> => fc.record(fields, { requiredKeys: [] });
const text = mostly(fc.oneof(fc.string(), fc.constant(null)));
const name = mostly(fc.constantFrom('dolly-v2-3b', '', 'together'));
const none = mostly(fc.constant(null));

const delta = mostly(record({ content: text, reasoning_content: text, reasoning: text, reasoning_text: text }));
const choice = record({
  index: mostly(fc.constantFrom<unknown>(0, 0, null, 1)),
  delta,
  text,
  finish_reason: mostly(fc.constantFrom<unknown>(null, null, '', 'stop')),
});
const message = record({
  model: name,
  provider: name,
  choices: mostly(fc.oneof({ arbitrary: fc.tuple(choice), weight: 6 }, { arbitrary: fc.array(choice, { maxLength: 3 }), weight: 1 })),
  usage: mostly(fc.oneof(none, record({ prompt_tokens: odd, completion_tokens: fc.nat() }))),
  timings: mostly(fc.oneof(none, record({ prompt_n: odd, predicted_n: fc.nat(), predicted_per_second: fc.nat() }))),
  prompt_progress: mostly(fc.oneof(none, record({ total: fc.nat(), processed: fc.nat() }))),
});
const line = record({
  model: name,
  remote_host: mostly(fc.constantFrom<unknown>(null, '', 'https://ollama.com:443', 'somewhere')),
  message: mostly(fc.oneof(none, record({ content: text, thinking: text }))),
  response: text,
  thinking: text,
  done: mostly(fc.constantFrom(false, false, true)),
  done_reason: mostly(fc.constantFrom<unknown>(null, 'stop', 'load')),
  prompt_eval_count: odd,
  eval_count: odd,
  eval_duration: odd,
});
const event = record({
  index: odd,
  token: mostly(record({ id: odd, text, special: mostly(fc.boolean()) })),
  generated_text: odd,
  details: mostly(fc.oneof(none, record({ finish_reason: fc.constant('length'), generated_tokens: odd, input_length: odd }))),
});

/** What comes of reading, or the words in which it is refused. */
function outcome(read: (value: unknown) => unknown, value: unknown): unknown {
  try {
    return read(value);
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    return error.error;
  }
}

describe('the short way to read a few words gives what the schema gives', () => {
  test.each([
    ['openai-compatible', message, readAnswerMessage, readAnyAnswerMessage],
    ['ollama', line, readAnswerLine, readAnyAnswerLine],
    ['text-generation-inference', event, readGeneratedToken, readAnyGeneratedToken],
  ] as const)('%s', (_, values, read, readAny) => {
    let understood = 0;
    let refused = 0;
    fc.assert(
      fc.property(fc.oneof({ arbitrary: values, weight: 20 }, { arbitrary: odd, weight: 1 }), (value) => {
        const wanted = outcome(readAny, value);
        if (typeof wanted === 'object' && wanted !== null && 'code' in wanted) refused += 1;
        else understood += 1;
        expect(outcome(read, value)).toEqual(wanted);
      }),
      { numRuns: 8000 },
    );
    // Both ends were tried: neither a schema that takes everything nor one that takes nothing was compared.
    expect(Math.min(understood, refused)).toBeGreaterThan(500);
  });
});
