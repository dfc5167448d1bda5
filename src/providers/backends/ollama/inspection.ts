import * as v from 'valibot';
import type { ModelInspection, StatedLineage } from '../../provider.ts';
import { statedLineage, type StatedValues } from '../../stated-lineage.ts';
import { lenient } from '../../wire/lenient.ts';
import { hostOf } from './host.ts';
import type { TaggedModel } from './tags.ts';

/** An answer of `/api/show`. `model_info` holds the key/values of the GGUF header; long lists in it are blanked. */
const shown = v.object({
  license: lenient(v.string()),
  template: lenient(v.string()),
  details: lenient(v.object({ parent_model: lenient(v.string()) })),
  remote_host: lenient(v.string()),
  capabilities: lenient(v.array(v.string())),
  model_info: lenient(v.record(v.string(), v.unknown())),
});
const version = v.object({ version: v.string() });

/** What Ollama puts in for a file that has no template: the question as it stands, without the model's turns. */
const noTemplate = /^\s*\{\{-?\s*\.Prompt\s*-?\}\}\s*$/;
/** A template in the wild measures up to 20 kB. */
const longestTemplate = 100_000;

export function readVersion(content: unknown): string | null {
  const read = v.safeParse(version, content);
  return read.success ? `Ollama ${read.output.version.slice(0, 40)}` : null;
}

/** What a server tells of one model. `null`: it does not know the model, or did not answer. */
export function inspectionOf(
  content: unknown,
  loaded: TaggedModel | null,
  tagged: TaggedModel | null,
  engine: string | null,
): ModelInspection | null {
  const read = v.safeParse(shown, content);
  if (!read.success) return null;
  const { license, template, details, remote_host, capabilities, model_info } = read.output;
  return {
    contextTokens: loaded?.context_length ?? null,
    chatTemplate:
      template === null || template === ''
        ? null
        : { text: template.slice(0, longestTemplate), origin: noTemplate.test(template) ? 'fallback' : 'model' },
    stated: statedBy(model_info ?? {}, license, details?.parent_model ?? null),
    revision: loaded?.digest ?? tagged?.digest ?? null,
    engine,
    remoteHost: hostOf(remote_host),
    ...(capabilities === null || capabilities.length === 0 ? {} : { readsImages: capabilities.includes('vision') }),
  };
}

/** The header's claims; the license text and the parent of the Modelfile stand in where the header is silent. */
function statedBy(header: Readonly<Record<string, unknown>>, licenseText: string | null, parent: string | null): StatedLineage {
  const values: StatedValues = new Map(Object.entries(header));
  const stated = statedLineage(values);
  // A path leads to a file of the server: it names no model.
  const named = parent !== null && parent !== '' && !/^(?:[\\/]|[A-Za-z]:\\)/.test(parent) ? parent.slice(0, 200) : null;
  return {
    ...stated,
    license: stated.license ?? headingOf(licenseText),
    baseModels:
      stated.baseModels.length > 0 || named === null ? stated.baseModels : [{ name: named, organisation: null, repository: null }],
  };
}

/** A license text as far as its heading: "Apache License Version 2.0, January 2004". */
function headingOf(text: string | null): string | null {
  const lines = (text ?? '')
    .slice(0, 2000)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const heading = lines.slice(0, 2).join(' ').replace(/\s+/g, ' ');
  return heading === '' ? null : heading.length > 120 ? `${heading.slice(0, 119)}…` : heading;
}
