import type { FileTroubleCode } from '#providers/files/file-trouble.ts';

/** What is said about files in the composer. Fetched after the first page. */
export const attaching = {
  attach: 'Attach',
  file: 'Text or PDF file',
  fileHint: 'Its text is read in this page.',
  picture: 'Picture',
  pictureHint: 'Made smaller and freed of place and camera before it is sent.',
  pictureNo: (model: string) => `${model} reads no pictures.`,
  pictureNobody: 'Choose a model first.',
  attached: 'Attached to your question',
  reading: (name: string) => `Reading ${name}…`,
  read: (name: string) => `${name} is attached.`,
  giveUp: (name: string) => `Give up reading ${name}`,
  remove: (name: string) => `Remove ${name}`,
  removed: (name: string) => `${name} was removed.`,
  show: (name: string) => `Show ${name}`,
  intoText: 'Put it into the text instead',
  pages: (count: string, isOne: boolean) => (isOne ? '1 page' : `${count} pages`),
  characters: (count: string) => `${count} characters`,
  pasted: (number: number) => (number === 1 ? 'Pasted text' : `Pasted text ${number}`),
  blindModel: (model: string) => `${model} reads no pictures: it will only be told that there was one.`,
  unknownSight: (model: string) => `Nobody says whether ${model} reads pictures. It may refuse the question.`,
  drop: 'Drop files here to attach them',
  dropHint: 'Text, PDF and, where the model reads them, pictures',
  dismiss: 'Dismiss',
  trouble: {
    'too-large': (name: string, size: string) => `${name} is too large: up to ${size} is read.`,
    'too-long': (name: string) => `${name} has more than 4 million characters. No model reads that much; attach a part of it.`,
    'too-many': (name: string, others: string) =>
      others === '0'
        ? `${name} was not attached: ten files are the most for one question.`
        : `${name} and ${others} more were not attached: ten files are the most for one question.`,
    empty: (name: string) => `There is nothing in ${name}.`,
    'not-text': (name: string) => `${name} is no text: what is in it cannot be read here. Text files, PDF and pictures can.`,
    unreadable: (name: string) => `${name} could not be read. A folder cannot be attached; a file may have been moved.`,
    damaged: (name: string) => `${name} is damaged or no real PDF.`,
    locked: (name: string) => `${name} is locked with a password. Save a copy without one and attach that.`,
    scanned: (name: string, pages: string) =>
      pages === '1'
        ? `${name} has one page and no text: it is a picture of a page. Recognise the text first (OCR), or attach the picture.`
        : `${name} has ${pages} pages and no text: they are pictures of pages. Recognise the text first (OCR), or attach pictures of the pages.`,
    'too-slow': (name: string) => `Reading ${name} took too long and was given up.`,
    'picture-unknown': (name: string) => `This browser cannot read the picture ${name}. Save it as PNG or JPEG.`,
    'no-pictures': (name: string, model: string) => `${name} was not attached: ${model} reads no pictures. Choose a model that does.`,
    'part-missing': (name: string) => `${name} was not read: a part of Stemma could not be fetched. Try again when you are connected.`,
    'given-up': (name: string) => `${name} was not read to its end.`,
  } satisfies Record<FileTroubleCode, (name: string, detail: string) => string>,
};
