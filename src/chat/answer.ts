import type { StreamPart } from '#providers/provider.ts';
import type { AnswerRecord, AnswerStatus, FilledSpan } from './records.ts';
import { isLive } from './state.ts';

type Filling = Extract<StreamPart, { type: 'text-delta' }>['filled'];
type Ending = Pick<AnswerRecord, 'status' | 'finishReason' | 'error'>;

/** True for the two parts that end a stream. */
export function isTerminal(part: StreamPart): boolean {
  return part.type === 'finish' || part.type === 'error';
}

/**
 * What an answer becomes by one part of its stream; the only place that reads the types of parts.
 * `elapsedMs` is the time from the question to this part. A settled answer stays as it is, whatever still arrives.
 */
export function applyPart(answer: AnswerRecord, part: StreamPart, elapsedMs: number): AnswerRecord {
  if (!isLive(answer)) return answer;
  switch (part.type) {
    case 'queued':
      return {
        ...answer,
        progress:
          part.heldMs === undefined
            ? { stage: 'queued', done: part.position ?? 0, total: null }
            : { stage: 'held', done: part.heldMs, total: null },
      };
    case 'progress':
      return { ...answer, progress: { stage: part.stage, done: part.done, total: part.total } };
    case 'served': {
      const { type: _, ...served } = part;
      return { ...answer, provenance: { ...answer.provenance, served: { ...answer.provenance.served, ...served } } };
    }
    case 'usage': {
      const { type: _, ...usage } = part;
      return { ...answer, provenance: { ...answer.provenance, usage: { ...answer.provenance.usage, ...usage } } };
    }
    case 'text-delta':
      if (part.text === '') return answer;
      return {
        ...reasoned(begun(answer, elapsedMs), elapsedMs),
        text: answer.text + part.text,
        filled: withSpan(answer, part.text, part.filled),
      };
    case 'reasoning-delta':
      if (part.text === '') return answer;
      return { ...begun(answer, elapsedMs), reasoning: answer.reasoning + part.text };
    case 'finish': {
      const status: AnswerStatus = part.reason === 'aborted' ? 'stopped' : 'done';
      return settled(answer, { status, finishReason: part.reason, error: null }, elapsedMs);
    }
    case 'error': {
      const status: AnswerStatus = part.error.code === 'interrupted' ? 'interrupted' : 'failed';
      return settled(answer, { status, finishReason: null, error: part.error }, elapsedMs);
    }
    default:
      part satisfies never;
      return answer;
  }
}

/** A live answer whose writer is gone: what arrived is kept, and it is not the whole answer. */
export function interrupted(answer: AnswerRecord): AnswerRecord {
  return isLive(answer) ? { ...answer, status: 'interrupted', progress: null } : answer;
}

/** Whether a model wrote anything of it, or still may: of an answer that ended without a word nobody can be said to have answered. */
export function saidSomething(answer: AnswerRecord): boolean {
  return isLive(answer) || answer.status === 'done' || answer.text !== '' || answer.reasoning !== '';
}

function begun(answer: AnswerRecord, elapsedMs: number): AnswerRecord {
  if (answer.status === 'streaming' && answer.progress === null) return answer;
  const { timing } = answer.provenance;
  const provenance = { ...answer.provenance, timing: { ...timing, firstTokenMs: timing.firstTokenMs ?? elapsedMs } };
  return { ...answer, status: 'streaming', progress: null, provenance };
}

/** The reasoning is over with the first word of the answer, or with its end if there is none. */
function reasoned(answer: AnswerRecord, elapsedMs: number): AnswerRecord {
  const { timing } = answer.provenance;
  if (answer.reasoning === '' || timing.reasonedMs !== undefined) return answer;
  const reasonedMs = Math.max(0, elapsedMs - (timing.firstTokenMs ?? elapsedMs));
  return { ...answer, provenance: { ...answer.provenance, timing: { ...timing, reasonedMs } } };
}

function settled(before: AnswerRecord, ending: Ending, elapsedMs: number): AnswerRecord {
  const answer = reasoned(before, elapsedMs);
  const { timing } = answer.provenance;
  return { ...answer, ...ending, progress: null, provenance: { ...answer.provenance, timing: { ...timing, totalMs: elapsedMs } } };
}

/** A filling that arrives in pieces is one span: the spans do not depend on how the text was cut. */
function withSpan(answer: AnswerRecord, text: string, filled: Filling): readonly FilledSpan[] {
  if (filled === undefined) return answer.filled;
  const start = answer.text.length;
  const end = start + text.length;
  const last = answer.filled.at(-1);
  const continues = last?.end === start && last.slot === filled.slot && last.modelId === filled.modelId && last.source === filled.source;
  return continues ? [...answer.filled.slice(0, -1), { ...last, end }] : [...answer.filled, { ...filled, start, end }];
}
