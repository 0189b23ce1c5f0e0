export { portfolioModule } from './portfolio.module.ts';
