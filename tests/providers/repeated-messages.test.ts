import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerLines } from '#providers/backends/ollama/answer-line.ts';
import { generatedTokens } from '#providers/backends/text-generation-inference/generated-token.ts';
import { ProviderFailure } from '#providers/failure.ts';
import { type AnswerMessage, answerMessages } from '#providers/wire/answer-message.ts';
import { messageOf } from '#providers/wire/event-message.ts';
import { readJsonLines, usualStreamLimits } from '#providers/wire/read-stream.ts';
import { type MessageForm, RepeatedMessages } from '#providers/wire/repeated-messages.ts';

/** Words that a model may write and that a reader of raw text could stumble over: some are JSON, some are patterns, some stand elsewhere. */
const escapes = [
  '',
  'x',
  'ax',
  '"',
  '""',
  '\\',
  '\\\\',
  '\\"',
  '\\n',
  '\n',
  '\r',
  '\r\n',
  '\t',
  '\u0000',
  '\u001f',
  '\u007f',
  '\u2028',
  '\ufeff',
];
const scripts = ['👍', '家谱', '\ud83d', '\udc4d', 'é', ' ', '$&', '$1', '(', '[', '.*', '^', '/', '\\u0041'];
const json = ['null', ',', ':', '{', '}', '","', '"}', '}],"', '"content":"', '{"error":"no"}', ',"id":"', '"text":'];
const elsewhere = ['error', 'dolly-v2-3b', 'another', 'chat-1', 'stop', 'assistant', 'chunk', '1790000000'];
const words = fc.oneof(
  { arbitrary: fc.constantFrom('The', ' weights', ' of', ' a', ' model', ',', '.'), weight: 5 },
  { arbitrary: fc.constantFrom(...escapes, ...scripts, ...json, ...elsewhere), weight: 3 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 6 }), weight: 1 },
);

/** Now and then something else than what the server writes otherwise. */
const rarely = <Value>(usual: Value, ...others: readonly Value[]): fc.Arbitrary<Value> =>
  fc.oneof({ arbitrary: fc.constant(usual), weight: 24 }, { arbitrary: fc.constantFrom(...others), weight: 1 });
const scalar = fc.oneof(
  fc.nat(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom('chat-1', 'error', 'a"b', '', null, true),
);
/** What differs in each message though nobody reads it. */
const counter = fc.oneof(
  { arbitrary: fc.nat(), weight: 8 },
  { arbitrary: scalar, weight: 1 },
  { arbitrary: fc.constant<unknown>([{ id: 1 }]), weight: 1 },
);

/** A record whose fields stand in the order of the server: a generated one has them in any. */
const inOrder = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Readonly<Record<string, unknown>>> =>
  fc.tuple(...Object.values(fields)).map((values) => Object.fromEntries(Object.keys(fields).map((name, at) => [name, values[at]])));

const wordsIn = (...names: readonly [string, ...string[]]): fc.Arbitrary<Readonly<Record<string, string>>> =>
  fc.tuple(rarely(...names), words).map(([name, text]) => ({ [name]: text }));
const one = <Value>(value: Value): readonly Value[] => [value];

const chat = inOrder({
  id: counter,
  object: rarely<unknown>('chunk', 'error', null),
  model: rarely<unknown>('dolly-v2-3b', 'another', 'x', '', 7),
  choices: inOrder({
    index: rarely<unknown>(0, 1, null, '0'),
    delta: wordsIn('content', 'reasoning_content', 'reasoning', 'other'),
    finish_reason: rarely<unknown>(null, 'stop', ''),
  }).map(one),
  created: counter,
  usage: rarely<unknown>(null, { prompt_tokens: 3, completion_tokens: 1 }, { prompt_tokens: 0 }),
  error_code: rarely<unknown>(0, 50_001),
});
const raw = inOrder({
  created: counter,
  choices: inOrder({ text: words, index: rarely(0, 1), logprobs: fc.constant(null) }).map(one),
  model: rarely('dolly-v2-3b', 'x'),
});
const line = inOrder({
  model: rarely('dolly-v2-3b', 'another'),
  created_at: fc.oneof({ arbitrary: fc.nat().map((at) => `2026-11-24T10:00:00.${at}Z`), weight: 8 }, { arbitrary: scalar, weight: 1 }),
  message: wordsIn('content', 'thinking'),
  done: rarely<unknown>(false, true, null),
});
const token = inOrder({
  index: counter,
  token: inOrder({
    id: fc.nat(),
    text: words,
    logprob: fc.double({ noNaN: true, noDefaultInfinity: true }),
    special: rarely(false, true),
  }),
  generated_text: rarely<unknown>(null, 'All of it'),
  details: rarely<unknown>(null, { finish_reason: 'length', generated_tokens: 3, input_length: 2 }),
});

/** One way to write the same as JSON; most servers keep to one. */
const style = fc.record({
  indent: fc.constantFrom(undefined, undefined, 1, '\t'),
  ascii: fc.boolean(),
  reversed: fc.boolean(),
  twice: fc.constantFrom('', '', 'model', 'token', 'message', 'choices'),
});
type Style = typeof style extends fc.Arbitrary<infer One> ? One : never;

function written(content: Readonly<Record<string, unknown>>, { indent, ascii, reversed, twice }: Style): string {
  const fields = Object.entries(content);
  const text = JSON.stringify(Object.fromEntries(reversed ? fields.toReversed() : fields), null, indent);
  const doubled = twice in content ? text.replace('{', () => `{"${twice}":${JSON.stringify(content[twice])},`) : text;
  return ascii ? doubled.replaceAll(/[^\n\t -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`) : doubled;
}

/** Something happened to the text on its way: a character is gone, another has come. */
const harm = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(2),
  insert: fc.constantFrom('', ' ', '"', '\\', 'x', '0', ',', '}', '\n', '\r'),
});

const seldom = <Value>(some: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.oneof({ arbitrary: fc.constant(null), weight: 12 }, { arbitrary: some, weight: 1 });

function streamOf(contents: fc.Arbitrary<Readonly<Record<string, unknown>>>): fc.Arbitrary<readonly string[]> {
  const event = fc.record({ content: contents, other: seldom(style), harmed: seldom(harm) });
  return fc.tuple(style, fc.array(event, { minLength: 4, maxLength: 20 })).map(([usual, events]) =>
    events.map(({ content, other, harmed }) => {
      const text = written(content, other ?? usual);
      if (harmed === null) return text;
      const at = Math.floor(harmed.at * text.length);
      return text.slice(0, at) + harmed.insert + text.slice(at + harmed.length);
    }),
  );
}

/** What comes of reading, or the failure that is stated. */
function outcome(read: () => AnswerMessage | null): unknown {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    return error.error;
  }
}

const whole =
  ({ read }: MessageForm) =>
  (data: string): AnswerMessage | null =>
    messageOf({ name: 'message', data }, read);

describe('a message that repeats another with other words is read as it would be alone', () => {
  test.each([
    ['in a chat', chat, answerMessages],
    ['of a raw prompt', raw, answerMessages],
    ['of Ollama', line, answerLines],
    ['of text-generation-inference', token, generatedTokens],
  ] as const)('%s', (_, contents, form) => {
    let messages = 0;
    let repeats = 0;
    fc.assert(
      fc.property(streamOf(contents), (stream) => {
        const readWhole = whole(form);
        let isRead = false;
        const repeated = new RepeatedMessages(form, (data) => {
          isRead = true;
          return readWhole(data);
        });
        for (const data of stream) {
          isRead = false;
          const found: AnswerMessage[] = [];
          const seen = outcome(() => {
            repeated.read(data, found);
            return found[0] ?? null;
          });
          expect(seen, data).toEqual(outcome(() => readWhole(data)));
          messages += 1;
          if (!isRead) repeats += 1;
        }
      }),
      { numRuns: 2000 },
    );
    // Both ways were taken.
    expect(repeats).toBeGreaterThan(messages * 0.1);
    expect(repeats).toBeLessThan(messages * 0.9);
  });
});

/** What is read of the last of these texts behind the others, by the short way or the whole one. */
function outcomeOfLast(form: MessageForm, texts: readonly string[]): unknown {
  const repeated = new RepeatedMessages(form, whole(form));
  return texts
    .map((data) =>
      outcome(() => {
        const found: AnswerMessage[] = [];
        repeated.read(data, found);
        return found[0] ?? null;
      }),
    )
    .at(-1);
}

test('what is no JSON between the known parts is refused as it would be alone', () => {
  const event = (text: string, created = '1'): string => `{"created":${created},"choices":[{"delta":{"content":"${text}"}}],"model":"m"}`;
  const values = [
    '01',
    '1.',
    '-',
    '+1',
    '.5',
    '1e',
    '0x1',
    '',
    'nul',
    '"\t"',
    '"\\',
    '"\\x"',
    '"a"b"',
    '"',
    '1,',
    '[1',
    '{}}',
    '1 2',
    "'1'",
  ];
  const words = ['\t', '\u0000', '\u001f', '\\', '\\x', '\\u12', '\\u12g4', '"', 'a"b', 'a\\\\\\', '\n'];
  for (const last of [...values.map((value) => event('Two', value)), ...words.map((text) => event(text))]) {
    expect(outcomeOfLast(answerMessages, [event('One'), event('Two', '2'), last]), last).toMatchObject({ code: 'malformed' });
  }
  for (const value of ['-0', '-0.5E+7', '1e999', '"\u2028é"', '"\\"\\u0041"', 'null', '[1]', '{"id":{}}', ' 1', '1\n']) {
    expect(outcomeOfLast(answerMessages, [event('One'), event('Two', value)]), value).toMatchObject({ text: 'Two', model: 'm' });
  }
  for (const [text, read] of [
    ['\\n', '\n'],
    ['\\ud83d\\udc4d', '👍'],
    ['\u2028', '\u2028'],
    ['\\"', '"'],
    ['\\\\', '\\'],
    ['\u007f', '\u007f'],
  ] as const) {
    expect(outcomeOfLast(answerMessages, [event('One'), event(text)]), text).toMatchObject({ text: read, model: 'm' });
  }
});

test('words that stand elsewhere too are not taken for that', () => {
  const event = (text: string, model: string, provider: string): string =>
    JSON.stringify({ model, choices: [{ delta: { content: text } }], provider, note: text });
  const same = [
    event('same', 'same', 'same'),
    event('same', 'other', 'same'),
    event('other', 'same', 'same'),
    event('same', 'same', 'other'),
  ];
  for (const last of same)
    expect(outcomeOfLast(answerMessages, [event('same', 'same', 'same'), last])).toEqual(whole(answerMessages)(last));
  const twice = (first: string, second: string): string => `{"choices":[{"delta":{"content":"${first}","content":"${second}"}}]}`;
  expect(outcomeOfLast(answerMessages, [twice('a', 'a'), twice('b', 'a')])).toMatchObject({ text: 'a' });
  expect(outcomeOfLast(answerMessages, [twice('a', 'a'), twice('a', 'b')])).toMatchObject({ text: 'b' });
});

describe('what is learned', () => {
  const chatEvent = (text: string, more: object = {}): string =>
    JSON.stringify({ id: 'chat-1', choices: [{ index: 0, delta: { content: text } }], model: 'dolly-v2-3b', ...more });

  /** How many of the messages were read whole, proofs included. */
  function readWhole(form: MessageForm, messages: readonly string[]): number {
    let count = 0;
    const repeated = new RepeatedMessages(form, (data) => {
      count += 1;
      return whole(form)(data);
    });
    for (const data of messages) repeated.read(data, []);
    return count;
  }
  const many = Array.from({ length: 1000 }, (_, index) => index);

  test('spares all further reading, also where only unread fields differ, and for thoughts', () => {
    expect(
      readWhole(
        answerMessages,
        many.map((index) => chatEvent(`"${index}"\n\\`, { created: index })),
      ),
      'quotes',
    ).toBe(1000);
    expect(
      readWhole(
        answerMessages,
        many.map((index) => chatEvent(` "${index}\\"\n`, { created: index })).with(0, chatEvent('One', { created: 1 })),
      ),
    ).toBe(2);
    const thought = (index: number): string => JSON.stringify({ choices: [{ delta: { content: null, reasoning_content: ` ${index}` } }] });
    expect(readWhole(answerMessages, many.map(thought))).toBe(2);
    const ollama = (index: number): string =>
      JSON.stringify({ model: 'm', created_at: `2026-11-24T10:00:00.${index}Z`, response: ` ${index}`, done: false });
    expect(readWhole(answerLines, many.map(ollama))).toBe(2);
    const tgi = (index: number): string =>
      JSON.stringify({ index, token: { id: index, text: ` ${index}`, logprob: -1 / (index + 3), special: false }, details: null });
    expect(readWhole(generatedTokens, many.map(tgi))).toBe(2);
  });

  test('is looked for ever more rarely in messages that never repeat, and found again when they do', () => {
    const different = many.map((index) => chatEvent(`word ${index}`, { seen: index }));
    expect(readWhole(answerMessages, different)).toBeLessThan(1000 + 15);
    const again = Array.from({ length: 1000 }, (_, index) => chatEvent(`word ${index}`));
    expect(readWhole(answerMessages, [...different, ...again])).toBeLessThan(1000 + 300);
  });

  test('is nothing from a message with more in it than words, nor from one of another length than answers have', () => {
    expect(
      readWhole(answerMessages, [chatEvent('One', { usage: { prompt_tokens: 3 } }), chatEvent('Two', { usage: { prompt_tokens: 3 } })]),
    ).toBe(2);
    expect(readWhole(answerMessages, [chatEvent('One', { pad: 'y'.repeat(1e6) }), chatEvent('Two', { pad: 'y'.repeat(1e6) })])).toBe(2);
  });
});

test('repeated messages that arrive together are one, in order with those between them', async () => {
  const one = (field: string, text: string, model = 'm'): string =>
    `${JSON.stringify({ model, message: { [field]: text }, done: false })}\n`;
  const sent =
    ['One', ' two', ' and', ' "three"', '', ' four\n'].map((text) => one('content', text)).join('') +
    one('thinking', 'hm') +
    one('thinking', ' so') +
    one('content', ' five', 'n') +
    one('content', ' six', 'n');
  const { body } = new Response(sent);
  if (body === null) throw new Error('no body');
  const reader = readJsonLines(body, usualStreamLimits, answerLines);
  const seen = (await reader.read())?.map(({ model, text, reasoning }) => [model, text, reasoning]);
  reader.close();
  expect(seen).toEqual([
    ['m', 'One', ''],
    ['m', ' two and "three" four\n', ''],
    ['m', '', 'hm'],
    ['m', '', ' so'],
    ['n', ' five', ''],
    ['n', ' six', ''],
  ]);
});
