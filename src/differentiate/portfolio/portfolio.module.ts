import type { Module } from '#platform/module';
import { brandsAttributes, declaredAttributes } from './declared.attributes.ts';
import { portfolioRoutes } from './portfolio.routes.ts';
import type { PortfolioNeeds } from './portfolio.ts';
import { trendAttributes } from './trend.attributes.ts';

/** Customers as a portfolio. */
export function portfolioModule(needs: PortfolioNeeds): Module {
  return {
    name: 'differentiate/portfolio',
    routes: portfolioRoutes(needs),
    attributes: [trendAttributes, declaredAttributes, brandsAttributes],
  };
}
