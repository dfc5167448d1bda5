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

/** Reads the last question; a question without a name leans on the last earlier one that had one. */
export function situationOf(catalog: Catalog, turns: readonly GuideTurn[], locale: GuideLanguage): Situation {
  const questions = turns.filter(({ role }) => role === 'user').map(({ text }) => text);
  const question = questions.at(-1) ?? '';
  const own = mask(catalog, question);
  const earlier =
    own.modelIds.length > 0 || own.unknown !== null
      ? undefined
      : questions
          .slice(0, -1)
          .map((text) => mask(catalog, text))
          .findLast(({ modelIds, unknown }) => modelIds.length > 0 || unknown !== null);
  const modelIds = earlier?.unknown === null ? earlier.modelIds : own.modelIds;
  return {
    language: languageOf(own.text.replaceAll(/<\|\w+\|>/g, '') || question, locale),
    masked: own.text.trim().replaceAll(/\s+/g, ' '),
    modelIds,
    isCarried: earlier !== undefined && modelIds.length > 0,
    unknown: own.unknown,
  };
}
