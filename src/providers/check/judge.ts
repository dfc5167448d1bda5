import type { ModelInspection, ModelListing, ProviderError, Usage } from '../provider.ts';

/** What a browser lets through about a server that could not be reached. */
export interface Clues {
  /** Whether the person lets this page speak to this machine and its network; `null`: the browser does not tell, or does not ask. */
  readonly permission: 'granted' | 'denied' | 'prompt' | null;
  /** What became of a bare request whose answer no page may read: `answers` means that something is there. */
  readonly bare: 'answers' | 'nothing' | 'unknown';
}

/** One short test answer. */
export interface ObservedAnswer {
  /** Milliseconds since the request, one for each piece of text: words that arrive together are one piece. */
  readonly pieceTimes: readonly number[];
  readonly characters: number;
  readonly totalMs: number;
  readonly isWhole: boolean;
  readonly error: ProviderError | null;
  readonly usage: Usage;
}

export interface Observation {
  /** Scheme, host and port of the page and of the server. */
  readonly page: URL;
  readonly server: URL;
  /** The configuration names the models, so the server was not asked for them. */
  readonly isConfigured: boolean;
  readonly listing: ModelListing;
  readonly clues: Clues | null;
  /** The directive that would admit the server, where the page's policy refused it. */
  readonly admittingDirective: string | null;
  /** `null`: no model could be asked. */
  readonly answer: ObservedAnswer | null;
  readonly inspection: ModelInspection | null;
  /** Where the list of models tells it. */
  readonly listedContext: number | null;
  readonly countedTokens: number | null;
  /** How the test question reads as a prompt. `isRaw`: it is written here and sent as it is. `null`: not known. */
  readonly prompts: { readonly isRaw: boolean; readonly ours: string | null; readonly theirs: string | null };
}

export type CheckStatus = 'ok' | 'warning' | 'failed' | 'unknown';
export type Finding = { readonly status: CheckStatus } & (
  | { readonly line: 'reach'; readonly says: ReachSays; readonly detail: string }
  | { readonly line: 'models'; readonly says: 'listed' | 'configured' | 'none' | 'not-listed'; readonly count: number }
  | { readonly line: 'answer'; readonly says: 'whole' | 'cut' | 'preflight' | 'failed' | 'not-asked'; readonly error: ProviderError | null }
  | { readonly line: 'cadence'; readonly says: 'flowing' | 'buffered' | 'too-short'; readonly pieces: number; readonly gapMs: number }
  | { readonly line: 'context'; readonly says: 'known' | 'small' | 'unknown'; readonly tokens: number }
  | { readonly line: 'template'; readonly says: 'raw' | 'agrees' | 'adds' | 'differs' | 'fallback' | 'unknown' }
  | { readonly line: 'counting'; readonly says: 'exact' | 'differs' | 'unknown'; readonly counted: number; readonly reported: number }
);
export type ReachSays =
  | 'answers'
  | 'policy'
  | 'mixed-content'
  | 'permission-denied'
  | 'permission-prompt'
  | 'cors'
  | 'nothing-there'
  | 'cors-or-nothing'
  | 'key'
  | 'silent'
  | 'not-the-api'
  | 'failed';

/** A shorter answer tells nothing about a proxy, and a server that gives more at once is slowed down by something. Tokens. */
const tokensPerBurst = 8;
/** Where the server does not count. */
const charactersPerToken = 4;
/** Pieces that come within this time of each other came together. Milliseconds. */
const together = 2;
/** An answer that took less shows no cadence. Milliseconds. */
const shortestAnswer = 300;
/** A conversation of a few turns needs more. Tokens. */
const smallContext = 2048;

/** What the observation means, line by line. A server that cannot be reached has one line. */
export function judge(observation: Observation): readonly Finding[] {
  const reach = judgeReach(observation);
  if (reach.status === 'failed') return [reach];
  return [
    reach,
    judgeModels(observation),
    judgeAnswer(observation),
    ...judgeCadence(observation),
    judgeContext(observation),
    judgeTemplate(observation),
    judgeCounting(observation),
  ];
}

/** Whether it is this machine. */
export const isLoopback = ({ hostname }: URL): boolean => /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
const isPrivate = (address: URL): boolean =>
  isLoopback(address) || /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[f[cd])|\.local$/.test(address.hostname);

function judgeReach(observation: Observation): Finding {
  const { listing, isConfigured, answer } = observation;
  const finding = (status: CheckStatus, says: ReachSays, detail = ''): Finding => ({ line: 'reach', status, says, detail });
  const listingError = isConfigured || listing.ok ? null : listing.error;
  const error = listingError ?? (isConfigured ? (answer?.error ?? null) : null);
  if (error === null) return finding('ok', 'answers');
  switch (error.code) {
    case 'network':
    case 'blocked-by-policy':
      return unreached(observation, error, finding);
    case 'auth':
      return finding('failed', 'key', error.detail);
    case 'timeout':
      return finding('failed', 'silent', error.detail);
    case 'not-found':
    case 'malformed':
      // Many servers have no list of models and answer all the same.
      if (isConfigured || answer?.isWhole === true) return finding('ok', 'answers');
      return finding('failed', 'not-the-api', error.detail);
    default:
      return isConfigured ? finding('ok', 'answers') : finding('failed', 'failed', error.detail);
  }
}

function unreached(
  { admittingDirective, clues, page, server }: Observation,
  error: ProviderError,
  finding: (status: CheckStatus, says: ReachSays, detail?: string) => Finding,
): Finding {
  if (error.code === 'blocked-by-policy') return finding('failed', 'policy', admittingDirective ?? '');
  if (page.protocol === 'https:' && server.protocol === 'http:' && !isLoopback(server)) return finding('failed', 'mixed-content');
  // A page of the same machine or network needs no permission.
  if (isPrivate(server) && !isPrivate(page)) {
    if (clues?.permission === 'denied') return finding('failed', 'permission-denied');
    if (clues?.permission === 'prompt') return finding('failed', 'permission-prompt');
  }
  if (clues?.bare === 'answers') return finding('failed', 'cors', page.origin);
  if (clues?.bare === 'nothing') return finding('failed', 'nothing-there', error.detail);
  return finding('failed', 'cors-or-nothing', error.detail);
}

function judgeModels({ listing, isConfigured }: Observation): Finding {
  if (!listing.ok) return { line: 'models', status: 'unknown', says: 'not-listed', count: 0 };
  const count = listing.models.length;
  if (count === 0) return { line: 'models', status: 'warning', says: 'none', count };
  return { line: 'models', status: 'ok', says: isConfigured ? 'configured' : 'listed', count };
}

function judgeAnswer({ answer }: Observation): Finding {
  if (answer === null) return { line: 'answer', status: 'unknown', says: 'not-asked', error: null };
  const { error } = answer;
  if (answer.isWhole) return { line: 'answer', status: 'ok', says: 'whole', error };
  if (error?.code === 'interrupted') return { line: 'answer', status: 'failed', says: 'cut', error };
  // The list came through, so the server is there: only what a browser asks for beforehand differs.
  return { line: 'answer', status: 'failed', says: error?.code === 'network' ? 'preflight' : 'failed', error };
}

/** A proxy that buffers hands a long answer over in a few bursts, whatever the server's speed. */
function judgeCadence({ answer }: Observation): readonly Finding[] {
  if (answer === null || answer.pieceTimes.length === 0) return [];
  const { pieceTimes, totalMs, usage } = answer;
  const gaps = pieceTimes.slice(1).map((time, place) => time - (pieceTimes[place] ?? time));
  const bursts = gaps.filter((gap) => gap > together).length + 1;
  const pieces = pieceTimes.length;
  const spread = (pieceTimes.at(-1) ?? 0) - (pieceTimes[0] ?? 0);
  const gapMs = Math.round(spread / Math.max(1, pieces - 1));
  const tokens = usage.outputTokens ?? Math.round(answer.characters / charactersPerToken);
  if (tokens < tokensPerBurst || totalMs < shortestAnswer)
    return [{ line: 'cadence', status: 'unknown', says: 'too-short', pieces, gapMs }];
  const isBuffered = bursts <= tokens / tokensPerBurst;
  return [{ line: 'cadence', status: isBuffered ? 'warning' : 'ok', says: isBuffered ? 'buffered' : 'flowing', pieces, gapMs }];
}

function judgeContext({ inspection, listedContext }: Observation): Finding {
  const tokens = inspection?.contextTokens ?? listedContext;
  if (tokens === null) return { line: 'context', status: 'unknown', says: 'unknown', tokens: 0 };
  return tokens < smallContext
    ? { line: 'context', status: 'warning', says: 'small', tokens }
    : { line: 'context', status: 'ok', says: 'known', tokens };
}

function judgeTemplate({ prompts, inspection }: Observation): Finding {
  const line = 'template';
  if (prompts.isRaw) return { line, status: 'ok', says: 'raw' };
  if (inspection?.chatTemplate?.origin === 'fallback') return { line, status: 'warning', says: 'fallback' };
  const { ours, theirs } = prompts;
  if (ours === null || theirs === null) return { line, status: 'unknown', says: 'unknown' };
  if (ours === theirs) return { line, status: 'ok', says: 'agrees' };
  // Templates of today often put a system text or a date before the conversation.
  return theirs.endsWith(ours) ? { line, status: 'ok', says: 'adds' } : { line, status: 'warning', says: 'differs' };
}

function judgeCounting({ countedTokens, answer }: Observation): Finding {
  const reported = answer?.usage.promptTokens ?? 0;
  if (countedTokens === null) return { line: 'counting', status: 'unknown', says: 'unknown', counted: 0, reported };
  const differs = reported > 0 && reported !== countedTokens;
  return { line: 'counting', status: differs ? 'warning' : 'ok', says: differs ? 'differs' : 'exact', counted: countedTokens, reported };
}
