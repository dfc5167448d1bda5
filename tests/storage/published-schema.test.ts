import { toJsonSchema } from '@valibot/to-json-schema';
import { describe, expect, test } from 'vitest';
import { builtInCatalog } from '#catalog/built-in.ts';
import { archiveFile } from '#storage/formats/archive.ts';
import { recordRow } from '#storage/row-schemas.ts';
import { complaints } from '../published-schemas.ts';
import { oneChat } from '../ui/keeping/one-chat.ts';

const renew = 'npx vitest run --project node tests/storage/published-schema.test.ts -u';

describe('public/archive.schema.json', () => {
  test(`is the schema of the rows; if it is out of date, renew it: ${renew}`, async () => {
    const { $schema: _, ...record } = toJsonSchema(recordRow, { target: 'draft-2020-12', ignoreActions: ['finite'] });
    const whole = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'Stemma archive',
      description:
        'Everything that one browser keeps, or one chat. Records refer to each other by id, in any order; a reader passes over what it does not know.',
      type: 'object',
      properties: {
        format: { const: 'stemma-archive' },
        version: { const: 1 },
        about: {
          description: 'What the catalog said of the models that answered, by catalog id, and the notices that their licenses require.',
          type: 'object',
          properties: {
            models: { type: 'object', additionalProperties: { type: 'object' } },
            notice: { type: ['string', 'null'] },
          },
        },
        records: { type: 'array', items: { $ref: '#/$defs/record' } },
        setAside: { description: 'Rows that the build that wrote the file could not read, as they were.', type: 'array' },
      },
      required: ['format', 'version', 'records'],
      $defs: { record },
    };
    await expect(`${JSON.stringify(whole, null, 2)}\n`, renew).toMatchFileSnapshot('../../public/archive.schema.json');
  });

  test('accepts an archive that is written here, and tells what is wrong with another', async () => {
    const archive = JSON.parse(await archiveFile({ chats: [oneChat()], items: [], unreadable: [{ odd: true }] }, builtInCatalog).text());
    expect(complaints('archive.schema.json', archive)).toEqual([]);
    expect(complaints('archive.schema.json', { ...archive, version: 2 })).not.toEqual([]);
    expect(complaints('archive.schema.json', { ...archive, records: [{ ...archive.records[1], text: 5 }] })).not.toEqual([]);
    expect(complaints('archive.schema.json', { ...archive, records: [{ ...archive.records[2], status: 'dreaming' }] })).not.toEqual([]);
  });
});
