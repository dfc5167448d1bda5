import type { ObligationKind } from '#catalog/obligations.ts';

const numbers = new Intl.NumberFormat('en', { notation: 'compact', compactDisplay: 'long' });

const asks: Readonly<Record<ObligationKind, string>> = {
  credit: 'Credit the maker, link the license and say what you changed.',
  'keep-notices': 'Keep the copyright and license notices.',
  'license-copy': 'Pass on a copy of the license.',
  'state-changes': 'Say which files you changed.',
  'notice-text': 'Keep this notice with every copy:',
  display: 'Show, where people see it:',
  'display-if-trained': 'If you train a model with it or its answers, show in its documentation:',
  'pass-on-restrictions': 'Bind those you pass it on to by its rules of use, and tell them.',
  'share-alike': 'Put what you make from it under the same license.',
  'no-other-terms': 'Add no terms that alter the license.',
  'non-commercial': 'Noncommercial purposes only.',
  'use-limits': 'Stay within its limits of use.',
  'no-training': 'Do not use it or its answers to improve other models.',
  'no-hosting': 'Do not offer it to others as a service.',
  registration: 'Register before you use it commercially.',
  'latest-version': 'Try to use the latest version.',
  'terms-unknown': 'Its conditions are not known here: ask its maker.',
  other: 'Also:',
  'use-policy': 'Follow its rules of use.',
  'user-threshold': 'It has an upper limit.',
  'model-name': 'Begin the name of a model made with it with:',
  territory: 'Mind where you are and which law applies.',
  gate: 'Its weights are handed out on request only.',
};

export const obligations = {
  title: 'What you must do',
  answers: 'If you show its answers to others',
  weights: 'If you pass on its weights or a model made from it',
  thisAnswer: 'If you show this answer to others',
  nothing: 'Its licenses ask for nothing here.',
  mustShow: 'To be shown beside its answers',
  carriedBy: (models: string) => `from ${models}`,
  asService: 'Asked of whoever offers it in an app or as a service.',
  asks,
  limits: {
    'monthly-users': (amount: number) => `Above ${numbers.format(amount)} monthly users you need a separate license.`,
    'yearly-revenue-in-dollars': (amount: number) =>
      `Above ${numbers.format(amount)} dollars of yearly revenue you need a separate license.`,
  },
};
