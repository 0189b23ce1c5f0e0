// Set before the first paint, so that a dark screen never flashes white. A file of its own: the page allows no inline script.
(() => {
  let chosen = 'auto';
  try {
    chosen = localStorage.getItem('chacun-colour-scheme') ?? 'auto';
    document.documentElement.lang = localStorage.getItem('chacun-language') ?? document.documentElement.lang;
  } catch {}
  const dark = chosen === 'dark' || (chosen === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
