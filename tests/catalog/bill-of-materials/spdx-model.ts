import * as v from 'valibot';

/**
 * The part of the SPDX 3.0.1 model that Stemma writes, in our own form: classes with all properties that are used, what they must have,
 * and which classes may stand at the ends of a relationship, which the official schema does not say. Stricter than SPDX where Stemma is
 * (every relationship has a comment).
 */
const iri = v.pipe(v.string(), v.regex(/^(?!_:)[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i));
const time = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/));
const words = v.pipe(v.string(), v.minLength(1));
const element = { spdxId: iri, creationInfo: v.literal('_:creation') };
const described = { name: words, description: v.optional(words), comment: v.optional(words) };
const packaged = {
  software_downloadLocation: v.optional(iri),
  software_homePage: v.optional(iri),
  software_packageUrl: v.optional(v.pipe(v.string(), v.startsWith('pkg:'))),
  software_packageVersion: v.optional(words),
  releaseTime: v.optional(time),
};

const creationInfo = v.strictObject({
  type: v.literal('CreationInfo'),
  '@id': v.literal('_:creation'),
  specVersion: v.literal('3.0.1'),
  created: time,
  createdBy: v.pipe(v.array(iri), v.minLength(1)),
});

export const elementSchema = v.variant('type', [
  v.strictObject({ ...element, ...described, type: v.literal('SoftwareAgent') }),
  v.strictObject({ ...element, ...described, type: v.literal('Organization') }),
  v.strictObject({ ...element, type: v.literal('software_Sbom'), rootElement: v.array(iri) }),
  v.strictObject({
    ...element,
    ...described,
    type: v.literal('SpdxDocument'),
    profileConformance: v.array(v.picklist(['core', 'software', 'simpleLicensing', 'ai'])),
    rootElement: v.array(iri),
    element: v.array(iri),
  }),
  v.strictObject({
    ...element,
    ...described,
    ...packaged,
    type: v.literal('ai_AIPackage'),
    software_primaryPurpose: v.literal('model'),
    suppliedBy: iri,
    ai_typeOfModel: v.optional(v.array(words)),
    software_attributionText: v.optional(v.pipe(v.array(words), v.minLength(1))),
    ai_informationAboutTraining: words,
  }),
  v.strictObject({
    ...element,
    ...described,
    ...packaged,
    type: v.literal('dataset_DatasetPackage'),
    software_primaryPurpose: v.literal('data'),
    originatedBy: v.pipe(v.array(iri), v.length(1)),
    dataset_datasetType: v.pipe(v.array(v.picklist(['text', 'image', 'noAssertion'])), v.minLength(1)),
    dataset_dataCollectionProcess: v.optional(words),
  }),
  v.strictObject({
    ...element,
    type: v.literal('Relationship'),
    from: iri,
    relationshipType: v.picklist(['descendantOf', 'other', 'trainedOn', 'contains', 'hasDeclaredLicense', 'hasConcludedLicense']),
    to: v.pipe(v.array(iri), v.minLength(1)),
    comment: words,
    completeness: v.optional(v.picklist(['complete', 'incomplete', 'noAssertion'])),
  }),
  v.strictObject({
    ...element,
    type: v.literal('simplelicensing_LicenseExpression'),
    // Only what Stemma writes: names joined by AND.
    simplelicensing_licenseExpression: v.pipe(v.string(), v.regex(/^[A-Za-z0-9.-]+( AND [A-Za-z0-9.-]+)*$/)),
    simplelicensing_customIdToUri: v.optional(
      v.array(v.strictObject({ type: v.literal('DictionaryEntry'), key: v.pipe(v.string(), v.startsWith('LicenseRef-')), value: iri })),
    ),
  }),
  v.strictObject({
    ...element,
    ...described,
    type: v.literal('simplelicensing_SimpleLicensingText'),
    simplelicensing_licenseText: words,
  }),
]);
export type SpdxElement = v.InferOutput<typeof elementSchema>;

export const documentSchema = v.strictObject({
  '@context': v.literal('https://spdx.org/rdf/3.0.1/spdx-context.jsonld'),
  '@graph': v.tupleWithRest([creationInfo], elementSchema),
});

const expression = 'simplelicensing_LicenseExpression';
const packages = ['ai_AIPackage', 'dataset_DatasetPackage'];
/** Classes at the two ends of each relationship. */
const ends: Readonly<Record<string, { readonly from: readonly string[]; readonly to: readonly string[] }>> = {
  descendantOf: { from: ['ai_AIPackage'], to: ['ai_AIPackage'] },
  other: { from: ['ai_AIPackage'], to: ['ai_AIPackage'] },
  trainedOn: { from: ['ai_AIPackage'], to: ['dataset_DatasetPackage'] },
  contains: { from: ['dataset_DatasetPackage'], to: ['dataset_DatasetPackage'] },
  hasDeclaredLicense: { from: packages, to: [expression] },
  hasConcludedLicense: { from: packages, to: [expression] },
};

/** What is wrong with a document, in sentences; empty if it keeps to the model. */
export function problems(document: unknown): readonly string[] {
  const result = v.safeParse(documentSchema, document);
  if (!result.success) return result.issues.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`);
  const [creation, ...elements] = result.output['@graph'];
  const byName = new Map(elements.map((one) => [one.spdxId, one]));
  const found: string[] = byName.size === elements.length ? [] : ['two elements have one name'];
  const want = (from: string, to: string, types: readonly string[]): void => {
    const type = byName.get(to)?.type ?? 'nothing';
    if (!types.includes(type)) found.push(`${from} leads to ${to}, which is ${type}`);
  };
  for (const agent of creation.createdBy) want('createdBy', agent, ['SoftwareAgent']);
  for (const one of elements) {
    if (one.type === 'ai_AIPackage') want(one.spdxId, one.suppliedBy, ['Organization']);
    if (one.type === 'dataset_DatasetPackage') want(one.spdxId, one.originatedBy[0] ?? '', ['Organization']);
    if (one.type === 'software_Sbom') for (const root of one.rootElement) want(one.spdxId, root, ['ai_AIPackage']);
    if (one.type === 'Relationship') {
      want(one.spdxId, one.from, ends[one.relationshipType]?.from ?? []);
      for (const to of one.to) want(one.spdxId, to, ends[one.relationshipType]?.to ?? []);
    }
    if (one.type === expression) {
      const named = one.simplelicensing_licenseExpression.split(' AND ').filter((name) => name.startsWith('LicenseRef-'));
      const told = (one.simplelicensing_customIdToUri ?? []).map(({ key }) => key);
      if (named.toSorted().join() !== told.toSorted().join()) found.push(`${one.spdxId} does not tell each of ${named.join()}`);
      for (const { value } of one.simplelicensing_customIdToUri ?? []) want(one.spdxId, value, ['simplelicensing_SimpleLicensingText']);
    }
    if (one.type === 'SpdxDocument') {
      for (const root of one.rootElement) want(one.spdxId, root, ['software_Sbom']);
      const others = elements.filter(({ type }) => type !== 'SpdxDocument').map(({ spdxId }) => spdxId);
      if (others.toSorted().join() !== one.element.toSorted().join()) found.push('the document does not list its elements');
      // The AI profile asks for five values of every AI package.
      const isWhole = elements.every(
        (other) =>
          other.type !== 'ai_AIPackage' ||
          [other.software_downloadLocation, other.software_packageVersion, other.releaseTime].every((value) => value !== undefined),
      );
      if (one.profileConformance.includes('ai') !== isWhole) found.push('the document is wrong about the AI profile');
    }
  }
  return found;
}
