import type { Catalog } from '#catalog/catalog.ts';
import { type Host, hosts, type SwitchedOff } from '#catalog/closure.ts';

/** Every set of switches, none left out. */
export type Switches = Required<SwitchedOff>;

const parts = { withdrawn: 'weights~', ended: 'permission~', hosts: 'host~' } as const;

/**
 * Reads what an address says is off: a publisher or a data set by its id, `weights~meta` for weights alone, `permission~meta` for
 * permission alone, `host~hugging-face-hub` for a host. What the catalog does not have is left out.
 */
export function readSwitches(catalog: Catalog, off: readonly string[]): Switches {
  const named = (prefix: string): readonly string[] => off.flatMap((one) => (one.startsWith(prefix) ? [one.slice(prefix.length)] : []));
  const publishers = (ids: readonly string[]): readonly string[] => ids.filter((id) => catalog.organisations.has(id));
  return {
    organisations: publishers(off),
    dataSets: off.filter((id) => catalog.dataSets.has(id)),
    withdrawn: publishers(named(parts.withdrawn)),
    ended: publishers(named(parts.ended)),
    hosts: hosts.filter((host) => named(parts.hosts).includes(host)),
  };
}

/** The same as parts of an address: what is off in both ways is named once. */
export function writeSwitches({ organisations, dataSets, withdrawn, ended, hosts }: Switches): readonly string[] {
  return [
    ...organisations,
    ...withdrawn.map((id) => parts.withdrawn + id),
    ...ended.map((id) => parts.ended + id),
    ...dataSets,
    ...hosts.map((host) => parts.hosts + host),
  ];
}

export type PublisherSwitch = 'withdrawn' | 'ended';

export function isOff({ organisations, ...switches }: Switches, publisher: string, kind: PublisherSwitch): boolean {
  return organisations.includes(publisher) || switches[kind].includes(publisher);
}

/** Turns one switch of a publisher; with both off it counts as closed. */
export function withPublisher(switches: Switches, publisher: string, kind: PublisherSwitch): Switches {
  const after = {
    withdrawn: isOff(switches, publisher, 'withdrawn') !== (kind === 'withdrawn'),
    ended: isOff(switches, publisher, 'ended') !== (kind === 'ended'),
  };
  const put = (list: readonly string[], isIn: boolean): readonly string[] =>
    isIn ? [...list.filter((id) => id !== publisher), publisher] : list.filter((id) => id !== publisher);
  const isClosed = after.withdrawn && after.ended;
  return {
    ...switches,
    organisations: put(switches.organisations, isClosed),
    withdrawn: put(switches.withdrawn, after.withdrawn && !isClosed),
    ended: put(switches.ended, after.ended && !isClosed),
  };
}

export function withDataSet(switches: Switches, id: string): Switches {
  return { ...switches, dataSets: toggled(switches.dataSets, id) };
}

export function withHost(switches: Switches, host: Host): Switches {
  return { ...switches, hosts: toggled(switches.hosts, host) };
}

function toggled<Item>(list: readonly Item[], item: Item): readonly Item[] {
  return list.includes(item) ? list.filter((one) => one !== item) : [...list, item];
}
