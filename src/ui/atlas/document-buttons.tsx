import { type ReactNode, useState } from 'react';
import type { Catalog } from '#catalog/catalog.ts';
import { useModelPageText } from '../language/models-text.ts';
import { Icon } from '../parts/icon.tsx';
import { saveFile } from '../parts/save-file.ts';
import { useCatalog } from '../services-context.ts';

interface Stamped {
  readonly serial: string;
  readonly timestamp: string;
}

/** Each writer is fetched when it is first asked for. */
const documents = {
  cycloneDx: {
    ending: 'cdx.json',
    type: 'application/vnd.cyclonedx+json',
    async write(catalog: Catalog, modelIds: readonly string[], stamp: Stamped): Promise<string> {
      const { cycloneDxBill } = await import('#catalog/bill-of-materials/cyclonedx.ts');
      return inLines(cycloneDxBill(catalog, modelIds, stamp));
    },
  },
  spdx: {
    ending: 'spdx.json',
    type: 'application/ld+json',
    async write(catalog: Catalog, modelIds: readonly string[], stamp: Stamped): Promise<string> {
      const { spdxBill } = await import('#catalog/bill-of-materials/spdx.ts');
      return inLines(spdxBill(catalog, modelIds, stamp));
    },
  },
  notice: {
    ending: 'NOTICE.txt',
    type: 'text/plain;charset=utf-8',
    async write(catalog: Catalog, modelIds: readonly string[]): Promise<string> {
      const { noticeFor } = await import('#catalog/notice.ts');
      return noticeFor(catalog, modelIds);
    },
  },
} as const;
type DocumentKind = keyof typeof documents;

const inLines = (bill: object): string => `${JSON.stringify(bill, null, 2)}\n`;

/** A random UUID of version 4; `crypto.randomUUID` is missing on plain http. */
function randomSerial(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const variant = '89ab'.charAt((bytes[8] ?? 0) % 4);
  return [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, variant + digits.slice(17, 20), digits.slice(20)].join('-');
}

interface Properties {
  /** The models that the files are about. */
  readonly modelIds: readonly string[];
  /** Beginning of the files' names. */
  readonly name: string;
}

/** Files that go along with a model or with a set of models. */
export function DocumentButtons({ modelIds, name }: Properties): ReactNode {
  const text = useModelPageText();
  const catalog = useCatalog();
  const [hasFailed, setHasFailed] = useState(false);
  async function save(kind: DocumentKind): Promise<void> {
    setHasFailed(false);
    try {
      const wanted = documents[kind];
      const stamp = { serial: randomSerial(), timestamp: new Date().toISOString().replace(/\.\d+Z$/, 'Z') };
      const content = await wanted.write(catalog, modelIds, stamp);
      saveFile(new Blob([content], { type: wanted.type }), `${name}.${wanted.ending}`);
    } catch {
      setHasFailed(true);
    }
  }
  return (
    <>
      <div className="document-buttons">
        {(['cycloneDx', 'spdx', 'notice'] as const).map((kind) => (
          <button key={kind} type="button" className="button" onClick={() => void save(kind)}>
            <Icon name="download" size={16} />
            {text[kind]}
          </button>
        ))}
      </div>
      {hasFailed ? <p role="alert">{text.failed}</p> : null}
    </>
  );
}
