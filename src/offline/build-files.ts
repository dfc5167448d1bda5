/** The files of one build, as paths below the page's folder: the build writes them into the service worker. */
export interface BuildFiles {
  /** Changes with every byte of the files that are fetched ahead. */
  readonly version: string;
  /** The script that the page of this build begins with. */
  readonly entry: string;
  /** Everything that the app may need, fetched when the worker is installed. */
  readonly ahead: readonly string[];
  /** The engine that runs models in the page. It is fetched ahead where the configuration offers a model of `models`. */
  readonly engine: readonly string[];
  /** Model files that come with the build. */
  readonly models: readonly string[];
  /** Large and seldom used: kept once they were used. */
  readonly onUse: readonly string[];
}
