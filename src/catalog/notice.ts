import type { Catalog } from './catalog.ts';
import { binds, type ChainStep, effectiveLicense } from './effective-license.ts';
import { type Obligation, obligations } from './obligations.ts';
import type { Act, License, Model } from './schema.ts';

/** English by nature: it goes with files whose licenses are English. Plain text, lines end with "\n". */
const legend =
  'Drawn up by Stemma from its catalog, with the sources named here. It names what the licenses ask for as the catalog knows it, ' +
  'is no replacement for their texts, and is no legal advice.';

/**
 * A NOTICE text for a set of models: the models, each license that holds for them once with those that carry it and what it asks for,
 * then what is not verified. The same set gives the same text, in whatever order it is named. Unknown ids are left out.
 */
export function noticeFor(catalog: Catalog, modelIds: readonly string[]): string {
  const models = inOrder(modelIds.flatMap((id) => catalog.models.get(id) ?? []));
  const asked = obligations(
    catalog,
    models.map(({ id }) => id),
  );
  const licenses = inOrder(new Set(stepsOf(catalog, models).map(({ license }) => license)));
  const doubts = doubtsOf(catalog, models, asked);
  return `${[
    ['NOTICE'],
    [legend],
    ['MODELS', ...models.map((model) => `- ${titleOf(catalog, model)}`)],
    ...licenses.map((license) => licensePart(catalog, models, license, asked)),
    ...(doubts.length === 0 ? [] : [['NOT VERIFIED', ...doubts.map((doubt) => `- ${doubt}`)]]),
  ]
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function licensePart(catalog: Catalog, models: readonly Model[], license: License, asked: readonly Obligation[]): readonly string[] {
  const carriers = inOrder(new Set(stepsOf(catalog, models).flatMap((step) => (step.license === license ? [step.model] : []))));
  const own = asked.filter((one) => one.license === license);
  const told = (...acts: readonly Act[]): readonly string[] => own.filter((one) => one.acts.join() === acts.join()).map(sentence);
  return [
    `LICENSE: ${license.name}${license.spdx === null ? '' : ` (${license.spdx}, https://spdx.org/licenses/${license.spdx}.html)`}`,
    `Carried by: ${carriers.map(({ name }) => name).join(', ')}`,
    `Read at: ${license.terms.redistribution.source}`,
    ...own.flatMap(({ kind, text }) => (kind === 'notice-text' && text !== null ? [`Notice: ${text}`] : [])),
    ...own.flatMap(({ kind, text }) => (kind === 'display' && text !== null ? [`To be shown: ${text}`] : [])),
    ...list('Asked of whoever shows answers, and of whoever passes on weights or a derived model:', told('answers', 'weights')),
    ...list('Asked of whoever shows answers:', told('answers')),
    ...list('Asked of whoever passes on weights or a derived model:', told('weights')),
  ];
}

function list(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `- ${line}`)];
}

function sentence({ kind, words, text, link, asService, isUnverified }: Obligation): string {
  const service = asService ? ' (answers: when the model is offered in an app or as a service)' : '';
  const exact = text !== null && kind === 'model-name' ? ` ("${text}")` : '';
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${exact}${service}${link === null ? '' : `: ${link}`}${isUnverified ? ' [not verified]' : ''}`;
}

function stepsOf(catalog: Catalog, models: readonly Model[]): readonly ChainStep[] {
  return models.flatMap(({ id }) => effectiveLicense(catalog, id)?.verdicts.redistribution.steps.filter(binds) ?? []);
}

function doubtsOf(catalog: Catalog, models: readonly Model[], asked: readonly Obligation[]): readonly string[] {
  const steps = stepsOf(catalog, models);
  const licenses = steps.filter(({ model }) => model.license.declared.unverified === true);
  const relations = steps.flatMap(({ path }) => path.filter(({ edge }) => edge.unverified === true));
  const nameOf = (id: string): string => catalog.models.get(id)?.name ?? id;
  return [
    ...new Set([
      ...licenses.map(({ model, license }) => `That ${model.name} carries ${license.name} (${model.license.declared.source})`),
      ...relations.map(({ from, edge }) => `That ${nameOf(from)} stands on ${nameOf(edge.target)} (${edge.source})`),
      ...asked
        .filter(({ isUnverified, license }) => isUnverified && license !== null)
        .map(({ words, license, source }) => `"${words}", ${license?.name} (${source})`),
      ...models.filter((model) => model.license.declared.value === null).map(({ name }) => `${name} declares no license`),
    ]),
  ].toSorted();
}

function titleOf(catalog: Catalog, { name, organisation, hubId, license }: Model): string {
  const maker = catalog.organisations.get(organisation)?.name.value ?? organisation;
  const declared = catalog.licenses.get(license.declared.value ?? '')?.name ?? 'none';
  return `${name}, by ${maker}. Declared license: ${declared}.${hubId === null ? '' : ` https://huggingface.co/${hubId}`}`;
}

/** By id, so that the order of asking and the order of files do not show. */
function inOrder<Item extends { readonly id: string }>(items: Iterable<Item>): readonly Item[] {
  return [...new Set(items)].toSorted(({ id: left }, { id: right }) => (left < right ? -1 : left > right ? 1 : 0));
}
