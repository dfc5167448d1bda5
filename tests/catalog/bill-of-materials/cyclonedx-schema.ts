import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import * as v from 'valibot';

/** The official schema of CycloneDX 1.6, as the CycloneDX project's own package ships it. */
const library = import.meta.resolve('@cyclonedx/cyclonedx-library/package.json');
const schema = (name: string): object =>
  v.parse(v.looseObject({}), JSON.parse(readFileSync(fileURLToPath(new URL(`res/schema/${name}.SNAPSHOT.schema.json`, library)), 'utf8')));
const checker = new Ajv({ strict: false, formats: { 'idn-email': true, 'iri-reference': isAddress } });
addFormats.default(checker);
// The schemas name each other by the addresses of their files.
for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs'])
  checker.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
const isBill = checker.compile(schema('bom-1.6'));

function isAddress(text: string): boolean {
  return URL.canParse(text, 'https://stemma.example/');
}

/** What the schema finds wrong with a bill of materials; empty if it is valid. */
export function problems(bill: unknown): readonly string[] {
  return isBill(bill) ? [] : (isBill.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}
