import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtInCatalog } from '#catalog/built-in.ts';
import { licenseSnapshot } from '#catalog/license-snapshot.ts';
import { newAnswer, newQuestion } from '#chat/new-records.ts';
import type { AnswerRecord, ConversationRecord, QuestionRecord } from '#chat/records.ts';
import { fold, foldWithPlaces } from '#chat/search/fold.ts';
import { findIn, sizeOf, type Sought, soughtMessage, withoutRemoved } from '#chat/search/match.ts';
import { planSearch } from '#chat/search/plan.ts';
import { readQuery, wordAt, written } from '#chat/search/query.ts';
import { marksIn, snippetOf } from '#chat/search/snippet.ts';

describe('folding', () => {
  test.each([
    ['STEMMA', 'stemma'],
    ['ＬＬａＭＡ　２', 'llama 2'],
    ['ﾄﾞｰﾘｰ', 'ドーリー'],
    ['Cafe\u0301', 'café'],
    ['ﬁne-tuned', 'fine-tuned'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['㍻', '平成'],
  ])('%s is %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test('piece by piece it gives what the whole gives, so that every place leads back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { text: folded, starts } = foldWithPlaces(text);
        expect(folded).toBe(fold(text));
        expect(starts).toHaveLength(folded.length + 1);
        expect(starts.toSorted((left, right) => left - right)).toEqual(starts);
      }),
      { numRuns: 500 },
    );
  });
});

describe('reading a query', () => {
  const plain = (typed: string): readonly string[] =>
    readQuery(typed).map(({ prefix, text, isNegated }) => `${isNegated ? '-' : ''}${prefix ?? ''}|${text}`);

  test.each([
    ['Family  TREE', ['|family', '|tree']],
    ['"family tree" -license:llama', ['|family tree', '-license|llama']],
    ['model:"Dolly v2" tag:工作', ['model|dolly v2', 'tag|工作']],
    ['tag：工作', ['tag|工作']],
    ['model: license:', []],
    ['-', []],
    ['-"not this" that', ['-|not this', '|that']],
    ['http://x note:abc well-known', ['|http://x', '|note:abc', '|well-known']],
    ['"open', ['|open']],
    ['“双引号”', ['|双引号']],
    ['', []],
  ])('%s', (typed, terms) => {
    expect(plain(typed)).toEqual(terms);
  });

  test('never fails and never stands still, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', '-', ':', ' ', 'tag:', 'a', '：', '中', '\n') }), (typed) => {
        for (const { text } of readQuery(typed)) expect(text).not.toBe('');
      }),
    );
  });

  test('tells which word is being written', () => {
    expect(wordAt('stemma mod', 10)).toEqual({ start: 7, minus: '', prefix: null, value: 'mod' });
    expect(wordAt('stemma -tag:wo rest', 14)).toEqual({ start: 7, minus: '-', prefix: 'tag', value: 'wo' });
    expect(wordAt('model:"dolly v', 14)).toEqual({ start: 0, minus: '', prefix: 'model', value: 'dolly v' });
    expect(wordAt('tag:work ', 9)).toEqual({ start: 9, minus: '', prefix: null, value: '' });
    expect([written('tag', 'work'), written('model', 'Dolly v2')]).toEqual(['tag:work', 'model:"Dolly v2"']);
  });
});

const question = (id: string, text: string, parentId: string | null = null): QuestionRecord =>
  newQuestion({ id, conversationId: 'c', parentId, createdAt: 1 }, text);

function answer(id: string, parentId: string, text: string, catalogId: string | null, snapshot = true): AnswerRecord {
  const asked = { backendId: 'b', backendKind: 'ollama' as const, backendLabel: 'B', modelId: `lab/${catalogId ?? 'mystery'}`, catalogId };
  const empty = newAnswer({ id, conversationId: 'c', parentId, createdAt: 1 }, asked, {});
  const served = { catalogId, ...(snapshot ? { license: licenseSnapshot(builtInCatalog, catalogId) } : {}) };
  return { ...empty, text, status: 'done', provenance: { ...empty.provenance, served } };
}

const conversation: Sought = { kind: 'conversation', id: 'c', title: 'Trees of models', usedAt: 7, conversations: [{ id: 'c' }] };
const messages = [
  question('q1', 'What is 知识蒸馏 in ＬＬａＭＡ?'),
  answer('a1', 'q1', 'Distillation copies a teacher.', 'llama-2-7b'),
  question('q2', 'And in Dolly?', 'a1'),
  answer('a2', 'q2', 'ドーリーはモデルです。 Dolly follows instructions.', 'dolly-v2-12b'),
  question('q3', 'Who are you?', 'a2'),
  answer('a3', 'q3', 'I am a mystery.', null),
].map(soughtMessage);

function find(typed: string, changes: Partial<Sought> = {}) {
  return findIn(planSearch(readQuery(typed), builtInCatalog), { ...conversation, ...changes }, messages);
}
const ids = (typed: string, changes: Partial<Sought> = {}): readonly string[] => find(typed, changes)?.messages.map(({ id }) => id) ?? [];

describe('finding', () => {
  test.each([
    ['distillation', ['a1']],
    ['llama', ['q1']],
    ['蒸馏', ['q1']],
    ['ﾄﾞｰﾘｰ', ['a2']],
    ['モデル', ['a2']],
    ['dolly', ['q2', 'a2']],
    ['dolly -instructions', ['q2']],
    ['"copies a teacher"', ['a1']],
    ['"teacher copies"', []],
    ['teacher trees', ['a1']],
    ['teacher nothing', []],
    ['model:dolly', ['a2']],
    ['model:mystery', ['a3']],
    ['model:"Dolly v2"', ['a2']],
    ['model:dolly and', ['q2']],
    ['foundation:pythia', ['a2']],
    ['foundation:meta', ['a1']],
    ['foundation:eleutherai dolly', ['q2', 'a2']],
    ['license:llama', ['a1']],
    ['license:mit', ['a2']],
    ['license:commercial', ['a1', 'a2']],
    ['license:training', ['a2']],
    ['license:unknown', ['a3']],
    ['-license:commercial who', ['q3']],
    ['-license:commercial', ['a3']],
    ['license:llama -license:commercial', []],
    ['-model:dolly -model:mystery', ['a1']],
  ])('%s', (typed, found) => {
    expect(ids(typed).toSorted()).toEqual([...found].toSorted());
  });

  test('words of the title alone find the conversation, without a message', () => {
    expect(find('TREES')).toEqual({ kind: 'conversation', id: 'c', usedAt: 7, isTitleFound: true, messages: [], count: 0 });
    expect(find('trees model:dolly')).toMatchObject({ isTitleFound: true });
    expect(find('trees model:stablelm')).toBeNull();
    expect(find('-trees distillation')).toBeNull();
  });

  test('tags and folders are asked of the conversation', () => {
    const put = { tags: { value: ['Work', '工作'], updatedAt: 1 }, folder: { value: 'Big project', updatedAt: 1 } };
    expect(ids('tag:work distillation', put)).toEqual(['a1']);
    expect(ids('tag:工作 folder:"big project" distillation', put)).toEqual(['a1']);
    expect(ids('-tag:work distillation', put)).toEqual([]);
    expect(ids('tag:work distillation')).toEqual([]);
    expect(find('tag:work', put)).toMatchObject({ id: 'c', messages: [] });
    expect(ids('-folder:big distillation')).toEqual(['a1']);
  });

  test('what an answer was under when it was written counts; without that the catalog does', () => {
    const old = answer('a', 'q', 'words', 'dolly-v2-12b');
    const license = { declared: 'mit', effective: ['mit'], verdicts: { ...licenseSnapshot(builtInCatalog, 'dolly-v2-12b')?.verdicts } };
    const changed = {
      ...old,
      provenance: { ...old.provenance, served: { ...old.provenance.served, license: { ...license, effective: ['llama-v1'] } } },
    };
    const plan = planSearch(readQuery('license:mit'), builtInCatalog);
    expect(findIn(plan, conversation, [soughtMessage(changed as AnswerRecord)])).toBeNull();
    expect(findIn(plan, conversation, [soughtMessage(answer('a', 'q', 'words', 'dolly-v2-12b', false))])).not.toBeNull();
  });

  test('a file is sought in, and its name; what is found in it is shown with its name, unless the question says as much itself', () => {
    const asked: QuestionRecord = {
      ...question('q', 'Is the pythia older?'),
      attachments: [
        { kind: 'text', name: 'Notes.txt', mediaType: 'text/plain', bytes: 9, text: 'about Ｐｙｔｈｉａ and its data' },
        { kind: 'image', name: 'Photo of data.png', mediaType: 'image/png', bytes: 9, data: 'cHl0aGlh' },
      ],
    };
    const shown = (typed: string) =>
      findIn(planSearch(readQuery(typed), null), conversation, [soughtMessage(asked)])?.messages.map(({ file, snippet }) => [
        file,
        snippet,
      ]);
    const inNotes = ['Notes.txt', 'about Ｐｙｔｈｉａ and its data'];
    expect(shown('its')).toEqual([inNotes]);
    expect(shown('notes.txt')).toEqual([inNotes]);
    expect(shown('pythia its')).toEqual([inNotes]);
    expect(shown('photo')).toEqual([['Photo of data.png', '']]);
    expect(shown('pythia')).toEqual([[null, 'Is the pythia older?']]);
    expect(shown('older its')).toEqual([[null, 'Is the pythia older?']]);
    expect(shown('trees its')).toEqual([inNotes]);
    // Neither the bytes of a picture nor what has an unwanted word.
    expect(shown('chl0')).toBeUndefined();
    expect(shown('older -data')).toBeUndefined();
  });

  test('a text that has nothing to fold is held once, and everything held is counted', () => {
    const asked = (text: string): QuestionRecord => ({
      ...question('q', text),
      attachments: [{ kind: 'text', name: 'a', mediaType: 'text/plain', bytes: 9, text: 'plain' }],
    });
    expect(sizeOf(soughtMessage(asked('plain too')))).toBe(9 + 5);
    expect(sizeOf(soughtMessage(asked('Not PLAIN')))).toBe(9 + 9 + 5);
  });

  test('the columns of a comparison are found as one, each question once, and each place says whose it is', () => {
    const sides = ['left', 'right'].flatMap((side) => [
      { ...question(`${side}-q`, 'Which teacher?'), conversationId: side },
      {
        ...answer(`${side}-a`, `${side}-q`, `The ${side} teacher.`, side === 'left' ? 'dolly-v2-12b' : 'llama-2-7b'),
        conversationId: side,
      },
    ]);
    const comparison: Sought = { ...conversation, kind: 'comparison', id: 'k', conversations: [{ id: 'left' }, { id: 'right' }] };
    const both = (typed: string) => findIn(planSearch(readQuery(typed), builtInCatalog), comparison, sides.map(soughtMessage));
    const places = (typed: string) =>
      both(typed)
        ?.messages.map(({ id, conversationId }) => `${conversationId} ${id}`)
        .toSorted();
    expect(both('teacher')).toMatchObject({ kind: 'comparison', id: 'k', count: 3 });
    expect(places('teacher')).toEqual(['left left-a', 'left left-q', 'right right-a']);
    expect(places('model:llama teacher')).toEqual(['right right-a', 'right right-q']);
    // By itself a conversation may have a question twice: each is a place.
    const twice = [question('q1', 'Again?'), question('q2', 'Again?')].map(soughtMessage);
    expect(findIn(planSearch(readQuery('again'), null), conversation, twice)?.count).toBe(2);
  });

  test('branches that were removed are not found, unless they were brought back', () => {
    const gone = (removed: ConversationRecord['removed']) => withoutRemoved(messages, removed).map(({ id }) => id);
    expect(gone({ q2: { value: true, updatedAt: 2 } })).toEqual(['q1', 'a1']);
    expect(gone({ q2: { value: false, updatedAt: 2 } })).toHaveLength(6);
    expect(gone(undefined)).toHaveLength(6);
    const circle = [soughtMessage(question('x', 'x', 'y')), soughtMessage(question('y', 'y', 'x'))];
    expect(withoutRemoved(circle, { z: { value: true, updatedAt: 2 } })).toHaveLength(2);
  });

  test('without a catalog models are found by the ids that servers write', () => {
    const plan = planSearch(readQuery('model:llama-2'), null);
    expect(findIn(plan, conversation, messages)?.messages.map(({ id }) => id)).toEqual(['a1']);
  });
});

describe('a snippet', () => {
  test('shows the words with what stands around them, marked in the original', () => {
    const text = `${'before '.repeat(30)}the ＬＬａＭＡ family${' after'.repeat(60)}`;
    const snippet = snippetOf(text, fold(text), ['llama']);
    expect(snippet.length).toBeLessThan(200);
    expect(snippet).toMatch(/^….*…$/);
    expect(marksIn(snippet, ['llama']).map(({ start, end }) => snippet.slice(start, end))).toEqual(['ＬＬａＭＡ']);
    const moved = `${'㍻'.repeat(300)} llama`;
    expect(snippetOf(moved, fold(moved), ['llama'])).toMatch(/^…㍻+ llama$/);
    const far = `oﬃce ${'… 文件 '.repeat(60_000)}llama at the end`;
    expect(snippetOf(far, fold(far), ['llama'])).toMatch(/^….*llama at the end$/);
    const together = `Owls. ${'before '.repeat(60)}The barn owl hunts.${' after'.repeat(60)}`;
    expect(snippetOf(together, fold(together), ['owl', 'barn'])).toMatch(/^…(?:before )+The barn owl hunts\. after/);
    const marked = '# Title\n\n**llama**  is\na `family`';
    expect(snippetOf(marked, fold(marked), ['llama'])).toBe('Title llama is a family');
  });

  test('marks every word, joins marks that touch, and marks a composed character whole', () => {
    expect(marksIn('ababab cafe\u0301s', ['ab', 'é'])).toEqual([
      { start: 0, end: 6 },
      { start: 10, end: 12 },
    ]);
    expect(marksIn('㍻時代', ['平'])).toEqual([{ start: 0, end: 1 }]);
    expect(marksIn('nothing', ['x'])).toEqual([]);
  });

  test('of anything is in order and inside of the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
        (text, sought) => {
          const shown = snippetOf(text, fold(text), [fold(sought)]);
          const marks = marksIn(shown, [fold(sought)]);
          let end = -1;
          for (const mark of marks) {
            expect(mark.start).toBeGreaterThan(end);
            expect(mark.end).toBeGreaterThan(mark.start);
            end = mark.end;
          }
          expect(end).toBeLessThanOrEqual(shown.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});
