import type { Catalog } from '../catalog.ts';
import { effectiveLicense } from '../effective-license.ts';
import { descendants, foundations } from '../lineage.ts';
import type { Fact, License, Model } from '../schema.ts';
import type { FilledFact } from './filled-fact.ts';
import type { GuideLanguage } from './sentences.ts';
import type { Situation } from './situation.ts';

export interface GuidePiece {
  readonly text: string;
  /** Set when the catalog, not the model, wrote this text. */
  readonly filled?: FilledFact;
}

interface Words {
  readonly join: string;
  readonly more: (count: number) => string;
  readonly unverified: string;
  readonly noLicense: string;
  readonly billion: (count: number) => string;
  readonly million: (count: number) => string;
  readonly verdicts: Readonly<Record<'allowed' | 'conditional' | 'not-allowed' | 'unclear', string>>;
  readonly of: (license: string, model: string) => string;
}

const words: Readonly<Record<GuideLanguage, Words>> = {
  en: {
    join: ', ',
    more: (count) => ` and ${count} more`,
    unverified: ' (unverified)',
    noLicense: 'none declared',
    billion: (count) => `${count} billion`,
    million: (count) => `${count} million`,
    verdicts: { allowed: 'allowed', conditional: 'allowed under conditions', 'not-allowed': 'not allowed', unclear: 'unclear' },
    of: (license, model) => `${license} (of ${model})`,
  },
  'zh-Hans': {
    join: '、',
    more: (count) => ` 等另外 ${count} 个`,
    unverified: '（未核实）',
    noLicense: '未声明',
    billion: (count) => `${Number((count * 10).toFixed(4))} 亿`,
    million: (count) => `${Number((count * 100).toFixed(4))} 万`,
    verdicts: { allowed: '允许', conditional: '有条件地允许', 'not-allowed': '不允许', unclear: '不明确' },
    of: (license, model) => `${license}（${model}）`,
  },
};

/** Longer lists are cut and counted. */
const mostListed = 6;

/**
 * What stands in a slot: text from the catalog with the fact's source, or several pieces for a list. `question` is the intent of the
 * sentence, where a slot depends on it.
 */
export function fillSlot(catalog: Catalog, situation: Situation, slot: string, intent: string): readonly GuidePiece[] {
  const ofSecond = slot.endsWith('2');
  const name = ofSecond ? slot.slice(0, -1) : slot;
  const language = words[situation.language];
  if (name === 'unknown') {
    return [{ text: situation.unknown ?? '', filled: { slot, modelId: null, source: null } }];
  }
  const model = catalog.models.get(situation.modelIds[ofSecond ? 1 : 0] ?? '');
  if (model === undefined) throw new Error(`The slot "${slot}" has no model to be filled from.`);
  const piece = (text: string, source: string | null): GuidePiece => ({ text, filled: { slot, modelId: model.id, source } });
  const fact = <Value>({ value, source, unverified }: Fact<Value>, shown: (value: NonNullable<Value>) => string): readonly GuidePiece[] =>
    value === null || value === undefined ? [] : [piece(shown(value) + (unverified === true ? language.unverified : ''), source)];
  const list = (items: readonly GuidePiece[]): readonly GuidePiece[] => {
    const listed = items.slice(0, mostListed).flatMap((item, place) => (place === 0 ? [item] : [{ text: language.join }, item]));
    return items.length > mostListed ? [...listed, { text: language.more(items.length - mostListed) }] : listed;
  };
  const licenses = (items: readonly License[]): readonly GuidePiece[] =>
    list(items.map((license) => piece(license.name, license.terms.commercialUse.source)));
  const models = (items: readonly Model[]): readonly GuidePiece[] =>
    list(items.map((item) => piece(item.name, item.parents[0]?.source ?? item.released.source)));
  const license = effectiveLicense(catalog, model.id);
  const question = questionOf(intent);
  const verdict = license?.verdicts[question];

  switch (name) {
    case 'name':
      return [piece(model.name, null)];
    case 'maker':
      return fact(catalog.organisations.get(model.organisation)?.name ?? { value: model.organisation, source: '' }, String);
    case 'parents':
      return list(
        model.parents.map(({ target, source, unverified }) =>
          piece((catalog.models.get(target)?.name ?? target) + (unverified === true ? language.unverified : ''), source),
        ),
      );
    case 'foundations':
      return models(foundations(catalog, model.id));
    case 'declared':
      return license?.declared === null || license === null
        ? [piece(language.noLicense, model.license.declared.source)]
        : fact(model.license.declared, () => license.declared?.name ?? '');
    case 'effective':
      return licenses(license?.effective ?? []);
    case 'conditions':
      return licenses((verdict?.conditionsOf ?? []).flatMap((id) => catalog.licenses.get(id) ?? []));
    case 'forbidden-by':
      return list(
        (verdict?.steps ?? [])
          .filter(({ answer }) => answer === 'not-allowed')
          .map((step) => piece(language.of(step.license.name, step.model.name), step.source)),
      );
    case 'data':
      return list(
        model.dataSets.map(({ target, source, unverified }) =>
          piece((catalog.dataSets.get(target)?.name ?? target) + (unverified === true ? language.unverified : ''), source),
        ),
      );
    case 'parameters':
      return fact(model.parametersBillion, (billions) =>
        billions < 1 ? language.million(Number((billions * 1000).toFixed(3))) : language.billion(billions),
      );
    case 'released':
      return fact(model.released, String);
    case 'context':
      return fact(model.contextTokens, (tokens) => new Intl.NumberFormat('en').format(tokens));
    case 'dependents':
      return models(descendants(catalog, model.id));
    case 'format': {
      const format = catalog.promptFormats.get(model.promptFormat ?? '');
      return format === undefined ? [] : [piece(format.name, format.source)];
    }
    case 'needs':
      return [piece(catalog.models.get(model.weights.needsBaseWeights ?? '')?.name ?? '', model.weights.form.source)];
    case 'architecture':
      return fact(model.architecture.llamaCpp, String);
    case 'verdict':
      return [piece(language.verdicts[verdict?.verdict ?? 'unclear'], verdict?.steps[0]?.source ?? null)];
    default:
      throw new Error(`The guide knows no slot "${slot}".`);
  }
}

function questionOf(intent: string): 'noncommercial-use' | 'commercial-use' | 'redistribution' | 'train-on-outputs' {
  switch (intent) {
    case 'noncommercial-use':
    case 'redistribution':
    case 'train-on-outputs':
      return intent;
    default:
      return 'commercial-use';
  }
}
