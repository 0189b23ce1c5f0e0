import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { SignInScreen } from '../screens/sign-in/sign-in-screen.tsx';
import { clientRoutes } from './client-routes.ts';
import { inside, root } from './inside-route.tsx';
import { messageRoutes } from './message-routes.ts';
import { Broken, NotFound } from './not-found.tsx';
import { privacyRoutes } from './privacy-routes.ts';
import { settingsRoutes } from './settings-routes.ts';
import { sourceRoutes } from './source-routes.ts';
import { valueRoutes } from './value-routes.ts';

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: SignInScreen,
  // Only a path of this site: a full address would send people elsewhere after signing in.
  validateSearch: z.object({
    next: z
      .string()
      .regex(/^\/(?![/\\])/)
      .optional()
      .catch(undefined),
  }),
});

const overview = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazyRouteComponent(() => import('../screens/overview/overview-screen.tsx'), 'OverviewScreen'),
});

/** Any other address: who is signed in reads that it leads nowhere with the menu beside it, anybody else signs in first. */
const nowhere = createRoute({ getParentRoute: () => inside, path: '$', component: NotFound });

// The gallery of parts exists in development only: a build leaves its file out.
const galleries = import.meta.env.DEV
  ? [
      createRoute({
        getParentRoute: () => root,
        path: '/gallery',
        component: lazyRouteComponent(() => import('../screens/gallery/gallery-screen.tsx'), 'GalleryScreen'),
      }),
    ]
  : [];

const tree = root.addChildren([
  signIn,
  ...galleries,
  inside.addChildren([
    overview,
    ...clientRoutes,
    ...sourceRoutes,
    ...privacyRoutes,
    ...valueRoutes,
    ...messageRoutes,
    ...settingsRoutes,
    nowhere,
  ]),
]);

/** The map of addresses. Every screen is a file of its own, fetched when first opened. */
export function routerWith(queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queries },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: Broken,
    defaultNotFoundComponent: NotFound,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof routerWith>;
  }
}
