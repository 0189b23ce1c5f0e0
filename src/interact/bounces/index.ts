export { bouncesModule } from './bounces.module.ts';
export { readMailFile, readMaildir } from './read-mailbox.ts';
