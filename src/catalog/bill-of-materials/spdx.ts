import type { Catalog } from '../catalog.ts';
import { edgeFamily } from '../lineage.ts';
import { obligations } from '../obligations.ts';
import type { DataSet, Edge, License, Model } from '../schema.ts';
import { billContent, concludedLicenses, dataSetAddress, declaredLicense, hubAddress, packageAddress, type Stamp } from './content.ts';

type Element = Readonly<Record<string, unknown>>;

/**
 * An SPDX 3.0.1 bill of materials as JSON-LD, ready for `JSON.stringify`: AI packages for the models and their whole ancestry, data set
 * packages, and relationships `trainedOn`, `descendantOf`, `hasDeclaredLicense`, `hasConcludedLicense`. Unknown ids are left out.
 *
 * The AI and Dataset profiles ask for values that nobody stated for some models, such as the day of release. Nothing is made up for them:
 * the document claims to conform to the AI profile only where every model has them, and never to the Dataset profile, which asks for the
 * time a set was built.
 */
export function spdxBill(catalog: Catalog, modelIds: readonly string[], stamp: Stamp): Element {
  const { models, ancestry, dataSets } = billContent(catalog, modelIds);
  const packages = [...models, ...ancestry];
  const document = new Graph(catalog, stamp);
  for (const model of packages) document.addModel(model, models.includes(model));
  for (const set of dataSets) document.addDataSet(set);
  for (const model of packages)
    document.relateModel(model, models.includes(model), new Set(packages.map(({ id }) => id)), new Set(dataSets));
  for (const set of dataSets) document.relateDataSet(set);
  return document.finished(models);
}

/** Collects the elements of one document; each element once. */
class Graph {
  readonly #catalog: Catalog;
  readonly #stamp: Stamp;
  readonly #elements = new Map<string, Element>();
  #packagesAreWhole = true;

  constructor(catalog: Catalog, stamp: Stamp) {
    this.#catalog = catalog;
    this.#stamp = stamp;
    this.#add('agent:stemma', { type: 'SoftwareAgent', name: 'Stemma' });
  }

  finished(models: readonly Model[]): Element {
    const bill = this.#add('bill', { type: 'software_Sbom', rootElement: models.map(({ id }) => this.#iri(`model:${id}`)) });
    const elements = [...this.#elements.values()];
    const document = {
      type: 'SpdxDocument',
      spdxId: this.#iri('document'),
      creationInfo: '_:creation',
      name: `Bill of materials: ${models.map(({ name }) => name).join(', ')}`,
      comment: 'Computed by Stemma from the sources named. No legal advice.',
      profileConformance: ['core', 'software', 'simpleLicensing', ...(this.#packagesAreWhole ? ['ai'] : [])],
      rootElement: [bill],
      element: elements.map(({ spdxId }) => spdxId),
    };
    const creation = {
      type: 'CreationInfo',
      '@id': '_:creation',
      specVersion: '3.0.1',
      created: this.#stamp.timestamp,
      createdBy: [this.#iri('agent:stemma')],
    };
    return { '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld', '@graph': [creation, document, ...elements] };
  }

  addModel(model: Model, isAsked: boolean): void {
    const { id, hubId, released, architecture, contextTokens, parametersBillion, dataDisclosure, notes } = model;
    const address = hubId === null ? null : packageAddress(hubId);
    const day = /^\d{4}-\d{2}-\d{2}$/.test(released.value ?? '') ? released.value : null;
    if (hubId === null || day === null) this.#packagesAreWhole = false;
    const known = [
      ...(parametersBillion.value === null ? [] : [`${parametersBillion.value} billion parameters`]),
      ...(contextTokens.value === null ? [] : [`context of ${contextTokens.value} tokens`]),
    ];
    const texts = isAsked ? attributionTexts(this.#catalog, model) : [];
    this.#add(`model:${id}`, {
      type: 'ai_AIPackage',
      name: model.name,
      software_primaryPurpose: 'model',
      suppliedBy: this.#organisation(model.organisation),
      ...(known.length === 0 ? {} : { description: known.join(', ') }),
      ...(notes.length === 0 ? {} : { comment: notes.join(' ') }),
      // Models carry no version; the date of release tells two with one name apart.
      ...(released.value === null ? {} : { software_packageVersion: released.value }),
      ...(day === null ? {} : { releaseTime: `${day}T00:00:00Z` }),
      ...(hubId === null ? {} : { software_downloadLocation: hubAddress(hubId), software_homePage: hubAddress(hubId) }),
      ...(address === null ? {} : { software_packageUrl: address }),
      ...(architecture.llamaCpp.value === null ? {} : { ai_typeOfModel: [architecture.llamaCpp.value] }),
      ...(texts.length === 0 ? {} : { software_attributionText: texts }),
      ai_informationAboutTraining: `Training data: ${dataDisclosure === 'n/a' ? 'does not apply' : dataDisclosure}`,
    });
  }

  addDataSet({ id, hubId, name, organisation, textOrigins, size, notes, status }: DataSet): void {
    const isImages = textOrigins.length > 0 && textOrigins.every(({ kind }) => kind === 'web-images');
    const origins = textOrigins.map(({ kind, fromModel, source, unverified }) => {
      const from = fromModel === undefined ? kind : `${kind} (${fromModel})`;
      return `${from}: ${source}${unverified === true ? ' [not verified]' : ''}`;
    });
    this.#add(`data:${id}`, {
      type: 'dataset_DatasetPackage',
      name,
      software_primaryPurpose: 'data',
      originatedBy: [this.#organisation(organisation)],
      dataset_datasetType: [textOrigins.length === 0 ? 'noAssertion' : isImages ? 'image' : 'text'],
      ...(size === undefined ? {} : { description: `Size: ${size.value}` }),
      comment: [`Status: ${status.value}.`, ...notes].join(' '),
      ...(origins.length === 0 ? {} : { dataset_dataCollectionProcess: origins.join('; ') }),
      ...(hubId === null ? {} : { software_downloadLocation: dataSetAddress(hubId) }),
    });
  }

  relateModel(model: Model, isAsked: boolean, packages: ReadonlySet<string>, dataSets: ReadonlySet<DataSet>): void {
    const from = `model:${model.id}`;
    for (const edge of model.parents.filter(({ target }) => packages.has(target))) {
      const isDescent = edgeFamily(edge.relation) === 'weights';
      this.#relate(from, isDescent ? 'descendantOf' : 'other', `model:${edge.target}`, commentOn(edge.relation, edge));
    }
    for (const edge of model.dataSets.filter(({ target }) => [...dataSets].some(({ id }) => id === target))) {
      this.#relate(from, 'trainedOn', `data:${edge.target}`, commentOn(edge.stage, edge), {
        completeness: model.dataDisclosure === 'disclosed' ? 'noAssertion' : 'incomplete',
      });
    }
    const declared = declaredLicense(this.#catalog, model);
    if (declared !== null)
      this.#relate(from, 'hasDeclaredLicense', this.#license([declared]), commentOn('declared', model.license.declared));
    const concluded = isAsked ? concludedLicenses(this.#catalog, model) : [];
    if (concluded.length > 0) this.#relate(from, 'hasConcludedLicense', this.#license(concluded), 'With its ancestry by weights.');
  }

  relateDataSet({ id, contains, license }: DataSet): void {
    for (const inner of contains) this.#relate(`data:${id}`, 'contains', `data:${inner}`, 'A set inside the set.');
    const declared = this.#catalog.licenses.get(license.value ?? '');
    if (declared !== undefined) this.#relate(`data:${id}`, 'hasDeclaredLicense', this.#license([declared]), commentOn('declared', license));
  }

  #iri(name: string): string {
    return `urn:uuid:${this.#stamp.serial}#${name}`;
  }

  #add(name: string, element: Element): string {
    const spdxId = this.#iri(name);
    if (!this.#elements.has(name)) this.#elements.set(name, { spdxId, creationInfo: '_:creation', ...element });
    return spdxId;
  }

  #organisation(id: string): string {
    return this.#add(`organisation:${id}`, { type: 'Organization', name: this.#catalog.organisations.get(id)?.name.value ?? id });
  }

  #relate(from: string, relationshipType: string, to: string, comment: string, more: Element = {}): void {
    this.#add(`relationship:${from}:${relationshipType}:${to}`, {
      type: 'Relationship',
      from: this.#iri(from),
      relationshipType,
      to: [this.#iri(to)],
      comment,
      ...more,
    });
  }

  /** An expression over licenses that all hold; gives its name. A license outside of the SPDX list is told by a text of its own. */
  #license(licenses: readonly License[]): string {
    const custom = licenses.filter(({ spdx }) => spdx === null);
    const texts = custom.map((license) => ({
      type: 'DictionaryEntry',
      key: referenceOf(license),
      value: this.#add(`license-text:${license.id}`, {
        type: 'simplelicensing_SimpleLicensingText',
        name: license.name,
        // The catalog holds what a license asks for, not its text.
        simplelicensing_licenseText: `${license.name}. The text itself is not part of this document; it was read at: ${license.terms.redistribution.source}`,
      }),
    }));
    const name = `license:${licenses.map(({ id }) => id).join('+')}`;
    this.#add(name, {
      type: 'simplelicensing_LicenseExpression',
      simplelicensing_licenseExpression: licenses.map(referenceOf).join(' AND '),
      ...(texts.length === 0 ? {} : { simplelicensing_customIdToUri: texts }),
    });
    return name;
  }
}

const referenceOf = ({ id, spdx, licenseRef }: License): string => spdx ?? licenseRef ?? `LicenseRef-${id}`;

/** Lines that licenses want kept with the weights or shown, to the letter. */
function attributionTexts(catalog: Catalog, { id }: Model): readonly string[] {
  const asked = obligations(catalog, [id]).filter(({ kind }) => kind === 'notice-text' || kind === 'display');
  return [...new Set(asked.flatMap(({ text }) => text ?? []))];
}

function commentOn(what: string, { source, unverified }: Pick<Edge, 'source' | 'unverified'>): string {
  return `${what}; source: ${source}${unverified === true ? '; not verified' : ''}`;
}
