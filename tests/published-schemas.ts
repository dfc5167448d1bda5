import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';

const published = (name: string): object => JSON.parse(readFileSync(`public/${name}`, 'utf8'));

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false });
addFormats.default(ajv);
for (const name of ['catalog.schema.json', 'config.schema.json', 'archive.schema.json', 'prompts.schema.json']) {
  ajv.addSchema(published(name), name);
}

/** What the published schema has against a value, as an editor would say it; empty when it accepts it. */
export function complaints(
  schema: 'config.schema.json' | 'archive.schema.json' | 'prompts.schema.json' | `catalog.schema.json#/$defs/${string}`,
  value: unknown,
): readonly string[] {
  const isValid = ajv.validate(schema, value);
  return isValid ? [] : (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}
