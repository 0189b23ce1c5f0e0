export { fitSources, probabilities, type Sayings, type SourceTrust } from './fit-sources.ts';
