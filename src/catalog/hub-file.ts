/** A file of a repository on the Hub. */
export interface HubFileName {
  /** "owner/name". */
  readonly repository: string;
  /** Path inside the repository. */
  readonly file: string;
}

/** The id under which a downloaded file is offered as a model: "hub:owner/name/path of the file". */
export const hubFileId = ({ repository, file }: HubFileName): string => `hub:${repository}/${file}`;

/** Reads the id of a downloaded file; `null` for any other model. */
export function readHubFileId(id: string): HubFileName | null {
  const [, owner, name, file] = /^hub:([^/]+)\/([^/]+)\/(.+)$/.exec(id) ?? [];
  return owner === undefined || name === undefined || file === undefined ? null : { repository: `${owner}/${name}`, file };
}
