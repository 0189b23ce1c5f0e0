export { numberField, shareNames } from './declared-share.warehouse.ts';
export { potentialAttributes } from './potential.attributes.ts';
export { potentialModule } from './potential.module.ts';
export { potentialPart } from './write-potentials.ts';
