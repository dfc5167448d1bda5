import * as v from 'valibot';
import sentencesFile from './sentences.json';

/**
 * Everything the guide can say, by language, intent and variant. One file for the page and for the training, so that what the model
 * learned and what the grammar admits can't differ.
 */
const sentencesSchema = v.record(v.string(), v.record(v.string(), v.record(v.string(), v.string())));
const sentences = v.parse(sentencesSchema, sentencesFile);

export type GuideLanguage = 'en' | 'zh-Hans';

/** A sentence that fits the question's models, and what it is. */
export interface Sentence {
  readonly intent: string;
  readonly text: string;
}

export function sentenceOf(language: GuideLanguage, intent: string, variant: string): Sentence {
  const text = sentences[language]?.[intent]?.[variant];
  if (text === undefined) throw new Error(`The guide has no sentence "${intent}/${variant}" in ${language}.`);
  return { intent, text };
}

/** The intents whose sentences name no model: they fit every question. */
export const generalIntents: readonly string[] = Object.entries(sentences['en'] ?? {})
  .filter(([, variants]) => Object.keys(variants).join() === 'always')
  .map(([intent]) => intent);
