import type { Catalog } from '../catalog.ts';
import { effectiveLicense, questions } from '../effective-license.ts';
import { ancestors, descendants } from '../lineage.ts';
import type { Model } from '../schema.ts';
import { generalIntents, type Sentence, sentenceOf } from './sentences.ts';
import type { Situation } from './situation.ts';

/**
 * The sentences that are true for the question's models: for each thing that can be asked, the one variant that fits the card. The model
 * chooses among them and can say nothing else, so it can't join a sentence to a card that it doesn't fit.
 */
export function admissibleSentences(catalog: Catalog, situation: Situation): readonly Sentence[] {
  const { language, modelIds, isComparison, unknown } = situation;
  const say = (intent: string, variant: string): Sentence => sentenceOf(language, intent, variant);
  const general = generalIntents.map((intent) => say(intent, 'always'));
  const [first, second] = modelIds.flatMap((id) => catalog.models.get(id) ?? []);
  if (unknown !== null) return [say('unknown-model', first === undefined ? 'alone' : 'beside'), ...general];
  if (first === undefined) return general;
  const facts = isComparison ? [] : Object.entries(variantsOf(catalog, first)).map(([intent, variant]) => say(intent, variant));
  const both = second === undefined ? [] : [say('compare', 'known')];
  return [...facts, ...both, ...general.filter(({ intent }) => intent !== 'which-model')];
}

/** Which variant of each fact's sentence fits a card. */
function variantsOf(catalog: Catalog, model: Model): Readonly<Record<string, string>> {
  const known = (value: unknown): string => (value === null ? 'unknown' : 'known');
  const license = effectiveLicense(catalog, model.id);
  const verdicts = Object.fromEntries(questions.map((question) => [question, license?.verdicts[question].verdict ?? 'unclear']));
  return {
    maker: 'known',
    base: model.parents.length === 0 ? 'none' : ancestors(catalog, model.id, 'weights').length > 0 ? 'some' : 'only-history',
    license: licenseVariant(license),
    ...verdicts,
    data: model.dataSets.length > 0 ? 'some' : model.dataDisclosure === 'undisclosed' ? 'undisclosed' : 'none',
    size: known(model.parametersBillion.value),
    release: known(model.released.value),
    context: known(model.contextTokens.value),
    dependents: descendants(catalog, model.id).length > 0 ? 'some' : 'none',
    'prompt-format': known(model.promptFormat),
    run: runVariant(model),
  };
}

function licenseVariant(license: ReturnType<typeof effectiveLicense>): string {
  const declared = license?.declared ?? null;
  const effective = license?.effective ?? [];
  if (declared === null) return effective.length > 0 ? 'undeclared' : 'none';
  return effective.every(({ id }) => id === declared.id) ? 'plain' : 'more';
}

function runVariant({ weights, architecture }: Model): string {
  const form = weights.form.value;
  if (form === 'closed' || form === 'not-published') return 'closed';
  if ((form === 'delta' || form === 'xor') && weights.needsBaseWeights !== undefined) return 'delta';
  const runs = architecture.runsOnLlamaCpp.value;
  if (runs === null || (runs && architecture.llamaCpp.value === null)) return 'unknown';
  return runs ? 'llama-cpp' : 'elsewhere';
}
