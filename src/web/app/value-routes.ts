import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { PortfolioSearch } from '../screens/portfolio/portfolio-search.ts';
import { inside } from './inside-route.tsx';

const value = createRoute({
  getParentRoute: () => inside,
  path: '/value',
  component: lazyRouteComponent(() => import('../screens/value/value-screen.tsx'), 'ValueScreen'),
});

const portfolio = createRoute({
  getParentRoute: () => inside,
  path: '/value/portfolio',
  validateSearch: PortfolioSearch,
  component: lazyRouteComponent(() => import('../screens/portfolio/portfolio-screen.tsx'), 'PortfolioScreen'),
});

const profit = createRoute({
  getParentRoute: () => inside,
  path: '/value/profit',
  component: lazyRouteComponent(() => import('../screens/profit/profit-screen.tsx'), 'ProfitScreen'),
});

const potential = createRoute({
  getParentRoute: () => inside,
  path: '/value/potential',
  component: lazyRouteComponent(() => import('../screens/potential/potential-screen.tsx'), 'PotentialScreen'),
});

const forecast = createRoute({
  getParentRoute: () => inside,
  path: '/value/forecast',
  validateSearch: PortfolioSearch.pick({ at: true }),
  component: lazyRouteComponent(() => import('../screens/forecast/forecast-screen.tsx'), 'ForecastScreen'),
});

const questions = createRoute({
  getParentRoute: () => inside,
  path: '/value/questions',
  component: lazyRouteComponent(() => import('../screens/questions/questions-screen.tsx'), 'QuestionsScreen'),
});

/** What customers are worth. */
export const valueRoutes = [value, portfolio, profit, potential, forecast, questions] as const;
