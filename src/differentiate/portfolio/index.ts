export { portfolioMatrix, portfolioRanks, portfolioSpread } from './portfolio.ts';
export { portfolioConcentration } from './portfolio-concentration.ts';
export { portfolioModule } from './portfolio.module.ts';
export { trendAttributes } from './trend.attributes.ts';
