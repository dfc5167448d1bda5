import { type ReactNode, useId } from 'react';
import type { HubFileOffer } from '#providers/local-models.ts';
import { formatBytes } from './amounts.ts';
import { useWords } from './words.ts';

interface Properties {
  readonly files: readonly HubFileOffer[];
  readonly chosen: HubFileOffer | null;
  readonly onChoose: (file: HubFileOffer) => void;
}

/** The model files of a repository, the smallest first; what a page cannot load says why. */
export function FileChoice({ files, chosen, onChoose }: Properties): ReactNode {
  const { words, locale } = useWords();
  const name = useId();
  const reasons = { fits: null, 'too-large': words.tooLarge, split: words.split };
  return (
    <fieldset className="file-choice">
      <legend>{words.files}</legend>
      {files.map((file) => (
        <label key={file.file} className={file.fit === 'fits' ? 'file-option' : 'file-option unfit'}>
          <input
            type="radio"
            name={name}
            checked={chosen?.file === file.file}
            disabled={file.fit !== 'fits'}
            onChange={() => onChoose(file)}
          />
          <span>
            <bdi>{file.file}</bdi>
            {reasons[file.fit] === null ? null : <small>{reasons[file.fit]}</small>}
          </span>
          <span className="file-size">{formatBytes(file.bytes, locale)}</span>
        </label>
      ))}
    </fieldset>
  );
}
