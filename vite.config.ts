import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the web screens into dist/web. In development, calls to the API go to a server started beside it. */
export default defineConfig({
  root: 'src/web',
  publicDir: 'public',
  plugins: [react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': process.env['CHACUN_API'] ?? 'http://127.0.0.1:8080' } },
});
