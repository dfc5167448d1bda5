import type { Catalog } from '../catalog.ts';
import { findModels, namesLicense, unknownModelNames } from '../match.ts';
import type { GuideLanguage } from './sentences.ts';

/** A turn as every chat has it. */
export interface GuideTurn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** What the guide sees of a question: the words without the names, and which names stood there. */
export interface Situation {
  readonly language: GuideLanguage;
  /** The question with its model names replaced by marks. */
  readonly masked: string;
  /** Catalog ids: named in the question, or, if it names none, carried over from an earlier one. At most two. */
  readonly modelIds: readonly string[];
  /** True when the name comes from an earlier turn. */
  readonly isCarried: boolean;
  /** "Compare it with Dolly": the first model was said earlier, the second now. Nothing but their comparison may be told. */
  readonly isComparison: boolean;
  /** A model name without a card, in the person's own words. */
  readonly unknown: string | null;
}

/** Longer questions are cut: the guide's context is small, and what it can answer is short. Characters. */
const longestQuestion = 240;

function languageOf(question: string, locale: GuideLanguage): GuideLanguage {
  if (/\p{Script=Han}/u.test(question)) return 'zh-Hans';
  return /[a-z]{3}/i.test(question) ? 'en' : locale;
}

interface Masked {
  readonly text: string;
  readonly modelIds: readonly string[];
  readonly unknown: string | null;
}

function mask(catalog: Catalog, written: string): Masked {
  // A question can't write the guide's own marks.
  const question = written.replaceAll('<|', '< |').slice(0, longestQuestion);
  const modelIds: string[] = [];
  let unknown: string | null = null;
  const found = findModels(catalog, question);
  const named = found.length > 1 ? found.filter(({ end }) => !namesLicense(question, end)) : found;
  const names = [
    ...named.map((name) => ({ ...name, isKnown: true as const })),
    ...unknownModelNames(catalog, question).map((name) => ({ ...name, isKnown: false as const })),
  ].toSorted((left, right) => left.start - right.start);
  let text = '';
  let at = 0;
  for (const name of names) {
    if (name.start < at) continue;
    let mark = '<|unknown|>';
    if (name.isKnown) {
      if (!modelIds.includes(name.modelId)) modelIds.push(name.modelId);
      mark = modelIds.indexOf(name.modelId) === 0 ? '<|name|>' : '<|name2|>';
    } else {
      unknown ??= name.text;
    }
    text += question.slice(at, name.start) + mark;
    at = name.end;
  }
  return { text: text + question.slice(at), modelIds: modelIds.slice(0, 2), unknown };
}

/** "and Dolly?", "那 Dolly 呢": nothing is asked but the earlier question once more, of another model. */
const onlyName =
  /^[\s\p{P}]*(and|what about|how about|or|then|same for|also|and what about|and for|(那么?|那)?(换成|换|换作|要是|如果是|还有)?)?\s*<\|name\|>\s*(then|too|呢|怎么样)?[\s\p{P}]*$/iu;

/** Words that set the model of this question against the one before. */
const compares = /\b(compar\w*|versus|vs|against|differ\w*|than|stack up)\b|比|区别|不同|差别|差异/i;

/**
 * Reads the last question. One without a name leans on the last earlier one that had one; one that is nothing but a name asks what was
 * asked before of that model.
 */
export function situationOf(catalog: Catalog, turns: readonly GuideTurn[], locale: GuideLanguage): Situation {
  const questions = turns.filter(({ role }) => role === 'user').map(({ text }) => mask(catalog, text));
  const own = questions.at(-1) ?? { text: '', modelIds: [], unknown: null };
  const before = questions.slice(0, -1);
  const asked = onlyName.test(own.text) ? before.findLast(({ text }) => !onlyName.test(text) && !text.includes('<|name2|>')) : undefined;
  const hasName = own.modelIds.length > 0 || own.unknown !== null;
  const leansBack = !hasName || (own.modelIds.length === 1 && own.unknown === null && asked === undefined && compares.test(own.text));
  const earlier = !leansBack ? undefined : before.findLast(({ modelIds, unknown }) => modelIds.length > 0 || unknown !== null);
  const [first, second] = [earlier?.unknown === null ? earlier.modelIds[0] : undefined, own.modelIds[0]];
  const isComparison = first !== undefined && second !== undefined && first !== second;
  const text = isComparison ? own.text.replaceAll('<|name|>', '<|name2|>') : (asked?.text ?? own.text);
  const modelIds = isComparison ? [first, second] : earlier?.unknown === null ? earlier.modelIds : own.modelIds;
  return {
    language: languageOf(text.replaceAll(/<\|\w+\|>/g, '') || (turns.at(-1)?.text ?? ''), locale),
    masked: text
      .replaceAll('<|unknown|>', asked === undefined ? '<|unknown|>' : '<|name|>')
      .trim()
      .replaceAll(/\s+/g, ' '),
    modelIds,
    isCarried: modelIds.length > 0 && (earlier !== undefined || (asked !== undefined && !asked.text.includes('<|'))),
    isComparison,
    unknown: own.unknown,
  };
}
