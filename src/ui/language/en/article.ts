import type { ClaimVerdict } from '#catalog/claims.ts';

export const article = {
  intro: (count: number) =>
    `Stemma began with one article. These are its ${count} statements about who is built on what, each checked against the sources.`,
  checkedText: (title: string, publisher: string, published: string, translated: string) =>
    `“${title}”, ${publisher}, ${published}. The text checked is its Chinese translation of ${translated}: a slip may be the translator’s. All statements are given in our own words.`,
  filter: 'Filter by verdict',
  all: 'All',
  verdicts: {
    holds: 'Holds',
    'holds-as-relation': 'Holds as a relation',
    'holds-as-risk': 'Holds as a risk',
    imprecise: 'Imprecise',
    wrong: 'Wrong',
    contested: 'Contested',
    'partly-checked': 'Partly checked',
    'not-checked': 'Not checked',
  } satisfies Record<ClaimVerdict, string>,
  shown: (count: number, all: number) => (count === all ? `All ${all} statements` : `${count} of ${all} statements`),
  models: 'Models',
  dataSets: 'Data',
  sources: 'Sources',
  note: 'The verdicts are ours, from the sources named. They judge statements about models, not the people who made them.',
};
