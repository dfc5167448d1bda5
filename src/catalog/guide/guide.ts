import type { Catalog } from '../catalog.ts';
import { admissibleSentences } from './admissible.ts';
import { grammarOf } from './grammar.ts';
import type { GuideLanguage, Sentence } from './sentences.ts';
import { type GuideTurn, type Situation, situationOf } from './situation.ts';
import { SlotFiller } from './slot-filler.ts';
import { fillSlot, type GuidePiece } from './slots.ts';

/** What the guide model is asked, and how its sentence becomes an answer. */
export interface GuideRequest {
  readonly prompt: string;
  /** Admits only the sentences that fit the question's models. */
  readonly grammar: string;
  readonly stop: readonly string[];
  readonly maxTokens: number;
  readonly situation: Situation;
  readonly sentences: readonly Sentence[];
  /** Takes what the model wrote, cut anywhere; gives what is shown. */
  fill(piece: string): readonly GuidePiece[];
  end(): readonly GuidePiece[];
}

/** The longest sentence has about 120 tokens. */
const maxTokens = 256;

/** The prompt as the model was trained on it: language, whether a name is carried over, the masked question. */
export function guidePrompt({ language, isCarried, masked }: Situation): string {
  return `<|${language === 'en' ? 'english' : 'chinese'}|>${isCarried ? '<|carried|>' : ''}<|question|>${masked}<|answer|>`;
}

/**
 * Prepares one question to the guide. It sees the question with model names masked; the grammar holds only sentences that are true of
 * those models' cards; their slots are filled from the catalog, each with its source.
 */
export function prepareGuideRequest(catalog: Catalog, turns: readonly GuideTurn[], locale: GuideLanguage): GuideRequest {
  const situation = situationOf(catalog, turns, locale);
  const sentences = admissibleSentences(catalog, situation);
  const intentOf = (written: string): string => sentences.find(({ text }) => text.startsWith(written))?.intent ?? '';
  const filler = new SlotFiller((slot, written) =>
    fillSlot(catalog, situation, slot, intentOf(written.slice(0, written.indexOf('<|') + 1))),
  );
  return {
    prompt: guidePrompt(situation),
    grammar: grammarOf(sentences),
    stop: ['<|end|>'],
    maxTokens,
    situation,
    sentences,
    fill: (piece) => filler.add(piece),
    end: () => filler.end(),
  };
}
