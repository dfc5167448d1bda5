import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useStore } from 'zustand';
import type { ColumnSetup } from '#chat/item-records.ts';
import { useCompareText } from '../language/compare-text.ts';
import { findOffer } from '../offers.ts';
import { Icon } from '../parts/icon.tsx';
import { LicenseBadge } from '../parts/license/license-badge.tsx';
import { useChat, useServices } from '../services-context.ts';
import { SettingsDialog } from './settings-dialog.tsx';
import { useModelName } from './use-model-name.ts';

const PickerDialog = lazy(async () => ({ default: (await import('../parts/picker/picker-dialog.tsx')).PickerDialog }));

interface Properties {
  readonly setup: ColumnSetup;
  readonly onChange: (setup: ColumnSetup) => void;
  readonly onRemove: () => void;
}

/** One who will answer: model, where it runs, license, and settings of its own. */
export function ContenderCard({ setup, onChange, onRemove }: Properties): ReactNode {
  const text = useCompareText();
  const { offers } = useServices();
  const name = useModelName(setup.model);
  const offer = findOffer(useStore(offers), setup.model);
  const said = useChat((state) => state.matches[setup.model]);
  const catalogId = said === undefined ? (offer?.model.catalogId ?? null) : said;
  const [open, setOpen] = useState<'picker' | 'settings' | null>(null);
  const ownSettings = Object.keys(setup.parameters).length + (setup.system === null ? 0 : 1);
  const settings = ownSettings === 0 ? text.noSettings : text.ownSettings(ownSettings);
  return (
    <li className="contender" data-contender={setup.model}>
      <button type="button" className="contender-name" aria-label={text.changeModel(name)} onClick={() => setOpen('picker')}>
        <bdi>{name}</bdi>
        <Icon name="chevron-down" size={16} />
      </button>
      <div className="contender-facts">
        <span>{offer?.backend.host === null ? text.inBrowser : (offer?.backend.label ?? setup.model.split('/')[0])}</span>
        {catalogId === null ? null : <LicenseBadge modelId={catalogId} />}
      </div>
      <div className="contender-actions">
        <button
          type="button"
          className="contender-settings"
          aria-label={`${text.settingsOf(name)}: ${settings}`}
          onClick={() => setOpen('settings')}
        >
          <Icon name="sliders" size={16} />
          {settings}
        </button>
        <button type="button" className="icon-button small" aria-label={text.removeContender(name)} onClick={onRemove}>
          <Icon name="close" size={16} />
        </button>
      </div>
      {open === 'picker' ? (
        <Suspense fallback={null}>
          <PickerDialog
            chosen={setup.model}
            onClose={() => setOpen(null)}
            onChoose={(model) => {
              onChange({ ...setup, model });
              setOpen(null);
            }}
          />
        </Suspense>
      ) : null}
      {open === 'settings' ? <SettingsDialog setup={setup} name={name} onChange={onChange} onClose={() => setOpen(null)} /> : null}
    </li>
  );
}
