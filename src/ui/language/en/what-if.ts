import type { Effect } from '#catalog/closure.ts';

const because: Readonly<Record<Effect['kind'], (name: string) => string>> = {
  'own-publisher-closed': () => 'Its own publisher is gone; what is left are copies.',
  'parent-gone-copy-stands': (name) => `${name} under it is gone, but copies of this model are whole.`,
  'cannot-be-assembled-anew-without': (name) => `It is published as a difference: without ${name} nobody can put it together anew.`,
  'permission-can-be-ended': (name) => `The license of ${name} lets its licensor end the permission at any time.`,
  'permission-called-revocable': (name) => `The license of ${name} calls itself revocable.`,
  'permission-not-said-to-last': (name) => `The license of ${name} does not say whether it can be taken back.`,
  'no-fresh-data-from': (name) => `No new data can be made with ${name}; what it learned from stays learned.`,
  'recipe-already-published': (name) => `The recipe of ${name} is published already.`,
  'cannot-be-retrained-or-audited-on': (name) => `It cannot be trained again or examined on ${name}.`,
};

export const whatIf = {
  title: 'What if a foundation closed?',
  intro:
    'Switch foundations off and see what falls, what stands, and why. Whether a model can still be had and whether it may still be used are two things: a license given for good outlives its giver.',
  open: 'What if a foundation closed?',
  switches: 'Switched off',
  touches: (count: number) => (count === 1 ? 'touches 1 model' : `touches ${count} models`),
  available: 'Can be had',
  permitted: 'May be used',
  model: 'Model',
  why: 'Why',
  outcomes: { stands: 'Stands', uncertain: 'Uncertain', falls: 'Falls' },
  nothingOff: 'Nothing is switched off: everything stands.',
  summary: (touched: number, falls: number, total: number) =>
    `${touched} of ${total} models are touched; ${falls} of them fall in one way or both. The others stand as they are.`,
  because,
  note: 'This follows from the catalog’s edges and the wording of the licenses. It is no prediction and no legal advice.',
};
