/** What stands at questions and answers, beyond their words. Fetched with the thread. */
export const thread = {
  anotherModel: 'Ask another model',
  recentModels: 'Models that are ready, the last used first',
  moreModels: 'More models…',
  more: 'More',
  drafts: (count: number) => `Ask for ${count} drafts`,
  fork: 'Go on in a new chat',
  remove: 'Delete this and what follows',
  removed: 'Deleted from this chat.',
  undo: 'Undo',
  goOn: 'Continue',
  /** What a model is told where its answer cannot be gone on with to the letter; the person sees it as a question. */
  goOnWords: 'Continue exactly where you stopped. Do not repeat anything.',
  goOnFailed: 'The answer could not be continued.',
  answerThis: 'Answer this question',
  continues: (characters: number, model: string) =>
    `Goes on from a cut answer: its first ${characters} characters were written by ${model}.`,
  showCut: 'Show that answer',
  pictureWithheld: (count: number) =>
    count === 1
      ? 'This model reads no pictures: it was not given the picture, only told that there was one.'
      : `This model reads no pictures: it was not given the ${count} pictures, only told that they were there.`,
  copyOf: (title: string) => `Copy of ${title}`,
  forkedFrom: 'Copied from',
  forkedGone: 'a chat that is gone',
  untitled: 'an untitled chat',
  draftsTitle: (count: number) => `${count} drafts`,
  draftsHint: 'Keep the best; the others stay as versions. A further question goes on from the first.',
  draft: (position: number, count: number) => `Draft ${position} of ${count}`,
  keep: 'Keep this one',
  keepSpoken: (position: number) => `Keep this one: draft ${position}`,
  kept: 'Kept. The other drafts are its versions.',
  attachments: 'Attached',
  pictures: 'Pictures',
  picturesSent: (count: number) => `${count} sent`,
  picturesWithheld: (count: number) => `${count} not sent: it reads none`,
  begins: 'Begins with',
  beginsWith: (from: number, to: number, model: string) => `characters ${from} to ${to} of an earlier answer by ${model}`,
  pages: (count: number) => (count === 1 ? '1 page' : `${count} pages`),
  characters: (count: string) => `${count} characters`,
  detach: (name: string) => `Remove ${name}`,
};
