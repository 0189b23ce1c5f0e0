import { bundlePages } from '../../scripts/bundle.ts';

/** Builds the pages once for the whole run, so that they are those of this source: a build empties the folder other files are being served from. */
export default bundlePages;
