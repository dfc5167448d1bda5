import type { Catalog } from '../catalog.ts';
import { effectiveLicense, questions } from '../effective-license.ts';
import { edgeFamily } from '../lineage.ts';
import type { DataSet, Fact, License, Model } from '../schema.ts';
import {
  billContent,
  concludedLicenses,
  dataSetAddress,
  declaredLicense,
  hubAddress,
  packageAddress,
  type Stamp,
  weightAncestors,
} from './content.ts';

interface Property {
  readonly name: string;
  readonly value: string;
}
type Part = Readonly<Record<string, unknown>>;

const modelReference = (id: string): string => `model:${id}`;
const dataReference = (id: string): string => `data:${id}`;

/**
 * A CycloneDX 1.6 bill of materials for a model or a set, ready for `JSON.stringify`. Each asked model is a component with its model card,
 * its ancestors by weights as pedigree, and both licenses: as declared, and as concluded over the ancestry. Data sets are components of
 * type data that the model cards refer to. What the format has no place for (sources, verdicts, unverified marks) stands in properties
 * under `stemma:`. Unknown ids are left out.
 */
export function cycloneDxBill(catalog: Catalog, modelIds: readonly string[], stamp: Stamp): Part {
  const { models, dataSets } = billContent(catalog, modelIds);
  const [only, ...others] = models;
  const isSingle = only !== undefined && others.length === 0;
  const components = models.map((model) => modelComponent(catalog, model));
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${stamp.serial}`,
    version: 1,
    metadata: {
      timestamp: stamp.timestamp,
      tools: { components: [{ type: 'application', name: 'Stemma' }] },
      ...(isSingle ? { component: components[0] } : {}),
      properties: [{ name: 'stemma:note', value: 'Computed from the sources named. No legal advice.' }],
    },
    components: [...(isSingle ? [] : components), ...dataSets.map((set) => dataComponent(catalog, set))],
    dependencies: [
      ...models.map(({ id, dataSets: used }) => ({
        ref: modelReference(id),
        dependsOn: [...new Set(used.map(({ target }) => dataReference(target)))],
      })),
      ...dataSets.map(({ id, contains }) => ({ ref: dataReference(id), dependsOn: contains.map(dataReference) })),
    ],
    compositions: models
      .filter(({ dataDisclosure }) => dataDisclosure === 'partly' || dataDisclosure === 'undisclosed')
      .map(({ id }) => ({ aggregate: 'incomplete', dependencies: [modelReference(id)] })),
  };
}

function modelComponent(catalog: Catalog, model: Model): Part {
  const verdicts = effectiveLicense(catalog, model.id)?.verdicts;
  const pedigree = weightAncestors(catalog, model).map(({ model: ancestor, path }) => {
    const step = path.at(-1);
    const way = step === undefined ? [] : sourcedProperties(`stemma:ancestor-of:${step.from}`, step.edge.relation, step.edge);
    return { ...describedModel(catalog, ancestor, false), properties: [...modelProperties(ancestor), ...way] };
  });
  return {
    'bom-ref': modelReference(model.id),
    ...describedModel(catalog, model, true),
    ...(pedigree.length === 0 ? {} : { pedigree: { ancestors: pedigree } }),
    properties: [
      ...modelProperties(model),
      ...model.parents
        .filter(({ relation }) => edgeFamily(relation) === 'history')
        .flatMap((edge) => sourcedProperties(`stemma:history:${edge.target}`, edge.relation, edge)),
      ...questions.map((question) => ({ name: `stemma:verdict:${question}`, value: verdicts?.[question].verdict ?? 'unclear' })),
    ],
  };
}

/** What an asked model and an ancestor have in common. An ancestor's own conclusions are not part of this document. */
function describedModel(catalog: Catalog, model: Model, withConcluded: boolean): Part {
  const { hubId, architecture, kind } = model;
  const declared = declaredLicense(catalog, model);
  const licenses = [
    ...(declared === null ? [] : [licenseChoice(declared, 'declared')]),
    ...(withConcluded ? concludedLicenses(catalog, model).map((license) => licenseChoice(license, 'concluded')) : []),
  ];
  const address = hubId === null ? null : packageAddress(hubId);
  return {
    type: 'machine-learning-model',
    publisher: catalog.organisations.get(model.organisation)?.name.value ?? model.organisation,
    name: model.name,
    licenses,
    ...(address === null ? {} : { purl: address }),
    externalReferences: hubId === null ? [] : [{ type: 'model-card', url: hubAddress(hubId) }],
    modelCard: {
      modelParameters: {
        task: kind === 'image' ? 'text-to-image' : 'text-generation',
        ...(architecture.llamaCpp.value === null ? {} : { modelArchitecture: architecture.llamaCpp.value }),
        datasets: [...new Set(model.dataSets.map(({ target }) => target))].map((id) => ({ ref: dataReference(id) })),
      },
    },
  };
}

function modelProperties(model: Model): readonly Property[] {
  return [
    { name: 'stemma:id', value: model.id },
    ...factProperties('stemma:released', model.released),
    ...factProperties('stemma:parameters-in-billions', model.parametersBillion),
    ...factProperties('stemma:context-tokens', model.contextTokens),
    ...factProperties('stemma:weights', model.weights.form),
    ...factProperties('stemma:gate', model.weights.gated),
    ...factProperties('stemma:declared-license', model.license.declared),
    { name: 'stemma:data-disclosure', value: model.dataDisclosure },
    ...model.dataSets.flatMap((edge) => sourcedProperties(`stemma:data:${edge.target}`, edge.stage, edge)),
  ];
}

function dataComponent(catalog: Catalog, set: DataSet): Part {
  const license = catalog.licenses.get(set.license.value ?? '');
  return {
    'bom-ref': dataReference(set.id),
    type: 'data',
    publisher: catalog.organisations.get(set.organisation)?.name.value ?? set.organisation,
    name: set.name,
    licenses: license === undefined ? [] : [licenseChoice(license, 'declared')],
    externalReferences: set.hubId === null ? [] : [{ type: 'distribution', url: dataSetAddress(set.hubId) }],
    data: [
      {
        type: 'dataset',
        name: set.name,
        ...(set.size === undefined ? {} : { description: `Size: ${set.size.value}` }),
      },
    ],
    properties: [
      { name: 'stemma:id', value: set.id },
      ...factProperties('stemma:declared-license', set.license),
      ...factProperties('stemma:status', set.status),
      ...set.textOrigins.flatMap(({ kind, fromModel, ...rest }, index) =>
        sourcedProperties(`stemma:text-origin:${index + 1}`, fromModel === undefined ? kind : `${kind} (${fromModel})`, rest),
      ),
    ],
  };
}

function licenseChoice(license: License, acknowledgement: 'declared' | 'concluded'): Part {
  const named =
    license.spdx === null ? { name: license.name } : { id: license.spdx, url: `https://spdx.org/licenses/${license.spdx}.html` };
  const reference = license.licenseRef === null ? [] : [{ name: 'stemma:license-reference', value: license.licenseRef }];
  const properties = [...reference, { name: 'stemma:source', value: license.terms.redistribution.source }];
  return { license: { ...named, acknowledgement, properties } };
}

function factProperties(name: string, { value, ...from }: Fact<string | number | null>): readonly Property[] {
  return value === null ? [] : sourcedProperties(name, String(value), from);
}

function sourcedProperties(
  name: string,
  value: string,
  { source, unverified }: { readonly source: string; readonly unverified?: true | undefined },
): readonly Property[] {
  const mark = unverified === true ? [{ name: `${name}:unverified`, value: 'true' }] : [];
  return [{ name, value }, { name: `${name}:source`, value: source }, ...mark];
}
