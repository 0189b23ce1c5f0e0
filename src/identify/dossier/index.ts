export { dossierModule } from './dossier.module.ts';
export { dossierPart } from './dossier-part.ts';
export { eraseDossier } from './erase-dossier.ts';
