import { describe, expect, test } from 'vitest';
import { type Clues, type Finding, judge, type ObservedAnswer, type Observation } from '#providers/check/judge.ts';
import type { ErrorCode, ModelInspection, ProviderError } from '#providers/provider.ts';

const steady = Array.from({ length: 24 }, (_, place) => 500 + place * 25);
const answer: ObservedAnswer = {
  pieceTimes: steady,
  characters: 100,
  totalMs: 1100,
  isWhole: true,
  error: null,
  usage: { promptTokens: 17 },
};
const inspection: ModelInspection = {
  contextTokens: 4096,
  chatTemplate: null,
  stated: null,
  revision: null,
  engine: null,
  remoteHost: null,
};
const model = { id: 'm', name: 'M', catalogId: null, contextTokens: null, bytes: null };
const good: Observation = {
  page: new URL('https://page.example/'),
  server: new URL('https://models.example/v1'),
  isConfigured: false,
  listing: { ok: true, models: [model] },
  clues: null,
  admittingDirective: null,
  answer,
  inspection,
  listedContext: null,
  countedTokens: 17,
  prompts: { isRaw: false, ours: 'Human: hi', theirs: 'Human: hi' },
};
const error = (code: ErrorCode, detail = 'words'): ProviderError => ({ code, detail });
const refused = (code: ErrorCode, detail = 'words') => ({ listing: { ok: false as const, error: error(code, detail) }, answer: null });
const line = (changes: Partial<Observation>, name: Finding['line']): string => {
  const found = judge({ ...good, ...changes }).find((finding) => finding.line === name);
  return found === undefined ? 'no line' : `${found.status} ${found.says}`;
};

test('a good server has a good line for each question', () => {
  expect(judge(good).map(({ line: name, status, says }) => [name, status, says])).toEqual([
    ['reach', 'ok', 'answers'],
    ['models', 'ok', 'listed'],
    ['answer', 'ok', 'whole'],
    ['cadence', 'ok', 'flowing'],
    ['context', 'ok', 'known'],
    ['template', 'ok', 'agrees'],
    ['counting', 'ok', 'exact'],
  ]);
});

const local = new URL('http://localhost:8080/v1');
const clues = (changes: Partial<Clues> = {}): Clues => ({ permission: null, bare: 'unknown', ...changes });

test.each<[string, Partial<Observation>]>([
  ['failed policy', { ...refused('blocked-by-policy'), admittingDirective: "connect-src 'self' https://models.example" }],
  ['failed mixed-content', { ...refused('network'), server: new URL('http://models.example/v1'), clues: clues({ bare: 'nothing' }) }],
  ['failed permission-denied', { ...refused('network'), server: local, clues: clues({ permission: 'denied' }) }],
  ['failed permission-prompt', { ...refused('network'), server: local, clues: clues({ permission: 'prompt' }) }],
  ['failed nothing-there', { ...refused('network'), server: local, clues: clues({ permission: 'granted', bare: 'nothing' }) }],
  [
    // A page of this machine needs no permission to speak to it, whatever the browser says of the permission.
    'failed cors',
    {
      ...refused('network'),
      page: new URL('http://127.0.0.1:4173/'),
      server: local,
      clues: clues({ permission: 'prompt', bare: 'answers' }),
    },
  ],
  [
    'failed permission-denied',
    { ...refused('network'), server: new URL('https://192.168.1.5/v1'), clues: clues({ permission: 'denied' }) },
  ],
  ['failed cors', { ...refused('network'), clues: clues({ bare: 'answers' }) }],
  ['failed nothing-there', { ...refused('network'), clues: clues({ permission: 'denied', bare: 'nothing' }) }],
  ['failed cors-or-nothing', { ...refused('network'), clues: clues() }],
  ['failed cors-or-nothing', { ...refused('network'), clues: null }],
  ['failed key', refused('auth')],
  ['failed silent', refused('timeout')],
  ['failed not-the-api', refused('malformed')],
  ['failed not-the-api', refused('not-found')],
  ['ok answers', { listing: { ok: false, error: error('not-found') } }],
  ['failed failed', refused('server')],
  ['failed key', { isConfigured: true, answer: { ...answer, isWhole: false, error: error('auth') } }],
  [
    'failed nothing-there',
    { isConfigured: true, answer: { ...answer, isWhole: false, error: error('network') }, clues: clues({ bare: 'nothing' }) },
  ],
  ['ok answers', { isConfigured: true, answer: { ...answer, isWhole: false, error: error('not-found') } }],
  ['ok answers', { isConfigured: true, answer: { ...answer, isWhole: false, error: error('busy') } }],
])('whether it is reachable: %s', (expected, changes) => {
  expect(line(changes, 'reach')).toBe(expected);
  if (expected.startsWith('failed')) expect(judge({ ...good, ...changes })).toHaveLength(1);
});

test('a page that CORS shuts out is told its own origin', () => {
  const [reach] = judge({ ...good, ...refused('network'), clues: clues({ bare: 'answers' }) });
  expect(reach).toMatchObject({ says: 'cors', detail: 'https://page.example' });
});

describe('the other lines', () => {
  test.each<[string, Finding['line'], Partial<Observation>]>([
    ['ok configured', 'models', { isConfigured: true }],
    ['warning none', 'models', { listing: { ok: true, models: [] } }],
    ['unknown not-listed', 'models', { listing: { ok: false, error: error('not-found') } }],
    ['unknown not-asked', 'answer', { answer: null }],
    ['failed cut', 'answer', { answer: { ...answer, isWhole: false, error: error('interrupted') } }],
    ['failed preflight', 'answer', { answer: { ...answer, isWhole: false, error: error('network') } }],
    ['failed failed', 'answer', { answer: { ...answer, isWhole: false, error: error('server') } }],
    ['unknown unknown', 'context', { inspection: null }],
    ['ok known', 'context', { inspection: null, listedContext: 8192 }],
    ['warning small', 'context', { inspection: { ...inspection, contextTokens: 512 }, listedContext: 8192 }],
    ['ok raw', 'template', { prompts: { isRaw: true, ours: 'a', theirs: 'b' } }],
    ['warning differs', 'template', { prompts: { isRaw: false, ours: 'Human: hi', theirs: '<|im_start|>user hi' } }],
    ['ok adds', 'template', { prompts: { isRaw: false, ours: 'Human: hi', theirs: 'Be kind.\nHuman: hi' } }],
    ['unknown unknown', 'template', { prompts: { isRaw: false, ours: null, theirs: 'x' } }],
    ['unknown unknown', 'template', { prompts: { isRaw: false, ours: 'x', theirs: null } }],
    ['warning fallback', 'template', { inspection: { ...inspection, chatTemplate: { text: 'x', origin: 'fallback' } } }],
    [
      'ok raw',
      'template',
      {
        prompts: { isRaw: true, ours: null, theirs: null },
        inspection: { ...inspection, chatTemplate: { text: 'x', origin: 'fallback' } },
      },
    ],
    ['unknown unknown', 'counting', { countedTokens: null }],
    ['warning differs', 'counting', { countedTokens: 16 }],
    ['ok exact', 'counting', { answer: { ...answer, usage: {} } }],
  ])('%s: %s', (expected, name, changes) => {
    expect(line(changes, name)).toBe(expected);
  });
});

describe('the rhythm of an answer', () => {
  const cadence = (pieceTimes: readonly number[], totalMs: number, more: Partial<ObservedAnswer> = {}): string =>
    line({ answer: { ...answer, pieceTimes, totalMs, ...more } }, 'cadence');
  const burst = (at: number, pieces: number): number[] => Array.from({ length: pieces }, (_, place) => at + place * 0.2);

  test('everything at the end is a proxy that buffers, also in a few bursts', () => {
    expect(cadence(burst(900, 24), 905)).toBe('warning buffered');
    expect(cadence([900], 905)).toBe('warning buffered');
    expect(cadence([900], 905, { characters: 4, usage: { outputTokens: 32 } })).toBe('warning buffered');
    expect(cadence([...burst(400, 12), ...burst(900, 12)], 905)).toBe('warning buffered');
  });
  test('a slow start before a fast answer is none', () => {
    expect(
      cadence(
        steady.map((time) => time + 30_000),
        32_000,
      ),
    ).toBe('ok flowing');
    expect(
      cadence(
        Array.from({ length: 24 }, (_, place) => 8000 + place * 4),
        8100,
      ),
    ).toBe('ok flowing');
  });
  test('pieces that come two or three together are none either', () => {
    expect(
      cadence(
        Array.from({ length: 24 }, (_, place) => 300 + Math.floor(place / 3) * 60),
        900,
      ),
    ).toBe('ok flowing');
  });
  test('a short or an instant answer shows nothing', () => {
    expect(cadence([400, 500], 600, { characters: 9 })).toBe('unknown too-short');
    expect(cadence([400, 500], 600, { usage: { outputTokens: 3 } })).toBe('unknown too-short');
    expect(cadence(burst(50, 24), 60)).toBe('unknown too-short');
    expect(cadence([], 600)).toBe('no line');
  });
});
