import type { Catalog } from '#catalog/catalog.ts';
import type { Verdict } from '#catalog/effective-license.ts';
import type { AnswerRecord } from '#chat/records.ts';
import { servedCatalogId } from '#chat/served-model.ts';
import { type ModelFacts, modelFacts, shownQuestions } from '#storage/formats/model-facts.ts';
import type { KeepingWords } from '../../language/en/keeping.ts';
import type { ProvenanceText } from '../../language/lineage-text.ts';
import type { MarkdownLabels } from '../markdown/rendering.ts';
import { servedName } from '../model-name.ts';
import { isImported } from '../provenance/imported.ts';

/** The words that a document needs. */
export interface DocumentWords {
  readonly keeping: KeepingWords;
  readonly provenance: ProvenanceText;
  readonly markdown: MarkdownLabels;
  readonly locale: string;
}

/** One line of what an answer stands on. */
export interface Fact {
  readonly kind: 'model' | 'asked' | 'from' | 'ancestors' | 'declared' | 'effective' | 'verdicts' | 'must-show' | 'stated' | 'unknown';
  readonly label: string;
  readonly text: string;
}

/** What goes with an answer wherever it goes, line by line: who answered, what that stands on, its licenses, and what they want shown. */
export function answerFacts(answer: AnswerRecord, catalog: Catalog | null, words: DocumentWords): readonly Fact[] {
  const { keeping, provenance } = words;
  const { asked, served } = answer.provenance;
  const id = servedCatalogId(answer.provenance);
  const facts = catalog === null || id === null ? null : modelFacts(catalog, id);
  const name = servedName(catalog, answer.provenance);
  const told = served.model !== undefined && served.model !== asked.modelId;
  return [
    { kind: 'model', label: provenance.answeredBy, text: facts === null ? name : `${name} (${facts.maker})` },
    ...(told ? [{ kind: 'asked', label: keeping.asked, text: asked.modelId } as const] : []),
    {
      kind: 'from',
      label: keeping.from,
      text: isImported(answer)
        ? provenance.importedFrom(asked.backendLabel)
        : [asked.backendLabel, served.provider].filter(Boolean).join(', '),
    },
    ...(facts === null ? unknownFacts(answer, words) : modelLines(facts, words)),
  ];
}

/** The lines about a model of the catalog. */
export function modelLines(facts: ModelFacts, { keeping, provenance }: DocumentWords): readonly Fact[] {
  const lineage = facts.ancestors.map(({ name, relation }) => `${provenance.relations[relation]} ${name}`);
  const holdsMore = facts.effectiveLicenses.some((license) => license !== facts.declaredLicense);
  return [
    { kind: 'ancestors', label: keeping.standsOn, text: lineage.length === 0 ? keeping.nothingBelow : lineage.join('; ') },
    {
      kind: 'declared',
      label: `${provenance.license}, ${provenance.declared.toLowerCase()}`,
      text: facts.declaredLicense ?? provenance.noneDeclared,
    },
    ...(holdsMore
      ? [
          {
            kind: 'effective',
            label: `${provenance.license}, ${provenance.effective.toLowerCase()}`,
            text: facts.effectiveLicenses.join(' + '),
          } as const,
        ]
      : []),
    { kind: 'verdicts', label: keeping.mayI, text: verdictWords(facts.verdicts, provenance) },
    ...(facts.mustShow.length === 0 ? [] : [{ kind: 'must-show', label: keeping.mustShow, text: facts.mustShow.join('; ') } as const]),
  ];
}

function verdictWords(verdicts: Readonly<Record<string, Verdict>>, provenance: ProvenanceText): string {
  return shownQuestions
    .map((question) => `${provenance.questions[question]}: ${provenance.verdicts[verdicts[question] ?? 'unclear']}`)
    .join('; ');
}

/** Nothing is known, and nothing is assumed; what a file says of itself is told as that. */
function unknownFacts({ provenance: { served } }: AnswerRecord, { keeping, provenance }: DocumentWords): readonly Fact[] {
  const { stated } = served;
  const said =
    stated === undefined ? [] : [stated.name, stated.license, ...stated.baseModels.map(({ name }) => name)].filter((one) => one !== null);
  return [
    { kind: 'unknown', label: provenance.license, text: provenance.notInCatalog },
    ...(said.length === 0 ? [] : [{ kind: 'stated', label: keeping.statedBy, text: said.join('; ') } as const]),
  ];
}
