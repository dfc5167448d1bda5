import { prepareGuideRequest } from '#catalog/guide/guide.ts';
import type { Catalog } from '#catalog/catalog.ts';
import type { FilledFact } from '#catalog/guide/filled-fact.ts';
import { renderPrompt } from '#catalog/prompt-format.ts';
import { ProviderFailure } from '../../failure.ts';
import { usualMaxTokens } from '../../known-parameters.ts';
import type { GenerationRequest } from '../../provider.ts';
import type { EngineRequest } from './engine.ts';

export interface TextPiece {
  readonly text: string;
  readonly filled?: FilledFact;
}

/** What is sent to the engine, and how its words become the answer's. */
export interface Generation {
  readonly formatId: string;
  /** The exact prompt; `null` when the file's own chat template writes it. */
  readonly promptText: string | null;
  readonly request: EngineRequest;
  readonly piece: (text: string) => readonly TextPiece[];
  readonly end: () => readonly TextPiece[];
}

/**
 * The guide model gets a prompt and a grammar made from the catalog and its sentences are filled in; every other model gets the prompt of
 * its format. The guide decodes greedily: its words are chosen, not drawn.
 */
export function generationFor(
  catalog: Catalog,
  model: { readonly catalogId: string | null; readonly hasTemplate: boolean; readonly formatId: string | null },
  request: GenerationRequest,
): Generation {
  const { maxTokens = usualMaxTokens, ...sampling } = request.parameters;
  if (model.catalogId === 'stemma-guide') {
    const guide = prepareGuideRequest(catalog, request.turns, request.locale);
    return {
      formatId: 'stemma-guide',
      promptText: guide.prompt,
      request: { input: guide.prompt, stop: guide.stop, grammar: guide.grammar, maxTokens: guide.maxTokens, temperature: 0, seed: 0 },
      piece: (text) => guide.fill(text),
      end: () => guide.end(),
    };
  }
  const settings = { maxTokens, ...sampling };
  const shown = { piece: request.begun === undefined ? withoutLeadingSpace() : asItIs, end: () => [] };
  if (model.hasTemplate && request.promptFormat === null) {
    const system = request.system === null ? [] : [{ role: 'system' as const, content: request.system }];
    const input = [...system, ...request.turns.map(({ role, text }) => ({ role, content: text }))];
    return { formatId: 'file', promptText: null, request: { input, stop: [], ...settings }, ...shown };
  }
  const format = request.promptFormat ?? catalog.promptFormats.get(model.formatId ?? 'base-completion');
  if (format === undefined) throw new ProviderFailure('bad-request', `The catalog has no prompt format "${model.formatId}".`);
  const prompt = renderPrompt(format, {
    system: request.system,
    turns: request.turns,
    ...(request.begun === undefined ? {} : { begun: request.begun }),
  });
  return { formatId: format.id, promptText: prompt.text, request: { input: prompt.text, stop: prompt.stop, ...settings }, ...shown };
}

/** Behind words that stand already a blank is a part of the answer. */
const asItIs: Generation['piece'] = (text) => [{ text }];

/** SentencePiece models begin their answer with a space that belongs to the prompt's last marker. */
function withoutLeadingSpace(): Generation['piece'] {
  let begun = false;
  return (text) => {
    const shown = begun ? text : text.trimStart();
    begun ||= shown !== '';
    return shown === '' ? [] : [{ text: shown }];
  };
}
